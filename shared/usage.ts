/** What an engine holds and what it costs: the items, and the sums that every surface shows. Bytes are integers, times epoch ms. */

/** BuildKit's record types; newer engines may add others, so any string is accepted. */
export type CacheType =
  | 'regular'
  | 'internal'
  | 'frontend'
  | 'source.local'
  | 'source.git.checkout'
  | 'exec.cachemount'
  | (string & {});

/** One BuildKit cache record, as the engine lists it. */
export interface CacheRecord {
  readonly id: string;
  readonly parentIds: readonly string[];
  readonly type: CacheType;
  /** Text of a Dockerfile author: hostile, shown as text only, never logged. */
  readonly description: string;
  /** Something other than an idle child refers to it: a running build, a loaded result. */
  readonly isInUse: boolean;
  /** An image still needs this layer; the engine does not say which. */
  readonly isShared: boolean;
  readonly sizeBytes: number;
  readonly createdAtMs: number;
  /** Undefined when never used since it was made. */
  readonly lastUsedAtMs: number | undefined;
  readonly useCount: number;
}

export interface Image {
  readonly id: string;
  /** `repository:tag` references; empty for a dangling image. */
  readonly references: readonly string[];
  /** `repository@sha256:…` references. */
  readonly digests: readonly string[];
  readonly parentId: string | undefined;
  readonly createdAtMs: number;
  /** All layers, shared ones included. */
  readonly sizeBytes: number;
  /** Bytes of layers that another image holds too; undefined when the engine did not measure it. */
  readonly sharedBytes: number | undefined;
  /** Containers, running or stopped, made from it. */
  readonly containerCount: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Undefined until the layer chain was read (it costs two calls an image). */
  readonly layers: readonly ImageLayer[] | undefined;
}

/** One layer in an image's chain, lowest first. */
export interface ImageLayer {
  /** Digest of the chain up to and including this layer: equal chains are the same bytes on disk. */
  readonly chainId: string;
  readonly sizeBytes: number;
  /** The step that made it, from the image's history; absent where that does not say for sure which layer is which. */
  readonly madeBy?: LayerStep | undefined;
}

export interface LayerStep {
  /** As history has it; text of a Dockerfile author: hostile. */
  readonly command: string;
  /** Epoch ms, in whole seconds; any time at all where the build was told one. */
  readonly atMs: number;
}

export type ContainerState =
  'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead' | (string & {});

export interface Container {
  readonly id: string;
  readonly name: string;
  readonly imageId: string;
  readonly state: ContainerState;
  readonly createdAtMs: number;
  /** When a stopped container ended; undefined while it runs, when it never ran, or when not read. */
  readonly finishedAtMs: number | undefined;
  /** The container's own written layer; undefined when sizes were not asked for. */
  readonly writtenBytes: number | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly volumeNames: readonly string[];
  /** Names and ids of the networks it names, connected or not. */
  readonly networkRefs: readonly string[];
}

export interface Volume {
  readonly name: string;
  readonly driver: string;
  /** `probably`: an unlabelled local volume named with 64 hex digits, on an engine that has no label for it (≤ 20.10). */
  readonly isAnonymous: 'yes' | 'no' | 'probably';
  /** Undefined when not measured (other drivers, mount options, an error in the walk). */
  readonly sizeBytes: number | undefined;
  /** Containers that name it; undefined when not measured. */
  readonly containerCount: number | undefined;
  readonly createdAtMs: number | undefined;
  readonly labels: Readonly<Record<string, string>>;
}

export interface Network {
  readonly id: string;
  readonly name: string;
  /** `bridge`, `host`, `none` and the swarm's own: never deletable. */
  readonly isPredefined: boolean;
  readonly createdAtMs: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Containers connected now. */
  readonly containerIds: readonly string[];
}

/** How an engine keeps layers; it decides what a shared layer's bytes are. */
export type ImageStore = 'classic' | 'containerd' | 'podman';

/** Everything one full reading of an engine found. */
export interface Inventory {
  /** Epoch ms, our clock. */
  readonly takenAtMs: number;
  /** `containerd` holds a built layer up to three times: unpacked for the cache, unpacked for the image, and as a compressed blob. */
  readonly imageStore: ImageStore;
  /** The engine's own clock when the reading ended, RFC 3339 with nanoseconds: the only safe `until=`. */
  readonly engineTime: string;
  readonly records: readonly CacheRecord[];
  readonly images: readonly Image[];
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
  readonly networks: readonly Network[];
  /** The facts `docker system df` prints its rows from; `parityFromDf` computes them. */
  readonly df: DfReading;
}

/** Which `docker` prints the rows: 20.10 counts virtual sizes; from 29 (API ≥ 1.52) shared cache counts and unused images alone are reclaimable. */
export type DockerAge = '20.10' | 'to-28' | 'from-29';

/** One `system df` reply, uninterpreted: −1 stays the engine's own "not measured", since docker's sums treat it by name. */
export interface DfReading {
  readonly dockerAge: DockerAge;
  /** All image layers once, as the engine sums them. */
  readonly layersSizeBytes: number;
  readonly images: readonly DfImage[];
  readonly containers: readonly DfContainer[];
  readonly volumes: readonly DfVolume[];
  readonly records: readonly CacheRecord[];
}

export interface DfImage {
  readonly id: string;
  readonly references: readonly string[];
  /** −1 counts as in use, as in docker. */
  readonly containerCount: number;
  readonly sizeBytes: number;
  /** −1 when not measured. */
  readonly sharedBytes: number;
  /** Sent up to API 1.43 only. */
  readonly virtualBytes: number | undefined;
}

export interface DfContainer {
  readonly id: string;
  readonly state: ContainerState;
  readonly writtenBytes: number;
}

export interface DfVolume {
  readonly name: string;
  /** −1 when not measured. */
  readonly sizeBytes: number;
  /** −1 when not counted. */
  readonly refCount: number;
}

/** One row of `docker system df`. */
export interface ParityRow {
  readonly total: number;
  readonly active: number;
  readonly sizeBytes: number;
  readonly reclaimableBytes: number;
}

/** The four rows exactly as the `docker` of the engine's age computes them. */
export interface Parity {
  readonly images: ParityRow;
  readonly containers: ParityRow;
  readonly volumes: ParityRow;
  readonly buildCache: ParityRow;
}

/** Where one record stands in the honest partition. */
export type RecordStanding = 'in-use' | 'protected' | 'shared' | 'frees-now';

/** The honest view of the build cache: the four parts sum to `totalBytes`. */
export interface CacheUsage {
  readonly recordCount: number;
  readonly totalBytes: number;
  readonly freesNowBytes: number;
  readonly sharedBytes: number;
  readonly inUseBytes: number;
  readonly protectedBytes: number;
  /** Bytes by record type, all records. */
  readonly byType: Readonly<Record<string, number>>;
}

export interface ImageUsage {
  readonly count: number;
  readonly danglingCount: number;
  readonly unusedCount: number;
  /** All layers once. */
  readonly totalBytes: number;
  /** Layers only unused images hold. */
  readonly freesBytes: number;
}

export interface ContainerUsage {
  readonly count: number;
  readonly stoppedCount: number;
  readonly totalBytes: number;
  readonly freesBytes: number;
}

export interface VolumeUsage {
  readonly count: number;
  readonly anonymousUnusedCount: number;
  readonly totalBytes: number;
  readonly freesBytes: number;
}
