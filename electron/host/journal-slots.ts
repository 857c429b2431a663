/** The files that journals are written in. Cleans of several engines may run at once, in several processes: one file each. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cleansFrom, type JournalledClean } from './journal-lines.ts';
import { PreallocatedLog, readLines } from './preallocated-log.ts';
import { isLocked, takeLock, type Release } from './process-lock.ts';

export const JOURNAL_SIZE_BYTES = 1024 * 1024;
const SLOTS = [1, 2, 3, 4] as const;

/** A journal file that nobody else writes until `letGo`. */
export interface HeldJournal {
  readonly log: PreallocatedLog;
  /** What it held when opened. */
  readonly cleans: readonly JournalledClean[];
  letGo(): Promise<void>;
}

export interface RestingClean {
  readonly slot: number;
  readonly clean: JournalledClean;
}

export class JournalSlots {
  readonly #stateDir: string;

  constructor(stateDir: string) {
    this.#stateDir = stateDir;
  }

  /** The first that is free; only the first is there from the start, so that on a full disk at least one clean can run. */
  async holdFree(): Promise<HeldJournal> {
    for (const slot of SLOTS) {
      const held = await this.hold(slot);
      if (held !== undefined) return held;
    }
    throw new Error('Every journal is in use.');
  }

  /** Undefined while another holds it. */
  async hold(slot: number): Promise<HeldJournal | undefined> {
    const release = await takeLock(this.#lockPath(slot));
    return release === undefined ? undefined : openHeld(this.#path(slot), release);
  }

  /** The cleans in files that no living process writes. */
  async resting(): Promise<readonly RestingClean[]> {
    const found: RestingClean[] = [];
    for (const slot of SLOTS) {
      if (await isLocked(this.#lockPath(slot))) continue;
      const content = await readFile(this.#path(slot)).catch(() => Buffer.alloc(0));
      // One that began meanwhile is no more at rest.
      if (await isLocked(this.#lockPath(slot))) continue;
      found.push(...cleansFrom(readLines(content).lines).map((clean) => ({ slot, clean })));
    }
    return found;
  }

  #path(slot: number): string {
    return join(this.#stateDir, `journal-${slot}.jsonl`);
  }

  #lockPath(slot: number): string {
    return `${this.#path(slot)}.lock`;
  }
}

async function openHeld(path: string, release: Release): Promise<HeldJournal> {
  try {
    const log = await PreallocatedLog.open(path, JOURNAL_SIZE_BYTES);
    return {
      log,
      cleans: cleansFrom(log.lines),
      letGo: async () => {
        await log.close();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}
