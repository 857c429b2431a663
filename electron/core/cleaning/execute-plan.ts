/** Runs a frozen plan: the only caller of the engine's deletes. Checks the engine, writes ahead, and ends with a receipt whatever fails. */

import type { CleanProblem, CleanSource, Plan, Receipt, ReceiptOutcome } from '../../../shared/plan.ts';
import { EngineError } from '../ports/engine.ts';
import type { DiskProbe } from '../ports/host.ts';
import { StillBuilding } from './await-builds.ts';
import { deletePlanned } from './delete-planned.ts';
import type { Execution, ExecutionParts } from './execution.ts';
import { checkIdentity, EngineChanged, EngineLost } from './reach-engine.ts';
import { StepLog } from './step-log.ts';

export async function executePlan(parts: ExecutionParts, execution: Execution): Promise<Receipt> {
  const { plan, source, before, meter } = execution;
  const startedAtMs = before?.startedAtMs ?? parts.clock.nowMs();
  // Nothing to write ahead: a clean that was cut off keeps its place in the journal.
  if (plan.items.length === 0 && before === undefined)
    return { ...refusedReceipt(plan, source, startedAtMs, undefined), outcome: 'done' };
  const refused = await refusal(parts, execution, startedAtMs);
  if (refused !== undefined) return refusedReceipt(plan, source, startedAtMs, refused);

  const log = new StepLog(plan, { ...parts, meter }, before);
  const freeBefore = before === undefined ? await freeBytes(parts.disk, plan) : undefined;
  const ending = await deleteAll(parts, execution, log);
  const problem = await afterWriting(ending, () => log.skipRest());
  meter.ends();
  const freeAfter = await freeBytes(parts.disk, plan);
  const receipt: Receipt = {
    ...refusedReceipt(plan, source, startedAtMs, problem),
    durationMs: log.workedMs,
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
  { engine, journal }: ExecutionParts,
  { plan, source, before }: Execution,
  startedAtMs: number,
): Promise<CleanProblem | undefined> {
  try {
    await checkIdentity({ engine, expected: plan.engine });
  } catch (error) {
    return problemOf(error);
  }
  try {
    await (before === undefined ? journal.begin(plan, source, startedAtMs) : journal.resume(before));
  } catch {
    return 'no-journal';
  }
  return undefined;
}

async function deleteAll(
  parts: ExecutionParts,
  execution: Execution,
  log: StepLog,
): Promise<CleanProblem | undefined> {
  try {
    await deletePlanned(parts, execution, log);
    return undefined;
  } catch (error) {
    // Stopped while another client's prune was waited for: nothing is wrong.
    if (execution.stop.aborted && error instanceof EngineError && error.kind === 'busy') return undefined;
    return problemOf(error);
  }
}

export function problemOf(error: unknown): CleanProblem {
  if (error instanceof EngineChanged) return 'engine-changed';
  if (error instanceof StillBuilding) return 'build-runs';
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
