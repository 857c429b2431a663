/** The builders of an engine: its own, and every buildx `docker-container` builder with a cache of its own. */

import type { EngineErrorKind, UsageReading } from './state.ts';

export interface BuilderCache {
  readonly recordCount: number;
  readonly totalBytes: number;
  readonly freesBytes: number;
  /** Sizes were rounded by BuildKit itself (0.10 and older print text alone). */
  readonly isRounded: boolean;
}

export interface BuilderRow {
  /** What main calls it for as long as this engine is open. */
  readonly row: number;
  /** Hostile. */
  readonly name: string;
  readonly state: 'running' | 'stopped';
  /** Undefined while it was not measured, and where it cannot be: a stopped one has only the size of its volume. */
  readonly cache: UsageReading<BuilderCache> | undefined;
  /** The volume that holds its state; undefined while volumes were not measured. */
  readonly stateBytes: number | undefined;
  /** When buildx last used it, where its own files say so. */
  readonly lastUsedAtMs: number | undefined;
  /** Why it could not be measured. */
  readonly problem: 'no-buildctl' | 'bad-reply' | EngineErrorKind | undefined;
}

export interface BuilderList {
  readonly engineCache:
    | UsageReading<{ readonly recordCount: number; readonly totalBytes: number; readonly freesBytes: number }>
    | undefined;
  readonly builders: readonly BuilderRow[];
  /** Of the engine's own cache and every builder that was measured. */
  readonly totalBytes: number;
}
