/** What a program printed, once it is sure that it ended well. */

import type { Output } from './engine-world.ts';

/** Throws with the program's own last words; `what` names it. */
export function stdoutOf(what: string, { code, stdout, stderr }: Output): string {
  if (code !== 0) throw new Error(`${what} ended with ${code}: ${stderr.slice(-800)}`);
  return stdout;
}
