/** One notification, whatever shows it. */

export type NoticeAction = 'clean-cache' | 'open-plan' | 'open' | 'snooze';

export type Alarm = 'level' | 'growth' | 'disk' | 'forecast';

export interface Notice {
  /** The same key replaces what is shown rather than stacking. */
  readonly key: Alarm | 'clean';
  readonly title: string;
  readonly body: string;
  readonly urgency: 'low' | 'normal' | 'critical';
  readonly actions: readonly { readonly id: NoticeAction; readonly label: string }[];
}

export function action(id: NoticeAction, label: string): Notice['actions'][number] {
  return { id, label };
}
