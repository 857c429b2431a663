import type { IpcMainInvokeEvent } from 'electron';
import { expect, test, vi } from 'vitest';
import { bindRequests } from '../../electron/shell/ipc.ts';
import { requests, type Handlers } from '../../shared/contract.ts';

vi.mock('electron', () => import('../fakes/fake-electron.ts'));

type Listener = (event: IpcMainInvokeEvent, input?: unknown) => unknown;
const WINDOW_ID = 7;

const frame = { origin: 'app://ui', parent: null };
const sentBy = (sender: { frame?: object | null; id?: number } = {}): IpcMainInvokeEvent =>
  ({
    sender: { id: sender.id ?? WINDOW_ID },
    senderFrame: sender.frame === undefined ? frame : sender.frame,
  }) as unknown as IpcMainInvokeEvent;

function bind() {
  const listeners = new Map<string, Listener>();
  const calls: unknown[] = [];
  const handler = (name: string) => async (input: unknown) => void calls.push([name, input]);
  const handlers = Object.fromEntries(Object.keys(requests).map((name) => [name, handler(name)]));
  const ipcMain = { handle: (channel: string, listener: Listener) => void listeners.set(channel, listener) };
  bindRequests(ipcMain, handlers as unknown as Handlers, (id) => id === WINDOW_ID);
  const call = (name: string, input?: unknown, event = sentBy()) =>
    listeners.get(`bilge:${name}`)!(event, input);
  return { listeners, calls, call };
}

test('binds a listener for each row of the contract and no other', () => {
  expect([...bind().listeners.keys()]).toEqual(Object.keys(requests).map((name) => `bilge:${name}`));
});

test('hands a well formed request to its handler', async () => {
  const { call, calls } = bind();
  await call('createPlan', { preset: 'custom-1' });
  expect(calls).toEqual([['createPlan', { preset: 'custom-1' }]]);
});

test.each([
  ['a word that is not in the contract', 'createPlan', { preset: 'everything' }],
  ['a field too many', 'createPlan', { preset: 'deep', filters: {} }],
  ['a field too few', 'executePlan', { planId: 'a' }],
  ['a path where an id belongs', 'executePlan', { planId: '../x', fromNowOnAtOnce: false, typedWord: '' }],
  ['an item by name', 'revisePlan', { planId: 'a', change: { kind: 'tick', row: 'data', isTicked: true } }],
  [
    'choices of its own making',
    'revisePlan',
    { planId: 'a', change: { kind: 'choices', choices: { ids: ['x'] } } },
  ],
  ['a rule of its own words', 'revisePlan', { planId: 'a', change: { kind: 'protect', row: 0, rule: 'x' } }],
  ['a file to write to', 'exportReceipts', { format: 'csv', path: '/etc/passwd' }],
  ['an endless id', 'chooseEngine', { token: 'x'.repeat(65) }],
  ['an address where a link name belongs', 'openLink', { link: 'https://evil.example' }],
  ['consent as a setting', 'saveSettings', { cleansAtOnce: [] }],
  ['an endpoint as a setting', 'saveSettings', { endpoint: 'tcp://evil.example:2375' }],
  ['input where none belongs', 'refresh', { path: '/etc' }],
])('refuses %s', (_what, name, input) => {
  const { call, calls } = bind();
  expect(() => call(name, input)).toThrow();
  expect(calls).toEqual([]);
});

test.each([
  ['a frame that is gone', { frame: null }],
  ['another origin', { frame: { origin: 'https://evil.example', parent: null } }],
  ['a look-alike origin', { frame: { origin: 'app://ui.evil.example', parent: null } }],
  ['a frame inside our page', { frame: { origin: 'app://ui', parent: frame } }],
  ['contents that are not ours', { id: 8 }],
])('refuses %s', (_what, sender) => {
  const { call, calls } = bind();
  expect(() => call('getState', undefined, sentBy(sender))).toThrow('unknown sender');
  expect(calls).toEqual([]);
});

test('refuses a page that never stops calling', () => {
  const { call } = bind();
  expect(() => {
    for (let count = 0; count < 1000; count += 1) void call('getState');
  }).toThrow('too many calls');
});
