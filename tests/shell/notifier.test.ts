import { beforeEach, expect, test, vi } from 'vitest';
import type { Notice } from '../../electron/core/notice.ts';
import { electronNotifier, type Notifier } from '../../electron/shell/notifier.ts';
import { notifications } from '../fakes/fake-electron.ts';

vi.mock('electron', () => import('../fakes/fake-electron.ts'));

const notice: Notice = {
  key: 'level',
  title: 'Build cache at 21 GB',
  body: 'Over the budget of 20 GB.',
  urgency: 'normal',
  actions: [
    { id: 'clean-cache', label: 'Clean cache' },
    { id: 'snooze', label: 'Snooze 1 day' },
  ],
};

let done: unknown[];
let notifier: Notifier;
beforeEach(() => {
  notifications.length = 0;
  done = [];
  notifier = electronNotifier((key, action) => done.push([key, action]));
});

test('shows a notice with its buttons', () => {
  notifier.show(notice);
  expect(notifications[0]!.options).toMatchObject({
    title: 'Build cache at 21 GB',
    actions: [{ text: 'Clean cache' }, { text: 'Snooze 1 day' }],
  });
});

test('understands a button as Electron 42 tells it, and as older ones do', () => {
  notifier.show(notice);
  notifications[0]!.emit('action', { actionIndex: 1 });
  notifications[0]!.emit('action', {}, 0);
  expect(done).toEqual([
    ['level', 'snooze'],
    ['level', 'clean-cache'],
  ]);
});

test('a click on the notice itself opens the window', () => {
  notifier.show(notice);
  notifications[0]!.emit('click');
  expect(done).toEqual([['level', 'open']]);
});

test('replaces a notice of the same kind and leaves others', () => {
  notifier.show(notice);
  notifier.show({ ...notice, key: 'growth', title: 'Grew' });
  notifier.show({ ...notice, title: 'Build cache at 25 GB' });
  expect(notifications.map(({ options }) => options.title)).toEqual(['Grew', 'Build cache at 25 GB']);
});
