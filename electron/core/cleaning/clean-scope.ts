/** What a clean looks at: the ground the choices of every kind stand on. */

import type { CleanOptions, ItemKind } from '../../../shared/clean-options.ts';
import type { DeleteReason, KeepReason } from '../../../shared/plan.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Container, Inventory } from '../../../shared/usage.ts';
import { isAlive } from '../usage/category-usage.ts';
import { composeProject } from './known-tools.ts';

/** What no clean may touch: the part of the settings that says so. */
export type Guard = Pick<Settings, 'protectRules' | 'keepsKnownTools'>;

/** What a person ticked and unticked in one plan; keys are `itemKey`s. */
export interface Picks {
  readonly unticked: ReadonlySet<string>;
  /** Names of named volumes. */
  readonly tickedVolumes: ReadonlySet<string>;
}

export const NO_PICKS: Picks = { unticked: new Set(), tickedVolumes: new Set() };

export function itemKey(kind: ItemKind, id: string): string {
  return `${kind} ${id}`;
}

export interface CleanScope {
  readonly inventory: Inventory;
  readonly options: CleanOptions;
  /** The engine's clock, epoch ms: ages are its own. */
  readonly nowMs: number;
  readonly guard: Guard;
  readonly picks: Picks;
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
  const ageMs = kind === 'record' ? options.recordsOlderThanMs : options.olderThanMs;
  return ageMs !== null && lastMs > nowMs - ageMs;
}

/** Compose projects with a container alive: nothing of theirs goes (safety law 3). */
export function runningProjects(containers: readonly Container[]): ReadonlySet<string> {
  const projects = containers.filter(isAlive).map((container) => composeProject(container.labels));
  return new Set(projects.filter((project) => project !== undefined));
}
