import { beforeEach, expect, test, vi } from 'vitest';
import { fetchOf } from '../../electron/shell/one-address.ts';
import { sessions } from '../fakes/fake-electron.ts';

const ADDRESS = 'https://releases.example.com/latest';

vi.mock('electron', () => import('../fakes/fake-electron.ts'));

beforeEach(() => {
  sessions.clear();
});

test('opens nothing before it is asked', () => {
  fetchOf(ADDRESS);
  expect(sessions.size).toBe(0);
});

test('reaches its address, and says no more than that it is Bilge', async () => {
  const response = await fetchOf(ADDRESS)(ADDRESS);
  expect(response.ok).toBe(true);
  const [[partition, made] = []] = sessions;
  expect(partition?.startsWith('persist:')).toBe(false);
  expect(made?.userAgent).toBe('Bilge');
  expect(made?.made).toEqual([{ url: ADDRESS, init: { credentials: 'omit' } }]);
});

test.each([`${ADDRESS}/more`, 'https://releases.example.com/', 'https://elsewhere.example.com/latest'])(
  'does not reach %s',
  async (address) => {
    await expect(fetchOf(ADDRESS)(address)).rejects.toThrow();
  },
);
