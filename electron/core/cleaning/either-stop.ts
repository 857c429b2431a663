/** Two reasons to end a wait, as one. */

import type { Stop } from '../ports/engine.ts';

export function eitherStop(one: Stop, other: Stop): Stop {
  return {
    get aborted() {
      return one.aborted || other.aborted;
    },
    addEventListener(type, listener) {
      one.addEventListener(type, listener);
      other.addEventListener(type, listener);
    },
    removeEventListener(type, listener) {
      one.removeEventListener(type, listener);
      other.removeEventListener(type, listener);
    },
  };
}
