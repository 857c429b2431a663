/** Which cache records a clean takes: never one in use, and never one whose child stays. */

import type { KeepReason } from '../../../shared/plan.ts';
import type { CacheRecord } from '../../../shared/usage.ts';
import { forestOf, type Forest } from '../usage/forest.ts';
import type { Choice, CleanScope } from './clean-scope.ts';
import { ageRules, firstReason, unmarkedRules, untickedRules, type KeepRule } from './keep-rules.ts';
import { keptForStorage, lastUseMs } from './kept-for-storage.ts';
import { leafFirst } from './leaf-first.ts';
import { protectsRecord } from './protect.ts';

export function chooseRecords(scope: CleanScope): readonly Choice<CacheRecord>[] {
  const { options, inventory } = scope;
  const asksForNames = options.labels.length + options.names.length + options.projects.length > 0;
  if (!options.kinds.includes('record') || asksForNames) return [];
  const { records } = inventory;
  const forest = forestOf(records);
  const reasons = records.map(firstReason(recordRules(scope, forest)));
  keepForStorage(scope, forest, reasons);
  const isUnticked = firstReason(untickedRules(scope, 'record'));
  for (const [place, record] of records.entries()) reasons[place] ??= isUnticked(record, place);
  return leafFirst(forest, records, reasons, () => 'unused-record');
}

function recordRules(scope: CleanScope, forest: Forest): readonly KeepRule<CacheRecord>[] {
  const { options, guard, inventory } = scope;
  const { records } = inventory;
  const inUse = forest.heldBy(records, (record) => record.isInUse);
  const rules: KeepRule<CacheRecord>[] = [
    ...unmarkedRules(scope, 'record'),
    ['in-use', (_, place) => inUse[place] === 1],
  ];
  if (guard.protectRules.length > 0) rules.push(['protected', protectsRecord(guard.protectRules)]);
  // Deleting these frees nothing while the image stays; `deep` takes the images first.
  if (!options.takesShared) {
    const shared = forest.heldBy(records, (record) => record.isShared);
    rules.push(['shared', (_, place) => shared[place] === 1]);
  }
  if (options.keepsCacheMounts) rules.push(['cache-mount', ({ type }) => type === 'exec.cachemount']);
  const { cacheTypes } = options;
  if (cacheTypes !== null) rules.push(['not-chosen', ({ type }) => !cacheTypes.includes(type)]);
  // Docker counts "never used" as old; a record made a minute ago is not.
  return [...rules, ...ageRules(scope, 'record', lastUseMs)];
}

/** Before any tick: a record unticked by hand never makes another go in its stead. */
function keepForStorage(
  { options: { keepStorageBytes }, inventory: { records } }: CleanScope,
  forest: Forest,
  reasons: (KeepReason | undefined)[],
): void {
  if (keepStorageBytes === null) return;
  const kept = keptForStorage(records, forest, reasons, keepStorageBytes);
  for (const place of kept) reasons[place] = 'kept-storage';
}
