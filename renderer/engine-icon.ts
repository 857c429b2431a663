/** One shape for each thing that can be wrong with an engine. */

import CircleAlert from '@lucide/svelte/icons/circle-alert';
import Hourglass from '@lucide/svelte/icons/hourglass';
import Lock from '@lucide/svelte/icons/lock';
import MessageSquareWarning from '@lucide/svelte/icons/message-square-warning';
import Moon from '@lucide/svelte/icons/moon';
import SearchX from '@lucide/svelte/icons/search-x';
import Timer from '@lucide/svelte/icons/timer';
import Unplug from '@lucide/svelte/icons/unplug';
import History from '@lucide/svelte/icons/history';
import type { EngineErrorKind } from '../shared/state.ts';

const icons = {
  'not-found': SearchX,
  refused: Unplug,
  forbidden: Lock,
  'too-old': History,
  asleep: Moon,
  busy: Hourglass,
  'timed-out': Timer,
  'bad-reply': MessageSquareWarning,
  gone: CircleAlert,
} as const satisfies Record<EngineErrorKind, unknown>;

export function engineIcon(error: EngineErrorKind): (typeof icons)[EngineErrorKind] {
  return icons[error];
}
