import { expect, test } from 'vitest';
import { menuTemplate } from '../../electron/shell/menu-template.ts';

test('shows text that cannot be clicked', () => {
  expect(menuTemplate([{ kind: 'text', label: '2.5 GB' }], () => undefined)).toEqual([
    { label: '2.5 GB', enabled: false },
  ]);
});

test('shows an ampersand in an engine’s name as itself', () => {
  const rows = menuTemplate(
    [{ kind: 'choice', label: 'R&D', isChosen: true, command: { kind: 'choose-engine', token: 'a' } }],
    () => undefined,
  );
  expect(rows[0]).toMatchObject({ type: 'radio', label: 'R&&D', checked: true });
});

test('nests rows', () => {
  const rows = menuTemplate(
    [{ kind: 'submenu', label: 'Engine', rows: [{ kind: 'separator' }, { kind: 'text', label: 'none' }] }],
    () => undefined,
  );
  expect(rows).toMatchObject([{ label: 'Engine', submenu: [{ type: 'separator' }, { label: 'none' }] }]);
});
