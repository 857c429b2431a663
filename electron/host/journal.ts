/**
 * The journal of cleans. It is written ahead (the plan, then each step) into a file whose blocks are already paid for, so
 * that a clean is recorded with no byte free on the disk and a crash leaves an account (safety law 6). A finished clean moves
 * to the history of receipts; while that cannot be written, it waits in the journal.
 */

import { join } from 'node:path';
import type { Plan, Receipt } from '../../shared/plan.ts';
import type { Journal, Log, UnfinishedClean } from '../core/ports/host.ts';
import { errorCode } from './error-code.ts';
import { inTurn } from './in-turn.ts';
import {
  beginLines,
  finishLine,
  itemPositions,
  receiptOf,
  stepLine,
  type BeginLine,
  type Step,
} from './journal-lines.ts';
import { JournalSlots, type HeldJournal, type RestingClean } from './journal-slots.ts';
import { readMoment, writeMoment } from './moment-file.ts';
import type { PreallocatedLog } from './preallocated-log.ts';
import { addReceipts, readReceipts, receiptKey } from './receipt-history.ts';

interface Running extends HeldJournal {
  /** Where each item stands in the plan as stored. */
  readonly positions: ReadonlyMap<string, number>;
  /** Receipts of earlier cleans that the history had no room for. */
  readonly waiting: readonly Receipt[];
}

export class FileJournal implements Journal {
  readonly #slots: JournalSlots;
  readonly #historyPath: string;
  readonly #momentPath: string;
  readonly #log: Log;
  readonly #inTurn = inTurn();
  #running: Running | undefined;

  constructor(stateDir: string, log: Log) {
    this.#slots = new JournalSlots(stateDir);
    this.#historyPath = join(stateDir, 'receipts.jsonl');
    this.#momentPath = join(stateDir, 'last-scheduled-run');
    this.#log = log;
  }

  /** Pays for the space while there is some: call at start. Does not fail; without space `begin` will. */
  async prepare(): Promise<void> {
    await this.#inTurn(() =>
      this.#orReport('journal-not-prepared', async () => {
        await (await this.#slots.hold(1))?.letGo();
        if ((await readMoment(this.#momentPath)) === undefined) await writeMoment(this.#momentPath, 0);
      }),
    );
  }

  /**
   * Fails where the plan cannot be put on the disk; then nothing may be deleted. An unfinished clean found in the way is
   * settled as `interrupted`. A plan larger than the space makes the file grow; on a full disk it is kept without names,
   * and if even that is too long, without its items (the steps alone then tell their ids).
   */
  async begin(plan: Plan, source: Receipt['source'], startedAtMs: number): Promise<void> {
    await this.#inTurn(async () => {
      if (this.#running !== undefined) throw new Error('This journal already records a clean.');
      const held = await this.#slots.holdFree();
      try {
        const waiting = await this.#settle(held);
        const { begin } = await appendFirstThatFits(held.log, beginLines({ plan, source, startedAtMs }));
        this.#running = { ...held, waiting, positions: itemPositions(begin.plan.items) };
      } catch (error) {
        await held.letGo();
        throw error;
      }
    });
  }

  async resume(left: UnfinishedClean): Promise<void> {
    await this.#inTurn(async () => {
      if (this.#running !== undefined) throw new Error('This journal already records a clean.');
      const found = await this.#cutOff(left);
      const held = found && (await this.#slots.hold(found.slot));
      if (held === undefined) throw new Error('That clean is no longer unfinished.');
      const last = held.cleans.at(-1);
      if (last?.ending !== undefined || last?.plan.id !== left.plan.id) {
        await held.letGo();
        throw new Error('That clean is no longer unfinished.');
      }
      const waiting = held.cleans.slice(0, -1).map(receiptOf);
      this.#running = { ...held, waiting, positions: itemPositions(last.plan.items) };
    });
  }

  /** A step that finds no room at all is left out: its delete is done, and stopping here would not bring it back. */
  async step(done: Step): Promise<void> {
    await this.#inTurn(async () => {
      const { log, positions } = this.#nowRunning();
      await this.#orReport('journal-step-lost', () => log.append(stepLine(done, positions)));
    });
  }

  /** Does not fail for want of space: the receipt then waits in the journal. */
  async finish(receipt: Receipt): Promise<void> {
    await this.#inTurn(async () => {
      const held = this.#nowRunning();
      this.#running = undefined;
      await this.#orReport('journal-end-lost', () => held.log.appendLast(finishLine(receipt)));
      await this.#file(held.log, [...held.waiting, receipt]);
      await held.letGo();
    });
  }

  async file(receipt: Receipt): Promise<void> {
    await this.#inTurn(() =>
      this.#orReport('receipt-lost', () => addReceipts(this.#historyPath, [receipt])).then(() => undefined),
    );
  }

  /** The oldest, of those whose process is gone. */
  async unfinished(): Promise<UnfinishedClean | undefined> {
    return this.#inTurn(async () => (await this.#cutOff())?.clean);
  }

  async acknowledge(): Promise<void> {
    await this.#inTurn(async () => {
      const cutOff = await this.#cutOff();
      const held = cutOff && (await this.#slots.hold(cutOff.slot));
      if (held === undefined) return;
      try {
        await this.#settle(held);
      } finally {
        await held.letGo();
      }
    });
  }

  async receipts(limit: number): Promise<readonly Receipt[]> {
    return this.#inTurn(async () => {
      const filed = await readReceipts(this.#historyPath);
      const known = new Set(filed.map(receiptKey));
      const waiting = (await this.#slots.resting())
        .filter(({ clean }) => clean.ending !== undefined)
        .map(({ clean }) => receiptOf(clean))
        .filter((receipt) => !known.has(receiptKey(receipt)));
      return [...filed, ...waiting].sort((a, b) => b.startedAtMs - a.startedAtMs).slice(0, limit);
    });
  }

  async lastScheduledRunMs(): Promise<number | undefined> {
    return readMoment(this.#momentPath);
  }

  async noteScheduledRun(atMs: number): Promise<void> {
    await this.#inTurn(() => writeMoment(this.#momentPath, atMs));
  }

  #nowRunning(): Running {
    if (this.#running === undefined) throw new Error('No clean has begun.');
    return this.#running;
  }

  /** This one, or the oldest. */
  async #cutOff(sought?: UnfinishedClean): Promise<RestingClean | undefined> {
    const cutOff = (await this.#slots.resting()).filter(
      ({ clean }) => clean.ending === undefined && (sought?.plan.id ?? clean.plan.id) === clean.plan.id,
    );
    return cutOff.sort((a, b) => a.clean.startedAtMs - b.clean.startedAtMs)[0];
  }

  /** Ends what a crash left open and moves everything to the history; answers the receipts that found no room there. */
  async #settle({ log, cleans }: HeldJournal): Promise<readonly Receipt[]> {
    const receipts = cleans.map(receiptOf);
    const [cutOff, last] = [cleans.at(-1)?.ending === undefined, receipts.at(-1)];
    if (last === undefined) return [];
    if (cutOff) await log.appendLast(finishLine(last));
    return (await this.#file(log, receipts)) ? [] : receipts;
  }

  /** Moves receipts from the journal to the history; without room there they stay, to be moved another time. */
  async #file(log: PreallocatedLog, receipts: readonly Receipt[]): Promise<boolean> {
    return this.#orReport('receipt-waits', async () => {
      await addReceipts(this.#historyPath, receipts);
      await log.clear();
    });
  }

  async #orReport(event: string, act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      this.#log.write(event, { code: errorCode(error) ?? 'unknown' });
      return false;
    }
  }
}

/** The first line for which there is room. */
async function appendFirstThatFits(log: PreallocatedLog, lines: readonly BeginLine[]): Promise<BeginLine> {
  let noRoom: unknown;
  for (const line of lines) {
    try {
      await log.append(line);
      return line;
    } catch (error) {
      if (errorCode(error) !== 'ENOSPC') throw error;
      noRoom = error;
    }
  }
  throw noRoom;
}
