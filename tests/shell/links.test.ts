import { expect, test, vi } from 'vitest';
import { links, openLink } from '../../electron/shell/links.ts';
import { LinkName } from '../../shared/contract.ts';
import { openedAddresses } from '../fakes/fake-electron.ts';

vi.mock('electron', () => import('../fakes/fake-electron.ts'));

test('knows exactly the links that the contract names', () => {
  expect(Object.keys(links).toSorted()).toEqual(LinkName.entries.link.options.toSorted());
});

test('leads only to secure pages', () => {
  for (const address of Object.values(links)) expect(new URL(address).protocol).toBe('https:');
});

test('opens a link by its name', async () => {
  await openLink('project');
  expect(openedAddresses).toEqual([links.project]);
});
