/** The words of a clean: preset, plan, progress, receipt. */

export type PresetName = 'cache' | 'quick' | 'deep';
export const PRESET_NAMES: readonly PresetName[] = ['cache', 'quick', 'deep'];

export type ItemKind = 'container' | 'network' | 'image' | 'record' | 'volume';
/** The order in which a clean deletes: the one that really frees bytes. */
export const DELETE_ORDER: readonly ItemKind[] = ['container', 'network', 'image', 'record', 'volume'];

/** What a clean may touch. Sizes in bytes, ages in ms. */
export interface CleanOptions {
  readonly preset: PresetName;
  /** Only things last used (records) or created (the rest) longer ago than this; undefined sets no age. */
  readonly olderThanMs: number | undefined;
  readonly keepsCacheMounts: boolean;
  /** Delete anonymous volumes that no container names. Never named ones. */
  readonly includesVolumes: boolean;
}

/** Why an item is in a plan. */
export type DeleteReason =
  | 'stopped-container'
  | 'unused-network'
  | 'dangling-image'
  | 'unused-image'
  | 'unused-record'
  | 'anonymous-volume';

/** Why an item stays out of a plan, or was skipped while it ran. */
export type KeepReason =
  | 'in-use'
  | 'shared'
  | 'protected'
  | 'too-young'
  | 'cache-mount'
  | 'child-stays'
  | 'compose-project-runs'
  | 'builder'
  | 'known-tool'
  | 'changed'
  | 'already-gone'
  | 'refused'
  | 'stopped';

export interface PlanItem {
  readonly kind: ItemKind;
  readonly id: string;
  /** Display text from the engine: hostile. */
  readonly name: string;
  /** What the engine accounts for it; for an image, the layers whose last planned holder it is. */
  readonly sizeBytes: number;
  /** What the disk certainly gets back through it once the whole plan is done: 0 where something that stays may hold it too. */
  readonly freesBytes: number;
  readonly why: DeleteReason;
  /** Image references to untag, one by one; empty for anything else. */
  readonly references: readonly string[];
  readonly lastUsedAtMs: number | undefined;
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
  readonly items: readonly PlanItem[];
  readonly kept: readonly KeptGroup[];
  readonly predicted: Prediction;
  /** Kinds with an item that cannot be had again: a written container layer, an image no registry is known to hold, a volume. */
  readonly irrecoverableKinds: readonly ItemKind[];
}

/** An engine is its endpoint, its `/info.ID` and its root: any difference refuses a plan (safety law 1). */
export interface EngineIdentity {
  readonly endpoint: string;
  /** Undefined for Podman, which invents a new one at each request. */
  readonly id: string | undefined;
  readonly rootDir: string;
}

export type DeletedItem = Pick<PlanItem, 'kind' | 'id' | 'name' | 'sizeBytes' | 'freesBytes'>;

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
  readonly preset: PresetName;
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
  | 'own-fault';

/** How far a running clean is. */
export interface CleanProgress {
  readonly kind: ItemKind;
  readonly doneItems: number;
  readonly totalItems: number;
  readonly doneBytes: number;
  readonly totalBytes: number;
}
