/** What running a clean takes: the parts a process lends it, and the one execution with its plan, its rules and its Stop. */

import type { CleanSource, Plan } from '../../../shared/plan.ts';
import type { Engine, Stop } from '../ports/engine.ts';
import type { CleanLock, Clock, DiskProbe, Journal, Randomness, UnfinishedClean } from '../ports/host.ts';
import type { BuildWatch } from './await-builds.ts';
import type { Guard } from './clean-scope.ts';
import type { ProgressMeter } from './progress-meter.ts';

export interface ExecutionParts {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly disk: DiskProbe;
}

export interface Execution {
  readonly plan: Plan;
  readonly source: CleanSource;
  /** When the clean first began, epoch ms, and what it came to until it was cut off; undefined for a fresh one. */
  readonly before: UnfinishedClean | undefined;
  /** As the settings are now. */
  readonly guard: () => Guard;
  readonly stop: Stop;
  readonly builds: BuildWatch;
  readonly meter: ProgressMeter;
}

export interface CleanerParts extends Omit<ExecutionParts, 'engine'> {
  readonly lock: CleanLock;
  readonly randomness: Randomness;
  /** Makes a signal, as Stop raises one. */
  readonly newStop: () => Stop & { abort(): void };
}

export interface RunOptions {
  readonly source: CleanSource;
  /** Longest wait for builds to end, ms; 0 refuses at once, undefined cleans while they run. */
  readonly buildWaitMs: number | undefined;
  /** Longest wait for another process's clean, ms; 0 refuses at once. As long as for builds unless given, 0 where they count not. */
  readonly lockWaitMs?: number;
}
