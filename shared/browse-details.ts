/** One thing of a list with all that is known of it. Texts come from the engine: hostile, each cut to 20,000 characters. */

import type { ContainerLog, ImageUse } from './browse.ts';
import type { Holder } from './plan-sheet.ts';
import type { ContainerState } from './usage.ts';

/** Another thing that can be looked at. */
export interface RowLink {
  readonly row: number;
  readonly name: string;
}

/** A list cut to its first hundred. */
export interface Links {
  readonly links: readonly RowLink[];
  readonly total: number;
}

export interface RecordDetails {
  readonly kind: 'record';
  readonly row: number;
  readonly id: string;
  /** As BuildKit has it, uncleaned. */
  readonly description: string;
  readonly parents: Links;
  readonly children: Links;
  readonly holders: readonly Holder[];
  /** Those made from it that keep it. */
  readonly pinnedBy: Links;
}

export interface ImageDetails {
  readonly kind: 'image';
  readonly row: number;
  readonly id: string;
  readonly names: readonly string[];
  readonly digests: readonly string[];
  readonly use: ImageUse;
  /** What it was built on: from its layers, or as its label says. */
  readonly base: { readonly link: RowLink | undefined; readonly name: string } | undefined;
  readonly baseOf: Links;
  readonly containers: Links;
  /** Newest first. */
  readonly layers: readonly LayerRow[];
}

export interface LayerRow {
  readonly command: string;
  readonly atMs: number | undefined;
  readonly sizeBytes: number;
  /** Other images that hold it too. */
  readonly sharedWith: number;
  /** Cache records that match it in time, size and command. */
  readonly records: readonly RowLink[];
}

export interface ContainerDetails {
  readonly kind: 'container';
  readonly row: number;
  readonly name: string;
  readonly id: string;
  readonly state: ContainerState;
  readonly image: RowLink | undefined;
  readonly project: string | undefined;
  readonly volumes: Links;
  readonly networks: readonly string[];
  readonly log: (ContainerLog & { readonly fix: LogFix | undefined }) | undefined;
}

/** The exact lines that limit a log; files of the user's own, never written by Bilge. */
export interface LogFix {
  /** For the service in a compose file. */
  readonly composeYaml: string;
  /** For `daemon.json`: new containers of the whole engine. */
  readonly daemonJson: string;
}

export interface VolumeDetails {
  readonly kind: 'volume';
  readonly row: number;
  readonly name: string;
  readonly driver: string;
  readonly project: string | undefined;
  readonly containers: Links;
  readonly labels: readonly { readonly key: string; readonly value: string }[];
}

export interface ProjectDetails {
  readonly kind: 'project';
  readonly row: number;
  readonly name: string;
  readonly containers: Links;
  readonly images: Links;
  readonly volumes: Links;
}

export type ItemDetails = RecordDetails | ImageDetails | ContainerDetails | VolumeDetails | ProjectDetails;
