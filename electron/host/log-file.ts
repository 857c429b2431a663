/** A log that cannot grow: two files of 512 KB, the older thrown away. Facts are typed, so no text of an engine gets in. */

import { appendFileSync, renameSync, statSync } from 'node:fs';
import type { Clock, Log } from '../core/ports/host.ts';

export const LOG_FILE_BYTES = 512 * 1024;
/** A fact is a code, a version, a kind; anything longer is cut. */
const LONGEST_FACT = 200;

export class LogFile implements Log {
  readonly #path: string;
  readonly #clock: Pick<Clock, 'nowMs'>;

  /** The older half is `<path>.1`. */
  constructor(path: string, clock: Pick<Clock, 'nowMs'>) {
    this.#path = path;
    this.#clock = clock;
  }

  /** Written at once, so that the last line before a crash is there. A log that cannot be written disturbs nothing. */
  write(event: string, facts: Parameters<Log['write']>[1] = {}): void {
    const at = new Date(this.#clock.nowMs()).toISOString();
    const line = `${JSON.stringify({ at, event, ...shortened(facts) })}\n`;
    try {
      if (sizeBytes(this.#path) + line.length > LOG_FILE_BYTES) renameSync(this.#path, `${this.#path}.1`);
      appendFileSync(this.#path, line, { mode: 0o600 });
    } catch {
      // Nobody is left to tell.
    }
  }
}

function shortened(facts: NonNullable<Parameters<Log['write']>[1]>): typeof facts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [
      name,
      typeof fact === 'string' ? fact.slice(0, LONGEST_FACT) : fact,
    ]),
  );
}

function sizeBytes(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
