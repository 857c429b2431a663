/** `bilge df`: what docker itself prints, and the honest view of the build cache beside it. */

import { dockerItemSize, dockerReclaimable, dockerSize } from '../../shared/format.ts';
import { m } from '../../shared/paraglide/messages.js';
import type { EngineIdentity } from '../../shared/plan.ts';
import type { ProtectRule } from '../../shared/protect-rule.ts';
import type { DiskSpace, EngineFacts } from '../../shared/state.ts';
import type {
  CacheRecord,
  CacheUsage,
  Image,
  ImageUsage,
  Inventory,
  Parity,
  ParityRow,
} from '../../shared/usage.ts';
import { protectsRecord } from '../core/cleaning/protect.ts';
import { summarizeImages } from '../core/usage/category-usage.ts';
import { parityFromDf } from '../core/usage/parity.ts';
import { recordStandings, summarizeCache } from '../core/usage/record-standings.ts';
import { builderDocument, builderTable, type ReportedBuilder } from './builder-report.ts';
import { plainText } from './plain-text.ts';
import { table } from './table.ts';

export interface DfFacts {
  readonly facts: EngineFacts;
  readonly identity: EngineIdentity;
  readonly inventory: Inventory;
  readonly disk: DiskSpace | undefined;
  /** Of the settings: what the honest view calls protected. */
  readonly protectRules: readonly ProtectRule[];
  /** None where they were not asked. */
  readonly builders: readonly ReportedBuilder[];
}

/** The document of `bilge df --json`; bytes are integers, times epoch ms. */
export interface DfDocument {
  readonly schemaVersion: 1;
  readonly takenAtMs: number;
  readonly engine: Omit<EngineFacts, 'isSample' | 'isRemote'> & { readonly id: string | null };
  readonly parity: Parity;
  readonly buildCache: Omit<CacheUsage, 'recordCount'> & { readonly records: number };
  readonly images: ImageUsage;
  readonly disk: DiskSpace | null;
  /** Beside `buildCache`, which is the engine's own. */
  readonly builders: readonly object[];
}

/** What `-v` adds to the document: every item, with its size as `docker system df -v` has it. */
export interface DfItems {
  readonly images: Inventory['df']['images'];
  readonly containers: Inventory['df']['containers'];
  readonly volumes: Inventory['df']['volumes'];
  readonly records: readonly CacheRecord[];
}

export function dfDocument({
  facts,
  identity,
  inventory,
  disk,
  protectRules,
  builders,
}: DfFacts): DfDocument {
  const { recordCount, ...cache } = summarizeCache(inventory.records, protectsRecord(protectRules));
  const { name, version, apiVersion, imageStore, endpoint } = facts;
  return {
    schemaVersion: 1,
    takenAtMs: inventory.takenAtMs,
    engine: { id: identity.id ?? null, name, version, apiVersion, imageStore, endpoint },
    parity: parityFromDf(inventory.df),
    buildCache: { records: recordCount, ...cache },
    images: summarizeImages(inventory.images),
    disk: disk ?? null,
    builders: builders.map(builderDocument),
  };
}

export function dfItems({ inventory: { df, records } }: DfFacts): DfItems {
  return { images: df.images, containers: df.containers, volumes: df.volumes, records };
}

export function dfText(given: DfFacts, isVerbose: boolean): string {
  const { engine, parity, buildCache, disk } = dfDocument(given);
  const parts = [
    m.cli_df_engine({
      name: plainText(engine.name),
      version: plainText(engine.version),
      endpoint: plainText(engine.endpoint),
    }),
    parityTable(parity),
    honestTable(buildCache),
    ...(disk === null
      ? []
      : [m.cli_df_disk({ free: dockerSize(disk.freeBytes), total: dockerSize(disk.totalBytes) })]),
    ...(given.builders.length === 0 ? [] : [builderTable(given.builders)]),
    ...(isVerbose
      ? [imageTable(given.inventory.images), recordTable(given.inventory.records, given.protectRules)]
      : []),
  ];
  return parts.join('\n\n');
}

function parityTable(parity: Parity): string {
  const row = (
    name: string,
    { total, active, sizeBytes, reclaimableBytes }: ParityRow,
    hasPercent = true,
  ): string[] => [
    name,
    String(total),
    String(active),
    dockerSize(sizeBytes),
    hasPercent ? dockerReclaimable(reclaimableBytes, sizeBytes) : dockerSize(reclaimableBytes),
  ];
  return table(
    [
      [m.cli_df_type(), m.cli_df_total(), m.cli_df_active(), m.cli_df_size(), m.cli_df_reclaimable()],
      row(m.word_category_images(), parity.images),
      row(m.word_category_containers(), parity.containers),
      row(m.word_category_volumes(), parity.volumes),
      // Docker prints no percentage here (docker/cli v28.5.2 `cli/command/formatter/disk_usage.go`).
      row(m.word_category_build_cache(), parity.buildCache, false),
    ],
    [1, 2, 3, 4],
  );
}

function honestTable(cache: DfDocument['buildCache']): string {
  return table(
    [
      [m.cli_df_cache_total({ count: cache.records }), dockerSize(cache.totalBytes)],
      [`  ${m.cli_df_frees_now()}`, dockerSize(cache.freesNowBytes)],
      [`  ${m.cli_df_shared()}`, dockerSize(cache.sharedBytes)],
      [`  ${m.cli_df_in_use()}`, dockerSize(cache.inUseBytes)],
      [`  ${m.cli_df_protected()}`, dockerSize(cache.protectedBytes)],
    ],
    [1],
  );
}

function imageTable(images: readonly Image[]): string {
  const rows = [...images]
    .sort((one, other) => other.sizeBytes - one.sizeBytes)
    .map((image) => [
      plainText(image.references[0] ?? `<none> ${image.id.replace('sha256:', '').slice(0, 12)}`, 60),
      dockerItemSize(image.sizeBytes),
      image.sharedBytes === undefined ? '' : dockerItemSize(image.sharedBytes),
      String(image.containerCount),
    ]);
  return table(
    [
      [m.word_category_images(), m.cli_df_size(), m.cli_df_shared_size(), m.word_category_containers()],
      ...rows,
    ],
    [1, 2, 3],
  );
}

function recordTable(records: readonly CacheRecord[], rules: readonly ProtectRule[]): string {
  const standings = recordStandings(records, protectsRecord(rules));
  const standing = {
    'in-use': m.cli_df_in_use(),
    protected: m.cli_df_protected(),
    shared: m.cli_df_shared(),
    'frees-now': m.cli_df_frees_now(),
  };
  const rows = records
    .map((record, place) => ({ record, stands: standings[place] ?? 'in-use' }))
    .sort((one, other) => other.record.sizeBytes - one.record.sizeBytes)
    .map(({ record, stands }) => [
      plainText(record.id, 40),
      plainText(record.type, 20),
      dockerItemSize(record.sizeBytes),
      standing[stands],
      plainText(record.description, 60),
    ]);
  return table([[m.word_category_build_cache(), m.cli_df_type(), m.cli_df_size(), '', ''], ...rows], [2]);
}
