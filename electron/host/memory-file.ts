/** Small plain data kept across restarts; whatever is wrong with the file, it counts as absent. */

import { readFile } from 'node:fs/promises';
import type { Log, MemoryFile } from '../core/ports/host.ts';
import { writeAtomically } from './atomic-write.ts';
import { errorCode } from './error-code.ts';
import { inTurn } from './in-turn.ts';

export class JsonMemoryFile implements MemoryFile {
  readonly #path: string;
  readonly #log: Log;
  readonly #inTurn = inTurn();

  constructor(path: string, log: Log) {
    this.#path = path;
    this.#log = log;
  }

  async read(): Promise<unknown> {
    try {
      const memory: unknown = JSON.parse(await readFile(this.#path, 'utf8'));
      return memory;
    } catch {
      return undefined;
    }
  }

  /** Does not fail: the worst of a lost memory is one notice told twice. */
  async write(memory: unknown): Promise<void> {
    await this.#inTurn(async () => {
      try {
        await writeAtomically(this.#path, JSON.stringify(memory));
      } catch (error) {
        this.#log.write('memory-not-kept', { code: errorCode(error) ?? 'unknown' });
      }
    });
  }
}
