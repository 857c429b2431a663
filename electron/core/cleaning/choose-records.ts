/** Which cache records a clean takes: never one in use, and never one whose child stays. */

import type { KeepReason } from '../../../shared/plan.ts';
import type { CacheRecord } from '../../../shared/usage.ts';
import { heldIds } from '../usage/held-by-kept.ts';
import { recordStandings } from '../usage/record-standings.ts';
import { firstReason, isTooYoung, type Choice, type CleanScope } from './clean-scope.ts';

export function chooseRecords(scope: CleanScope): readonly Choice<CacheRecord>[] {
  const { records } = scope.inventory;
  const { options } = scope;
  if (!options.kinds.includes('record')) return [];
  const standings = recordStandings(records);
  const ownReason = (record: CacheRecord): KeepReason | undefined =>
    firstReason(
      [standings.get(record.id) === 'in-use', 'in-use'],
      // Deleting these frees nothing while the image stays; `deep` takes the images first.
      [!options.takesShared && standings.get(record.id) === 'shared', 'shared'],
      [options.keepsCacheMounts && record.type === 'exec.cachemount', 'cache-mount'],
      // Docker counts "never used" as old; a record made a minute ago is not.
      [isTooYoung(scope, 'record', record.lastUsedAtMs ?? record.createdAtMs), 'too-young'],
    );
  const held = heldIds(records, (record) => ownReason(record) !== undefined);
  return records.map((item) => ({
    item,
    why: 'unused-record',
    keep: ownReason(item) ?? (held.has(item.id) ? 'child-stays' : undefined),
  }));
}
