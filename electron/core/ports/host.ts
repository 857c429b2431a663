/** What the core needs of the computer around it. Implemented in host/ and system-ports.ts; faked in tests/. */

import type { DeletedItem, Plan, Receipt, SkippedItem } from '../../../shared/plan.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { DiskSpace } from '../../../shared/state.ts';

export interface Clock {
  nowMs(): number;
  /** Calls once after `delayMs`; the result cancels. */
  after(delayMs: number, run: () => void): () => void;
  /** IANA name of the local time zone. */
  timeZone(): string;
}

export interface Randomness {
  /** At least 128 bits, URL-safe. */
  token(): string;
}

export interface SettingsFile {
  read(): Promise<Settings>;
  /** What was read may lack protect rules of the user: the file, or that part of it, cannot be made out. */
  mayLackRules(): Promise<boolean>;
  write(settings: Settings): Promise<void>;
}

/** One point of history; `engineKey` is a short digest of the identity. */
export interface Sample {
  readonly atMs: number;
  readonly engineKey: string;
  readonly category: 'cache' | 'images' | 'containers' | 'volumes' | 'disk-free';
  readonly bytes: number;
}

/** Small plain data kept across restarts; unreadable is the same as absent. */
export interface MemoryFile {
  read(): Promise<unknown>;
  write(memory: unknown): Promise<void>;
}

export interface SampleFile {
  add(samples: readonly Sample[]): Promise<void>;
  read(engineKey: string, category: Sample['category'], sinceMs: number): Promise<readonly Sample[]>;
}

/** Written ahead: the plan before the first delete, then each step's outcome. */
export interface Journal {
  begin(plan: Plan, source: Receipt['source'], startedAtMs: number): Promise<void>;
  step(done: Pick<UnfinishedClean, 'deleted' | 'skipped' | 'workedMs'>): Promise<void>;
  finish(receipt: Receipt): Promise<void>;
  /** Goes on with an unfinished one: its steps follow those that are there. Fails when it is no longer unfinished. */
  resume(left: UnfinishedClean): Promise<void>;
  /** Files the receipt of a clean that ended before it began. Never rejects. */
  file(receipt: Receipt): Promise<void>;
  /** A clean that began and never finished, or undefined. */
  unfinished(): Promise<UnfinishedClean | undefined>;
  /** Forgets the unfinished one once the user has seen it: it becomes an `interrupted` receipt. */
  acknowledge(): Promise<void>;
  /** Newest first. */
  receipts(limit: number): Promise<readonly Receipt[]>;
  /** When a run of the schedule last started, for runs missed while off. */
  lastScheduledRunMs(): Promise<number | undefined>;
  noteScheduledRun(atMs: number): Promise<void>;
}

export interface UnfinishedClean {
  readonly plan: Plan;
  readonly source: Receipt['source'];
  readonly startedAtMs: number;
  readonly deleted: readonly DeletedItem[];
  readonly skipped: readonly SkippedItem[];
  /** Time spent on it until its last step, ms. */
  readonly workedMs: number;
  /** A full disk had no room for all of the plan: what is left of it is not known well enough to go on. */
  readonly isShortened: boolean;
}

/** One clean at a time per engine, between processes. */
export interface CleanLock {
  /** Undefined when another live process holds it. The result releases. */
  acquire(engineKey: string): Promise<(() => Promise<void>) | undefined>;
}

export interface DiskProbe {
  /** Undefined where the engine's disk cannot be seen (remote, in a VM). */
  space(rootDir: string, endpoint: string): Promise<DiskSpace | undefined>;
}

/** The log files of containers, on this computer alone: their sizes are read, and nothing else of them. */
export interface LogFiles {
  /** With those that were rotated away, by path. What lies elsewhere, or may not be read, is left out. */
  sizesBytes(paths: readonly string[], endpoint: string): Promise<ReadonlyMap<string, number>>;
}

/** Where new versions of Bilge are told of. */
export interface ReleaseFeed {
  /** The newest published version, `1.2.3`; `none` while nothing was published. Never rejects. */
  newest(): Promise<
    | { readonly kind: 'version'; readonly version: string }
    | { readonly kind: 'none' | 'offline' | 'bad-reply' }
  >;
}

export interface Log {
  /** Never names, paths or descriptions from an engine. */
  write(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
}
