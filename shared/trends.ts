/** How the use of the disk went. */

import * as v from 'valibot';
import type { RowLink } from './browse-details.ts';
import type { BrowseKind } from './browse.ts';
import type { TrendPoint } from './state.ts';

export const TrendCategory = v.picklist(['cache', 'images', 'containers', 'volumes', 'disk-free']);
export type TrendCategory = v.InferOutput<typeof TrendCategory>;
/** As samples are kept: every 5 minutes, every hour, every day. */
export const TrendSpan = v.picklist(['48h', '90d', '2y']);
export type TrendSpan = v.InferOutput<typeof TrendSpan>;

export interface TrendAnswer {
  /** Oldest first, at most 600. */
  readonly points: readonly TrendPoint[];
}

export interface Change {
  readonly category: Exclude<TrendCategory, 'disk-free'>;
  /** Undefined where there is no sample that old. */
  readonly bytes: number | undefined;
}

export interface Newcomer extends RowLink {
  readonly kind: Exclude<BrowseKind, 'project'>;
  readonly sizeBytes: number;
  readonly createdAtMs: number;
}

/** What came since a day or a week ago. */
export interface Changes {
  readonly changes: readonly Change[];
  /** The largest things made since, at most ten. */
  readonly newcomers: readonly Newcomer[];
}
