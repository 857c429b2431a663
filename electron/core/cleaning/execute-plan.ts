/** Runs a frozen plan: the only caller of the engine's deletes. Checks the engine, writes ahead, and ends with a receipt whatever fails. */

import {
  DELETE_ORDER,
  type CleanProblem,
  type CleanProgress,
  type CleanSource,
  type Plan,
  type Receipt,
  type ReceiptOutcome,
} from '../../../shared/plan.ts';
import { EngineError, type Clock, type DiskProbe, type Engine, type Journal, type Stop } from '../ports.ts';
import { deleteObjects } from './delete-objects.ts';
import { deleteRecords } from './delete-records.ts';
import { checkIdentity, EngineChanged, EngineLost, type Reach } from './reach-engine.ts';
import { StepLog } from './step-log.ts';

export interface ExecutionParts {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly disk: DiskProbe;
}

export interface Execution {
  readonly plan: Plan;
  readonly source: CleanSource;
  readonly stop: Stop;
  readonly onProgress: (progress: CleanProgress) => void;
}

export async function executePlan(parts: ExecutionParts, execution: Execution): Promise<Receipt> {
  const { plan, source } = execution;
  const startedAtMs = parts.clock.nowMs();
  const refused = await refusal(parts, execution, startedAtMs);
  if (refused !== undefined) return refusedReceipt(plan, source, startedAtMs, refused);

  const log = new StepLog(plan, parts.journal, execution.onProgress);
  const freeBefore = await freeBytes(parts.disk, plan);
  const ending = await deleteAll(parts, execution, log);
  const problem = await afterWriting(ending, () => log.skipRest());
  const freeAfter = await freeBytes(parts.disk, plan);
  const receipt: Receipt = {
    ...refusedReceipt(plan, source, startedAtMs, problem),
    durationMs: parts.clock.nowMs() - startedAtMs,
    outcome: outcomeOf(log, problem),
    deleted: log.deletedItems,
    skipped: log.skippedItems,
    engineBytes: log.engineBytes,
    freedBytes: log.freedBytes,
    diskBytes: freeBefore === undefined || freeAfter === undefined ? undefined : freeAfter - freeBefore,
  };
  return { ...receipt, problem: await afterWriting(problem, () => parts.journal.finish(receipt)) };
}

/** A journal that fails takes nothing back: the receipt is given all the same, and says so. */
async function afterWriting(
  problem: CleanProblem | undefined,
  write: () => Promise<void>,
): Promise<CleanProblem | undefined> {
  try {
    await write();
    return problem;
  } catch {
    return problem ?? 'own-fault';
  }
}

/** A clean that deleted nothing. */
export function refusedReceipt(
  plan: Plan,
  source: CleanSource,
  startedAtMs: number,
  problem: CleanProblem | undefined,
): Receipt {
  return {
    planId: plan.id,
    engine: plan.engine,
    preset: plan.options.preset,
    presetName: plan.presetName,
    source,
    startedAtMs,
    durationMs: 0,
    outcome: 'refused',
    deleted: [],
    skipped: [],
    engineBytes: 0,
    freedBytes: 0,
    diskBytes: undefined,
    problem,
  };
}

/** Why not even the first delete may happen; the plan is in the journal when there is no reason. */
async function refusal(
  parts: ExecutionParts,
  { plan, source, stop }: Execution,
  startedAtMs: number,
): Promise<CleanProblem | undefined> {
  try {
    await checkIdentity(reachOf(parts, plan, stop));
  } catch (error) {
    return problemOf(error);
  }
  try {
    await parts.journal.begin(plan, source, startedAtMs);
  } catch {
    return 'no-journal';
  }
  return undefined;
}

async function deleteAll(
  parts: ExecutionParts,
  { plan, stop }: Execution,
  log: StepLog,
): Promise<CleanProblem | undefined> {
  const to = reachOf(parts, plan, stop);
  try {
    for (const kind of DELETE_ORDER) {
      const items = plan.items.filter((item) => item.kind === kind);
      if (items.length === 0) continue;
      log.begins(kind);
      await (kind === 'record' ? deleteRecords(plan, items, to, log) : deleteObjects(items, to, log));
    }
    return undefined;
  } catch (error) {
    // Stopped while another client's prune was waited for: nothing is wrong.
    if (stop.aborted && error instanceof EngineError && error.kind === 'busy') return undefined;
    return problemOf(error);
  }
}

function reachOf({ engine, clock }: ExecutionParts, plan: Plan, stop: Stop): Reach {
  return { engine, clock, expected: plan.engine, stop };
}

function problemOf(error: unknown): CleanProblem {
  if (error instanceof EngineChanged) return 'engine-changed';
  return error instanceof EngineError || error instanceof EngineLost ? 'engine-lost' : 'own-fault';
}

function outcomeOf(log: StepLog, problem: CleanProblem | undefined): ReceiptOutcome {
  if (problem !== undefined) return log.deletedItems.length > 0 ? 'partly' : 'refused';
  if (log.skippedItems.some(({ why }) => why === 'stopped')) return 'stopped';
  // Whatever is gone is as wished, whoever took it.
  return log.skippedItems.every(({ why }) => why === 'already-gone') ? 'done' : 'partly';
}

async function freeBytes(disk: DiskProbe, { engine }: Plan): Promise<number | undefined> {
  const space = await disk.space(engine.rootDir, engine.endpoint).catch(() => undefined);
  return space?.freeBytes;
}
