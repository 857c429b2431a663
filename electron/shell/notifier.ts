/** Shows a notice through the system: by Electron, or by the port that `main` hands in on Linux. */

import { Notification } from 'electron';
import type { Notice, NoticeAction } from '../core/notice.ts';

/** `open` is also what a click on the notice itself means. */
export type OnNoticeAction = (key: Notice['key'], action: NoticeAction) => void;

export interface Notifier {
  /** A notice with the key of one still shown takes its place. */
  show(notice: Notice): void;
}

/**
 * macOS and Windows. Electron draws no buttons on Linux in any version, and on Windows only since 42
 * (https://www.electronjs.org/docs/latest/api/notification); without buttons a click opens the window.
 */
export function electronNotifier(onAction: OnNoticeAction): Notifier {
  // Held, or the garbage collector takes the listeners of a notice that is still on the screen.
  const shown = new Map<Notice['key'], Notification>();
  return {
    show(notice) {
      if (!Notification.isSupported()) return;
      shown.get(notice.key)?.close();
      const notification = new Notification({
        title: notice.title,
        body: notice.body,
        urgency: notice.urgency,
        actions: notice.actions.map(({ label }) => ({ type: 'button', text: label })),
      });
      notification.on('click', () => onAction(notice.key, 'open'));
      notification.on('action', (details, deprecatedIndex) => {
        const action = notice.actions[actionIndex(details, deprecatedIndex)];
        if (action !== undefined) onAction(notice.key, action.id);
      });
      notification.on('close', () => {
        if (shown.get(notice.key) === notification) shown.delete(notice.key);
      });
      shown.set(notice.key, notification);
      notification.show();
    },
  };
}

/** Electron 42 moved the index into the event; before, it came beside it. */
function actionIndex(
  details: { readonly actionIndex?: number },
  deprecatedIndex: number | undefined,
): number {
  return details.actionIndex ?? deprecatedIndex ?? -1;
}
