/** The reasons to stay that hold for every kind of item: protection, filters, age, and a tick taken away. */

import type { ItemKind } from '../../../shared/clean-options.ts';
import type { KeepReason } from '../../../shared/plan.ts';
import type { Container } from '../../../shared/usage.ts';
import { isAlive } from '../usage/category-usage.ts';
import { itemKey, type CleanScope } from './clean-scope.ts';
import { anyGlob } from './glob.ts';
import { TRAITS, type ItemOf } from './item-traits.ts';
import { belongsToKnownTool, composeProject } from './known-tools.ts';
import { labelTest, protector } from './protect.ts';

/** A reason to stay, and when it holds; `place` is the item's in its list. */
export type KeepRule<T> = readonly [why: KeepReason, holds: (item: T, place: number) => boolean];

/** The first reason that holds. */
export function firstReason<T>(
  rules: readonly KeepRule<T>[],
): (item: T, place: number) => KeepReason | undefined {
  return (item, place) => {
    for (const [why, holds] of rules) if (holds(item, place)) return why;
    return undefined;
  };
}

/** Of a plan of what was marked, all the rest; `weighScope` leaves it out of the lists. */
export function unmarkedRules<Kind extends ItemKind>(
  { picks: { marked } }: CleanScope,
  kind: Kind,
): readonly KeepRule<ItemOf[Kind]>[] {
  const { id } = TRAITS[kind];
  return marked === undefined ? [] : [['not-chosen', (item) => !marked.has(itemKey(kind, id(item)))]];
}

/** What the user and the safety law protect: a rule, a Compose project that runs (law 3), a known tool. */
export function protectedRules<Kind extends ItemKind>(
  { inventory, guard }: CleanScope,
  kind: Kind,
): readonly KeepRule<ItemOf[Kind]>[] {
  const { labels, names } = TRAITS[kind];
  const protects = protector(guard.protectRules);
  const running = runningProjects(inventory.containers);
  const rules: KeepRule<ItemOf[Kind]>[] = [];
  // Its images are needed no more than any others: docker compose builds or pulls them again.
  if (running.size > 0 && kind !== 'image')
    rules.push(['compose-project-runs', (item) => running.has(composeProject(labels(item)) ?? '')]);
  if (guard.protectRules.length > 0) rules.push(['protected', (item) => protects(kind, item) !== undefined]);
  if (guard.keepsKnownTools)
    rules.push(['known-tool', (item) => belongsToKnownTool(labels(item), names(item))]);
  return rules;
}

/** What this clean was not asked to take: other labels, names or projects, and what was used or made too lately. */
export function filterRules<Kind extends ItemKind>(
  scope: CleanScope,
  kind: Kind,
  lastMs: (item: ItemOf[Kind]) => number,
): readonly KeepRule<ItemOf[Kind]>[] {
  const { labels, names, projects } = scope.options;
  const traits = TRAITS[kind];
  const rules: KeepRule<ItemOf[Kind]>[] = [];
  if (labels.length > 0) {
    const tests = labels.map(labelTest);
    rules.push(['not-chosen', (item) => !tests.every((test) => test(traits.labels(item)))]);
  }
  if (names.length > 0) {
    const test = anyGlob(names);
    rules.push(['not-chosen', (item) => !traits.names(item).some(test)]);
  }
  if (projects.length > 0) {
    const test = anyGlob(projects);
    rules.push(['not-chosen', (item) => !test(composeProject(traits.labels(item)) ?? '')]);
  }
  return [...rules, ...ageRules(scope, kind, lastMs)];
}

/** Used or made too lately for this clean; `lastMs` is epoch ms by the engine's clock. */
export function ageRules<Kind extends ItemKind>(
  { options, nowMs }: CleanScope,
  kind: Kind,
  lastMs: (item: ItemOf[Kind]) => number,
): readonly KeepRule<ItemOf[Kind]>[] {
  const ageMs = kind === 'record' ? options.recordsOlderThanMs : options.olderThanMs;
  return ageMs === null ? [] : [['too-young', (item) => lastMs(item) > nowMs - ageMs]];
}

export function untickedRules<Kind extends ItemKind>(
  { picks: { unticked } }: CleanScope,
  kind: Kind,
): readonly KeepRule<ItemOf[Kind]>[] {
  const { id } = TRAITS[kind];
  return unticked.size === 0 ? [] : [['unticked', (item) => unticked.has(itemKey(kind, id(item)))]];
}

/** Compose projects with a container alive. */
function runningProjects(containers: readonly Container[]): ReadonlySet<string> {
  const projects = containers.filter(isAlive).map(({ labels }) => composeProject(labels));
  return new Set(projects.filter((project) => project !== undefined));
}
