/** What the sample engine holds, in its own words; `sample-replies` puts it into Docker's. */

export interface SampleRecord {
  readonly id: string;
  readonly parentIds: readonly string[];
  readonly type: string;
  readonly description: string;
  readonly sizeBytes: number;
  readonly createdAtMs: number;
  readonly lastUsedAtMs: number;
  readonly useCount: number;
  readonly isInUse: boolean;
  /** The image layer it shares its bytes with, if an image holds that. */
  readonly layerKey: string | undefined;
}

export interface SampleLayer {
  /** Equal keys are the same bytes. */
  readonly key: string;
  readonly sizeBytes: number;
  readonly createdBy: string;
  /** When its step ran; when the image was made where nobody knows. */
  readonly madeAtMs?: number;
}

export interface SampleImage {
  readonly id: string;
  readonly tags: readonly string[];
  /** `repository@sha256:…`, once it was in a registry. */
  readonly digests?: readonly string[];
  readonly layers: readonly SampleLayer[];
  readonly createdAtMs: number;
  readonly labels: Readonly<Record<string, string>>;
}

export interface SampleLog {
  readonly driver: string;
  readonly options: Readonly<Record<string, string>>;
}

export interface SampleContainer {
  readonly id: string;
  readonly name: string;
  readonly imageId: string;
  readonly imageName: string;
  readonly state: 'running' | 'exited' | 'created';
  readonly createdAtMs: number;
  readonly finishedAtMs: number | undefined;
  readonly writtenBytes: number;
  readonly volumeNames: readonly string[];
  readonly networkName: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Without it, as an engine without settings keeps logs: without end. */
  readonly log?: SampleLog;
}

export interface SampleVolume {
  readonly name: string;
  readonly isAnonymous: boolean;
  readonly sizeBytes: number;
  readonly createdAtMs: number;
  readonly labels: Readonly<Record<string, string>>;
}

export interface SampleNetwork {
  readonly id: string;
  readonly name: string;
  readonly createdAtMs: number;
  readonly labels: Readonly<Record<string, string>>;
}

export interface SampleEvent {
  readonly atMs: number;
  readonly type: string;
  readonly action: string;
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Deleting replaces the lists: a reply under way keeps what it began with. */
export interface SampleState {
  records: readonly SampleRecord[];
  images: readonly SampleImage[];
  containers: readonly SampleContainer[];
  volumes: readonly SampleVolume[];
  networks: readonly SampleNetwork[];
}
