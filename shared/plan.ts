/** The words of a clean: preset, plan, progress, receipt. */

import type { CleanOptions, ItemKind, PresetId } from './clean-options.ts';
import type { CacheType } from './usage.ts';

/** The order in which a clean deletes: the one that really frees bytes. */
export const DELETE_ORDER: readonly ItemKind[] = ['container', 'network', 'image', 'record', 'volume'];

/** Why an item is in a plan. */
export type DeleteReason =
  | 'stopped-container'
  | 'unused-network'
  | 'dangling-image'
  | 'unused-image'
  | 'unused-record'
  | 'anonymous-volume'
  | 'ticked-volume';

/** Why an item stays out of a plan, or was skipped while it ran. */
export type KeepReason =
  | 'in-use'
  | 'shared'
  | 'protected'
  | 'too-young'
  | 'cache-mount'
  /** Its cache type, image kind, label, name or project is not among those chosen. */
  | 'not-chosen'
  | 'unticked'
  /** Valuable enough for the bytes of cache that are to stay. */
  | 'kept-storage'
  /** Among the newest of its repository that are to stay. */
  | 'newest'
  | 'named-volume'
  | 'child-stays'
  | 'compose-project-runs'
  | 'builder'
  | 'known-tool'
  | 'changed'
  | 'already-gone'
  | 'refused'
  | 'stopped';

/** One item as a plan weighs it. */
export interface ItemWeight {
  readonly kind: ItemKind;
  /** Display text from the engine: hostile. */
  readonly name: string;
  /** What the engine accounts for it; for an image, the layers whose last planned holder it is. */
  readonly sizeBytes: number;
  /** What the disk certainly gets back through it once the whole plan is done: 0 where something that stays may hold it too. */
  readonly freesBytes: number;
  /** Why it goes, or would. */
  readonly why: DeleteReason;
  readonly createdAtMs: number | undefined;
  readonly lastUsedAtMs: number | undefined;
  /** Of a record; undefined for anything else. */
  readonly cacheType: CacheType | undefined;
}

export interface PlanItem extends ItemWeight {
  readonly id: string;
  /** Image references to untag, one by one; empty for anything else. */
  readonly references: readonly string[];
  /** `repository@sha256:…` of an image: where it could be had again. Empty for anything else. */
  readonly digests: readonly string[];
}

/** Disk bytes that come back: at least `certain`, at most `possible`. */
export interface ByteInterval {
  readonly certain: number;
  readonly possible: number;
}

export interface Prediction {
  readonly engineBytes: number;
  readonly diskBytes: ByteInterval;
}

export interface KeptGroup {
  readonly kind: ItemKind;
  readonly why: KeepReason;
  readonly count: number;
  readonly sizeBytes: number;
}

/** The frozen, exact list of what a clean will delete, in order. */
export interface Plan {
  readonly id: string;
  readonly createdAtMs: number;
  /** The engine's clock at the reading: records used later are skipped. */
  readonly engineTime: string;
  readonly engine: EngineIdentity;
  readonly options: CleanOptions;
  /** What the user called the preset; empty for a built-in one. */
  readonly presetName: string;
  readonly items: readonly PlanItem[];
  readonly kept: readonly KeptGroup[];
  readonly predicted: Prediction;
  /** Kinds with an item that cannot be had again: a written container layer, an image no registry is known to hold, a volume. */
  readonly irrecoverableKinds: readonly ItemKind[];
}

/** An engine is its endpoint, its `/info.ID` and its root, a builder its container besides: any difference refuses a plan (safety law 1). */
export interface EngineIdentity {
  readonly endpoint: string;
  /** Undefined for Podman, which invents a new one at each request. */
  readonly id: string | undefined;
  readonly rootDir: string;
  /** Where the cache of a buildx builder is meant, and nothing of the engine itself. */
  readonly builder?: BuilderIdentity;
}

/** A buildx builder is its container: one made anew under the same name is another. */
export interface BuilderIdentity {
  /** As buildx calls its node. Hostile. */
  readonly name: string;
  readonly containerId: string;
}

/** What a receipt keeps of an item. */
export type DeletedItem = Pick<PlanItem, 'kind' | 'id' | 'name' | 'sizeBytes' | 'freesBytes'> &
  /** Of images alone: where one could be had again. */
  Partial<Pick<PlanItem, 'references' | 'digests'>>;

export function deletedItem({ kind, id, name, sizeBytes, freesBytes, ...item }: PlanItem): DeletedItem {
  const { references, digests } = item;
  return { kind, id, name, sizeBytes, freesBytes, ...(kind === 'image' && { references, digests }) };
}

export interface SkippedItem {
  readonly kind: ItemKind;
  readonly id: string;
  readonly name: string;
  readonly why: KeepReason;
}

export type ReceiptOutcome = 'done' | 'partly' | 'stopped' | 'refused' | 'interrupted';

/** What happened. */
export interface Receipt {
  readonly planId: string;
  /** What was cleaned; receipts of the first version did not say. */
  readonly engine?: EngineIdentity;
  readonly preset: PresetId;
  /** What the user called the preset then; empty for a built-in one. */
  readonly presetName: string;
  readonly source: CleanSource;
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly outcome: ReceiptOutcome;
  readonly deleted: readonly DeletedItem[];
  readonly skipped: readonly SkippedItem[];
  /** Ours: the sizes of what went. An image and the cache that shares its layers both count. */
  readonly engineBytes: number;
  /** What the disk certainly got back, by our own account: shown where its free space cannot be read. */
  readonly freedBytes: number;
  /** Free space gained on the engine's filesystem; undefined where it cannot be read. */
  readonly diskBytes: number | undefined;
  /** Undefined unless the whole was refused or failed. */
  readonly problem: CleanProblem | undefined;
}

export type CleanSource = 'tray' | 'window' | 'notification' | 'schedule' | 'threshold' | 'command-line';

/** `own-fault`: something of ours failed on the way (the journal, a lock file, a bug); the lists are true all the same. */
export type CleanProblem =
  | 'engine-changed'
  | 'engine-lost'
  | 'other-clean-runs'
  | 'build-runs'
  | 'plan-expired'
  | 'no-journal'
  /** What an automation was to clean by was deleted. */
  | 'preset-gone'
  | 'own-fault';

/** How far a running clean is. */
export interface CleanProgress {
  readonly kind: ItemKind;
  readonly doneItems: number;
  readonly totalItems: number;
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** Over the last seconds; undefined until it means something. */
  readonly bytesPerSecond: number | undefined;
  readonly leftMs: number | undefined;
  /** Why nothing moves: another client's prune, or an engine that is away; undefined while it does. */
  readonly waitsFor: 'other-prune' | 'engine' | undefined;
}
