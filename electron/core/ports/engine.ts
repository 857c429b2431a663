/** What the core needs of an engine, and where engines come from. Implemented in engine/; faked in tests/. */

import type { ContainerLog } from '../../../shared/browse.ts';
import type { BuilderIdentity, EngineIdentity } from '../../../shared/plan.ts';
import type { EngineErrorKind, EngineFacts } from '../../../shared/state.ts';
import type { CacheRecord, ImageLayer, Inventory } from '../../../shared/usage.ts';

/** Thrown by every `Engine` call; the message is for logs, the kind for people. */
export class EngineError extends Error {
  readonly kind: EngineErrorKind;
  constructor(kind: EngineErrorKind, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'EngineError';
    this.kind = kind;
  }
}

/** A cache-only reading: what the tray polls. */
export interface CacheReading {
  readonly records: readonly CacheRecord[];
  readonly takenAtMs: number;
  /** How long the engine took: sets the floor of the next interval. */
  readonly durationMs: number;
  /** Sizes were rounded before anybody could count them (BuildKit up to 0.10 prints text alone). */
  readonly isRounded?: boolean;
}

/** The container of a builder has no `buildctl` that could be asked. */
export class NoBuildctl extends EngineError {
  constructor() {
    super('bad-reply', 'no buildctl in the builder’s container');
  }
}

export interface FoundBuilder extends BuilderIdentity {
  /** It can be measured; one that is paused cannot. */
  readonly isRunning: boolean;
  /** Holds its state. Hostile. */
  readonly volumeName: string;
  /** When buildx last used it, where its own files on this computer say so. */
  readonly lastUsedAtMs: number | undefined;
}

/** The buildx `docker-container` builders of one engine. */
export interface Builders {
  /** Running and stopped, also those that buildx has forgotten; by name. */
  list(): Promise<readonly FoundBuilder[]>;
  /**
   * The cache of one of them, as an engine that holds nothing else: it reads and prunes records, and deletes no other thing. Its
   * identity is the engine's own and the container's that bears the name now. It lives as long as its engine is open.
   */
  open(builder: BuilderIdentity): Engine;
}

/** Outcome of one delete. Conflicts are states, not errors. */
export type DeleteOutcome =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'already-gone' }
  /** 409: in use, or another object depends on it. */
  | { readonly kind: 'in-use' }
  /** 409: another prune runs; try again later. */
  | { readonly kind: 'busy' }
  /** The engine is well, yet will not or cannot delete this one: a plugin's no, a driver that failed. */
  | { readonly kind: 'refused' };

export type RegistryAnswer =
  | { readonly kind: 'has'; readonly digest: string }
  | { readonly kind: 'not-there' }
  /** It wants to know who asks. */
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'unreachable' };

export type PullOutcome = 'pulled' | 'stopped' | 'not-there' | 'sign-in' | 'unreachable';

export interface EngineEvent {
  readonly atMs: number;
  readonly type: 'image' | 'container' | 'volume' | 'network' | 'builder' | 'daemon' | (string & {});
  /** The verb alone. */
  readonly action: string;
  readonly id: string;
  /** Of a container, the image as it was named when the container was made; of an image, a name or its id. Hostile. */
  readonly image?: string | undefined;
}

export interface EventListener {
  onEvent(event: EngineEvent): void;
  /** Events may have been missed. */
  onLost(): void;
}

/** What no list tells of a container. */
export interface ContainerInspection {
  /** When its last run ended; undefined while it never did. */
  readonly finishedAtMs: number | undefined;
  readonly log: Pick<ContainerLog, 'driver' | 'isUnrotated'> & {
    /** Where the engine's computer has the file, as the engine says; undefined where there is none. */
    readonly path: string | undefined;
  };
}

/** One engine, reached through one endpoint. Every call fails with an `EngineError` and takes an optional abort signal. */
export interface Engine {
  /** Negotiates on first use, then answers from memory; `gone` and reconnects negotiate anew. */
  facts(): Promise<EngineFacts>;
  /** Re-read from the engine at every call. */
  identity(): Promise<EngineIdentity>;
  /** False where only the full df exists (20.10, Podman): the monitor then reads rarely. */
  hasCheapCacheReading(): Promise<boolean>;
  readCache(signal?: Stop): Promise<CacheReading>;
  /**
   * Everything but layer chains. `glance` and `light` measure no container and no volume: the first is for what is only shown, the
   * second reads the cache again once that has measured it, as whatever is deleted by must. `plan` measures containers, `full` walks
   * volumes too: on demand only. Engines without `type=` (20.10, Podman) always read in full.
   */
  readInventory(depth: 'glance' | 'light' | 'plan' | 'full', signal?: Stop): Promise<Inventory>;
  /** Layer chains of images, lowest first; two calls an image, remembered by image id. */
  readLayers(imageIds: readonly string[], signal?: Stop): Promise<ReadonlyMap<string, readonly ImageLayer[]>>;
  /** By id, one call each; a container that is gone is left out. */
  inspectContainers(
    containerIds: readonly string[],
    signal?: Stop,
  ): Promise<ReadonlyMap<string, ContainerInspection>>;
  /** Events of the last `windowMs`, oldest first (a bounded look back, not a stream). */
  recentEvents(windowMs: number): Promise<readonly EngineEvent[]>;
  /** Events from this time of the engine's clock on, oldest first, as far as it remembers: some hundred, none from before it started. */
  eventsSince(sinceMs: number): Promise<readonly EngineEvent[]>;
  /** Follows events until stopped; reconnects with back-off by itself; `onLost` tells that a gap may have been. */
  followEvents(listener: EventListener): () => void;
  /** Deletes the records with these ids and no others; children must come before or with their parents. `until` is engine time. */
  pruneRecords(
    ids: readonly string[],
    until: string | undefined,
    signal?: Stop,
  ): Promise<{ readonly deletedIds: readonly string[] }>;
  /** `changed`: it ran since it was listed, when its last run had ended at `finishedAtMs` (undefined: never ran). */
  deleteContainer(
    id: string,
    finishedAtMs: number | undefined,
  ): Promise<DeleteOutcome | { readonly kind: 'changed' }>;
  /** A network that any container names, connected or not, is in use: the engine itself would only see connected ones. */
  deleteNetwork(id: string, name: string): Promise<DeleteOutcome>;
  /**
   * Deletes an image through its listed references, untagging one at a time and never forcing; a dangling one by its id.
   * `changed`: it has a reference that was not listed, or a listed one names another image now; then nothing was untagged.
   * With more than one reference the engine would untag all but the last of an image in use, so that is asked first.
   */
  deleteImage(
    imageId: string,
    references: readonly string[],
  ): Promise<DeleteOutcome | { readonly kind: 'changed' }>;
  deleteVolume(name: string): Promise<DeleteOutcome>;
  /**
   * What the registry of an image reference has under it now; the engine asks it (`GET /distribution/…`), without a sign-in.
   * `digest` is the manifest's, as in `repository@sha256:…`.
   */
  askRegistry(reference: string): Promise<RegistryAnswer>;
  /**
   * Pulls an image by tag or digest. `onProgress` counts the bytes of layers known so far. Stopping closes the connection:
   * the engine ends the pull and keeps whole layers.
   */
  pullImage(
    reference: string,
    onProgress: (progress: { readonly doneBytes: number; readonly totalBytes: number }) => void,
    stop: Stop,
  ): Promise<PullOutcome>;
  /** Undefined for the cache of a builder. */
  readonly builders: Builders | undefined;
  /** Ends every connection. */
  close(): void;
}

/** Where engines come from. */
export interface EngineDoor {
  /** What discovery finds now, most likely first. */
  list(): Promise<readonly { readonly endpoint: string; readonly label: string }[]>;
  /** Opens the engine at an endpoint; undefined follows docker's own precedence. Fails with `EngineError` `not-found`. */
  open(endpoint: string | undefined): Promise<{ readonly engine: Engine; readonly endpoint: string }>;
  /** The embedded demo. */
  openSample(): Promise<{ readonly engine: Engine; readonly endpoint: string }>;
}

/** The part of `AbortSignal` that the core uses. */
export interface Stop {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
