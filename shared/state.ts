/** The one state that every surface of Bilge is drawn from. Aggregates only, plain data: it must survive a structured clone. */

import type { CleanProgress, ByteInterval, CleanProblem, CleanSource, ReceiptOutcome } from './plan.ts';
import type { CustomPresetId, PresetId, PresetName } from './clean-options.ts';
import type { Settings } from './settings.ts';
import type { CacheUsage, ContainerUsage, ImageStore, ImageUsage, VolumeUsage } from './usage.ts';

/** Why an engine cannot be read; each kind has one sentence and one next step in every language. */
export type EngineErrorKind =
  'not-found' | 'refused' | 'forbidden' | 'too-old' | 'asleep' | 'busy' | 'timed-out' | 'bad-reply' | 'gone';

export interface EngineFacts {
  readonly name: string;
  readonly version: string;
  readonly apiVersion: string;
  readonly imageStore: ImageStore;
  readonly endpoint: string;
  /** The embedded demo: every surface must say so. */
  readonly isSample: boolean;
  /** Reached over the network: a clean always shows its plan. */
  readonly isRemote: boolean;
}

export type EngineStatus =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'ready'; readonly facts: EngineFacts }
  | {
      readonly kind: 'unreachable';
      readonly error: EngineErrorKind;
      /** The last facts known, so that a stale figure can be named as such. */
      readonly lastFacts: EngineFacts | undefined;
      readonly sinceMs: number;
    };

/** A reading with its time: never shown as fresh once the engine is lost. */
export interface UsageReading<T> {
  readonly takenAtMs: number;
  readonly value: T;
}

export interface DiskSpace {
  readonly totalBytes: number;
  readonly freeBytes: number;
}

/** Of the user's own presets, those that were there at the reading. */
export type PresetFrees = Readonly<Record<PresetName, ByteInterval>> &
  Readonly<Partial<Record<CustomPresetId, ByteInterval>>>;

/** Sums the surfaces show. A part is undefined until it was first read. */
export interface Usage {
  readonly cache: UsageReading<CacheUsage> | undefined;
  readonly images: UsageReading<ImageUsage> | undefined;
  readonly containers: UsageReading<ContainerUsage> | undefined;
  readonly volumes: UsageReading<VolumeUsage> | undefined;
  readonly disk: UsageReading<DiskSpace> | undefined;
  /** What each preset would free now. */
  readonly frees: UsageReading<PresetFrees> | undefined;
  /** Grows when answers came that lists were drawn without: logs and ends of containers, last uses of images, asked one by one. */
  readonly lateAnswers: number;
}

export type Cleaning =
  | { readonly kind: 'idle' }
  | { readonly kind: 'planning'; readonly preset: PresetId }
  | {
      readonly kind: 'waiting';
      readonly preset: PresetId;
      readonly reason: 'build-runs' | 'other-clean-runs';
      readonly sinceMs: number;
    }
  | {
      readonly kind: 'running';
      readonly preset: PresetId;
      readonly startedAtMs: number;
      readonly progress: CleanProgress;
      readonly isStopping: boolean;
    };

/** A receipt without its lists. */
export interface ReceiptSummary {
  readonly planId: string;
  readonly preset: PresetId;
  readonly presetName: string;
  readonly source: CleanSource;
  readonly finishedAtMs: number;
  readonly durationMs: number;
  readonly outcome: ReceiptOutcome;
  readonly deletedCount: number;
  readonly skippedCount: number;
  readonly engineBytes: number;
  readonly freedBytes: number;
  readonly diskBytes: number | undefined;
  readonly problem: CleanProblem | undefined;
  /** Where it was the cache of a buildx builder that was cleaned. Hostile. */
  readonly builderName?: string;
}

export interface InterruptedClean {
  readonly preset: PresetId;
  readonly startedAtMs: number;
  readonly deletedCount: number;
  readonly totalCount: number;
  /** The engine that it cleaned is the one that is open: what is left can be done now. */
  readonly canFinish: boolean;
}

/** Deleted images on their way back from a registry. */
export type Pulling =
  /** `last`: what became of the pull before, in this session. */
  | { readonly kind: 'idle'; readonly last?: LastPull }
  | {
      readonly kind: 'pulling';
      /** Receipt the images come from. */
      readonly planId: string;
      /** The image on its way; hostile. */
      readonly name: string;
      readonly doneImages: number;
      readonly totalImages: number;
      /** Of this image, as far as the engine knows them by now. */
      readonly doneBytes: number;
      readonly totalBytes: number;
      readonly isStopping: boolean;
      /** Of the images before this one. */
      readonly results: readonly PulledRow[];
    };

export interface LastPull {
  /** Receipt the images came from. */
  readonly planId: string;
  /** One for each image that was asked for. */
  readonly results: readonly PulledRow[];
}

export interface PulledRow {
  /** Row of `pullOffers`. */
  readonly row: number;
  readonly result: PullResult;
}

/**
 * `pulled`: under its tags · `pulled-untagged`: its tags were gone or taken, so by digest · `present`: it was there again already ·
 * `failed`: the engine could not, a full disk among the reasons · `engine-changed`: another engine answered · the rest as in `PullOffer`.
 */
export type PullResult =
  | 'pulled'
  | 'pulled-untagged'
  | 'present'
  | 'stopped'
  | 'never-pushed'
  | 'not-there'
  | 'sign-in'
  | 'unreachable'
  | 'failed'
  | 'engine-changed';

export interface TrendPoint {
  readonly atMs: number;
  readonly bytes: number;
}

/** When the disk is full if it goes on as it went. */
export type Forecast =
  /** Too little is known: less than a day of samples, or none of the disk. */
  | { readonly kind: 'unknown' }
  /** It does not fill, or not within a year. */
  | { readonly kind: 'not-filling' }
  | Filling;

/** `likely` and the ends of the 80 % range, days from now. */
export interface Filling {
  readonly kind: 'fills';
  readonly likelyDays: number;
  readonly soonestDays: number;
  /** Undefined where it may as well never fill. */
  readonly latestDays: number | undefined;
  /** Days of samples it is drawn from. */
  readonly basisDays: number;
}

export interface Trend {
  /** Build-cache bytes, oldest first, at most 200 points of the last 48 h. */
  readonly points: readonly TrendPoint[];
  /** Growth over the last 24 h; undefined with less history than that needs. */
  readonly dayGrowthBytes: number | undefined;
}

export interface Automation {
  /** Undefined when not paused; Infinity is not plain data, so a pause "until resumed" is `MAX_SAFE_INTEGER`. */
  readonly pausedUntilMs: number | undefined;
  /** Next run of the schedule; undefined when there is none. */
  readonly nextRunAtMs: number | undefined;
}

/** An engine the user may pick; the token is all that the window ever sends back. */
export interface EngineChoice {
  readonly token: string;
  readonly label: string;
  readonly endpoint: string;
  readonly isCurrent: boolean;
}

/** What the surroundings allow. */
export interface Surroundings {
  readonly platform: 'linux' | 'darwin' | 'win32';
  /** No tray host answered: the window says how to get one. */
  readonly hasTray: boolean;
  readonly appVersion: string;
}

/** What is known of newer versions of Bilge itself. */
export interface Updates {
  readonly isLooking: boolean;
  /** The newest version, `1.2.3`, where it is newer than this one. */
  readonly newer: string | undefined;
  /** The last look that told which version is the newest. */
  readonly lookedAtMs: number | undefined;
  /** Why the last look did not. */
  readonly problem: 'offline' | 'bad-reply' | undefined;
}

export interface AppState {
  readonly engine: EngineStatus;
  readonly engines: readonly EngineChoice[];
  readonly usage: Usage;
  /** Containers and volumes are being measured, since then; it can be stopped. */
  readonly measuring: { readonly sinceMs: number } | undefined;
  readonly cleaning: Cleaning;
  readonly lastReceipt: ReceiptSummary | undefined;
  /** A clean that ended without a receipt (crash, power cut), found at start. */
  readonly interrupted: InterruptedClean | undefined;
  readonly pulling: Pulling;
  readonly trend: Trend;
  /** As of the last hour. */
  readonly forecast: Forecast;
  readonly automation: Automation;
  readonly updates: Updates;
  readonly settings: Settings;
  readonly surroundings: Surroundings;
}
