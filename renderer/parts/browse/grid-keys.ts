/** What a key means in a grid of rows, and on its screen. */

export type GridIntent =
  | { readonly kind: 'move'; readonly to: number; readonly isRange: boolean }
  | { readonly kind: 'mark' | 'mark-all' | 'open' | 'plan' | 'leave' }
  | { readonly kind: 'type'; readonly character: string };

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

interface Place {
  readonly cursor: number;
  readonly total: number;
  /** Rows that are seen at one time. */
  readonly pageRows: number;
}

const SIMPLE: Readonly<Record<string, 'mark' | 'open' | 'plan' | 'leave'>> = {
  ' ': 'mark',
  Enter: 'open',
  Delete: 'plan',
  Backspace: 'plan',
  Escape: 'leave',
};

/** Undefined for keys that mean nothing here. */
export function gridIntent(event: Key, place: Place): GridIntent | undefined {
  if (event.altKey) return undefined;
  if (event.ctrlKey || event.metaKey)
    return event.key.toLowerCase() === 'a' && !event.shiftKey ? { kind: 'mark-all' } : undefined;
  const to = moved(event.key, place);
  if (to !== undefined) return { kind: 'move', to, isRange: event.shiftKey };
  const simple = SIMPLE[event.key];
  if (simple) return { kind: simple };
  return isLetter(event.key) ? { kind: 'type', character: event.key } : undefined;
}

/** `/` and `?` are the window's own. */
function isLetter(key: string): boolean {
  return Array.from(key).length === 1 && key !== '/' && key !== '?';
}

function moved(key: string, { cursor, total, pageRows }: Place): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: pageRows,
    PageUp: -pageRows,
    Home: -total,
    End: total,
  };
  const step = steps[key];
  return step === undefined ? undefined : Math.max(0, Math.min(total - 1, cursor + step));
}
