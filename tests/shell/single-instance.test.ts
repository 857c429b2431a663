import { expect, test, vi } from 'vitest';
import { launchWords } from '../../electron/shell/single-instance.ts';

vi.mock('electron', () => import('../fakes/fake-electron.ts'));

const silent = { isBackground: false, wantsSample: false, wantsSettings: false };

test('understands its own words, wherever they stand', () => {
  expect(launchWords(['/opt/Bilge/bilge', '--no-sandbox', '--background'])).toEqual({
    ...silent,
    isBackground: true,
  });
  expect(launchWords(['bilge', '--sample', '--settings'])).toEqual({
    ...silent,
    wantsSample: true,
    wantsSettings: true,
  });
});

test.each(['--Background', '--background=1', '-background', '--host=tcp://evil.example', 'sample'])(
  'ignores %s',
  (word) => {
    expect(launchWords(['bilge', word])).toEqual(silent);
  },
);
