import { beforeEach, expect, test, vi } from 'vitest';
import { saveFile } from '../../electron/shell/save-file.ts';
import { saveDialog } from '../fakes/fake-electron.ts';

vi.mock('electron', () => import('../fakes/fake-electron.ts'));

const written = new Map<string, string>();
const write = async (path: string, text: string): Promise<void> => void written.set(path, text);
const file = { name: 'bilge-receipts.csv', text: async () => 'a,b\r\n' };

beforeEach(() => {
  written.clear();
  saveDialog.answer = { canceled: false, filePath: '/home/me/receipts.csv' };
});

test('writes where the user says, under the name it offers', async () => {
  expect(await saveFile(file, write)).toEqual({ kind: 'saved' });
  expect([...written]).toEqual([['/home/me/receipts.csv', 'a,b\r\n']]);
  expect(saveDialog.asked?.defaultPath).toBe('bilge-receipts.csv');
});

test('writes nothing when the user thinks better of it', async () => {
  saveDialog.answer = { canceled: true, filePath: '' };
  expect(await saveFile(file, write)).toEqual({ kind: 'cancelled' });
  expect(written.size).toBe(0);
});

test('answers that it failed, be it to make the text or to write it', async () => {
  const fails = async (): Promise<never> => Promise.reject(new Error('no room'));
  expect(await saveFile(file, fails)).toEqual({ kind: 'failed' });
  expect(await saveFile({ ...file, text: fails }, write)).toEqual({ kind: 'failed' });
  expect(written.size).toBe(0);
});
