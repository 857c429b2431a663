/** What a clean looks at, and the ages that each preset sets: the ground the choices of every kind stand on. */

import type { CleanOptions, DeleteReason, KeepReason } from '../../../shared/plan.ts';
import type { Container, Inventory } from '../../../shared/usage.ts';
import { isAlive } from '../usage/category-usage.ts';
import { composeProject } from './known-tools.ts';

const HOUR_MS = 3_600_000;
/** `quick` keeps what is younger: long enough for today's work to be safe. */
const QUICK_AGE_MS = 24 * HOUR_MS;
/** `quick` keeps cache used in the last week: older steps are rarely hit again. */
const QUICK_RECORD_AGE_MS = 7 * 24 * HOUR_MS;

export interface CleanScope {
  readonly inventory: Inventory;
  readonly options: CleanOptions;
  /** The engine's clock, epoch ms: ages are its own. */
  readonly nowMs: number;
  /** Keep what Dev Containers, kind, minikube, k3d and Testcontainers made. */
  readonly keepsKnownTools: boolean;
}

/** One item weighed: it goes for `why`, unless `keep` says why it stays. */
export interface Choice<T> {
  readonly item: T;
  readonly why: DeleteReason;
  readonly keep: KeepReason | undefined;
}

/** The first reason whose condition holds. */
export function firstReason(...reasons: readonly (readonly [boolean, KeepReason])[]): KeepReason | undefined {
  return reasons.find(([holds]) => holds)?.[1];
}

/** Used or made too lately for this clean; `lastMs` is epoch ms by the engine's clock. */
export function isTooYoung(
  { options, nowMs }: CleanScope,
  kind: 'record' | 'other',
  lastMs: number,
): boolean {
  const quickMs = kind === 'record' ? QUICK_RECORD_AGE_MS : QUICK_AGE_MS;
  const ageMs = options.olderThanMs ?? (options.preset === 'quick' ? quickMs : undefined);
  return ageMs !== undefined && lastMs > nowMs - ageMs;
}

/** Compose projects with a container alive: nothing of theirs goes (safety law 3). */
export function runningProjects(containers: readonly Container[]): ReadonlySet<string> {
  const projects = containers.filter(isAlive).map((container) => composeProject(container.labels));
  return new Set(projects.filter((project) => project !== undefined));
}
