/** What a window may ask of the lists of an engine, and the pages it gets: rows of text and figures, never ids. */

import * as v from 'valibot';
import type { CacheType, ContainerState, RecordStanding, Volume } from './usage.ts';

/** Rows a page of a list holds at most. */
export const BROWSE_PAGE_SIZE = 200;
/** Rows that one plan may be made of; more are marked by what they have in common. */
export const MOST_MARKED = 10_000;

export const BrowseKind = v.picklist(['record', 'image', 'container', 'volume', 'project']);
export type BrowseKind = v.InferOutput<typeof BrowseKind>;

/**
 * Looks at a list that leave some rows out. `frees-now` · `shared` · `in-use` · `pinned` · `never-used` (made, and never used
 * again) are of records; `dangling` · `unused` of images; `stopped` · `unrotated` (a log that grows without limit) of containers;
 * `unused` · `anonymous` · `named` of volumes; `stale` (nothing of it runs) of projects. A list takes another's as `all`.
 */
export const BrowseView = v.picklist([
  'all',
  'frees-now',
  'shared',
  'in-use',
  'pinned',
  'never-used',
  'dangling',
  'unused',
  'stopped',
  'unrotated',
  'anonymous',
  'named',
  'stale',
]);
export type BrowseView = v.InferOutput<typeof BrowseView>;

export const BrowseSort = v.picklist(['size', 'frees', 'name', 'created', 'last-used', 'uses']);
export type BrowseSort = v.InferOutput<typeof BrowseSort>;

const rowNumber = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Which rows of a list; every field narrows. */
export const BrowseFilter = v.strictObject({
  kind: BrowseKind,
  /** Found in names, ids, types and descriptions, upper and lower case alike; empty finds all. */
  text: v.pipe(v.string(), v.maxLength(100)),
  view: BrowseView,
  /** Of records, one BuildKit type. */
  type: v.optional(v.pipe(v.string(), v.maxLength(64))),
});
export type BrowseFilter = v.InferOutput<typeof BrowseFilter>;

export const BrowseQuery = v.strictObject({
  filter: BrowseFilter,
  sort: BrowseSort,
  isDescending: v.boolean(),
  offset: rowNumber,
});
export type BrowseQuery = v.InferOutput<typeof BrowseQuery>;

/** One level of the tree of records, by what they were made from; the roots where there is no parent. A filter keeps the way to what it finds. */
export const TreeQuery = v.strictObject({
  filter: BrowseFilter,
  parent: v.nullable(rowNumber),
  offset: rowNumber,
});
export type TreeQuery = v.InferOutput<typeof TreeQuery>;

/**
 * What a plan is made of: rows by number; the whole of one, which is a record with all that was made from it or a Compose project with
 * all that belongs to it; or all that a filter finds.
 */
export const Marked = v.variant('kind', [
  v.strictObject({
    kind: v.literal('rows'),
    rows: v.pipe(v.array(rowNumber), v.minLength(1), v.maxLength(MOST_MARKED)),
  }),
  v.strictObject({ kind: v.literal('whole'), row: rowNumber }),
  v.strictObject({ kind: v.literal('found'), filter: BrowseFilter }),
]);
export type Marked = v.InferOutput<typeof Marked>;

/** What all rows have. Texts come from the engine: hostile, cut to 500 characters. */
interface Row {
  /** What main calls this thing for as long as this engine is open. */
  readonly row: number;
  readonly name: string;
  /** Undefined while it was not measured. */
  readonly sizeBytes: number | undefined;
  /** What the disk certainly gets back if it alone is deleted with all that was made from it. */
  readonly freesBytes: number;
  readonly createdAtMs: number | undefined;
  readonly lastUsedAtMs: number | undefined;
  /** It may be marked for a plan: nothing that holds now speaks against deleting it. */
  readonly canMark: boolean;
}

export interface RecordRow extends Row {
  readonly kind: 'record';
  readonly type: CacheType;
  readonly standing: RecordStanding;
  /** Unused itself, but a younger record made from it is in use, shared or protected. */
  readonly isPinned: boolean;
  readonly useCount: number;
  /** Records made from it. */
  readonly childCount: number;
  /** Of it and of all made from it. */
  readonly treeBytes: number;
}

export interface ImageRow extends Row {
  readonly kind: 'image';
  readonly otherNames: readonly string[];
  readonly shortId: string;
  /** Layers that no other image has; undefined until layers were read. */
  readonly uniqueBytes: number | undefined;
  readonly containerCount: number;
  readonly use: ImageUse;
  /** Images built on it. */
  readonly baseOfCount: number;
}

/** When an image was last needed. `not-seen`: not since Bilge began to look, at `sinceMs`; what was before, nobody knows. */
export type ImageUse =
  | { readonly kind: 'in-use' }
  | { readonly kind: 'last-used'; readonly atMs: number }
  | { readonly kind: 'not-seen'; readonly sinceMs: number };

export interface ContainerRow extends Row {
  readonly kind: 'container';
  readonly state: ContainerState;
  readonly image: string;
  readonly project: string | undefined;
  /** Undefined until it was read. */
  readonly log: ContainerLog | undefined;
}

export interface ContainerLog {
  readonly driver: string;
  /** It grows without limit: `json-file` without `max-size`. */
  readonly isUnrotated: boolean;
  /** All its files; undefined where they cannot be read from here. */
  readonly sizeBytes: number | undefined;
}

export interface VolumeRow extends Row {
  readonly kind: 'volume';
  readonly isAnonymous: Volume['isAnonymous'];
  readonly driver: string;
  readonly project: string | undefined;
  /** The last container known to have used it. */
  readonly usedBy: string | undefined;
  readonly containerCount: number | undefined;
}

export interface ProjectRow extends Row {
  readonly kind: 'project';
  readonly containerCount: number;
  readonly runningCount: number;
  readonly imageCount: number;
  readonly volumeCount: number;
}

export type BrowseRow = RecordRow | ImageRow | ContainerRow | VolumeRow | ProjectRow;

export type BrowsePage =
  /** Nothing of the kind was read yet. */
  | { readonly kind: 'not-read' }
  | {
      readonly kind: 'page';
      readonly rows: readonly BrowseRow[];
      /** Of all that the filter finds. */
      readonly total: number;
      readonly sizeBytes: number;
      readonly freesBytes: number;
      readonly takenAtMs: number;
    };

export interface TreePage {
  readonly rows: readonly RecordRow[];
  readonly total: number;
}

/** One rectangle of the map by size. Leaves are records, or what is left of them (`count` of them) where they are many. */
export interface MapNode {
  readonly row: number | undefined;
  /** Hostile; a type's own name for the groups. */
  readonly name: string;
  readonly type: CacheType;
  readonly standing: RecordStanding | undefined;
  readonly sizeBytes: number;
  readonly count: number;
  readonly children: readonly MapNode[];
}
