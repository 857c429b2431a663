/** A plan as people look at it: its groups, its rows a page at a time, and who holds what. Counts, sums and texts; no ids. */

import * as v from 'valibot';
import { ItemKind, type CleanOptions } from './clean-options.ts';
import type { ItemWeight, KeepReason, KeptGroup, Prediction } from './plan.ts';
import type { ProtectRule } from './protect-rule.ts';

/** Groups that one tick takes whole; a named volume goes by a tick of its own alone (safety law 3). */
export const WholeGroupKind = v.picklist([...ItemKind.options, 'cache-mount']);
/**
 * The kinds as a plan shows them: what deserves a choice of its own stands apart. In the list `goes`, `record` is without cache
 * mounts, and `named-volume` holds every named volume that nobody uses, ticked or not, so that a tick never moves it.
 */
export const PlanGroupKind = v.picklist([...WholeGroupKind.options, 'named-volume']);
export type PlanGroupKind = v.InferOutput<typeof PlanGroupKind>;

/** A plan without its items; they are fetched a page at a time. */
export interface PlanSummary {
  readonly id: string;
  readonly options: CleanOptions;
  readonly presetName: string;
  readonly expiresAtMs: number;
  readonly groups: readonly PlanGroupSummary[];
  readonly kept: readonly KeptGroup[];
  readonly predicted: Prediction;
  readonly irrecoverableKinds: readonly ItemKind[];
  /** Named volumes go: the word of the current language must be typed (`word_confirm_delete`). */
  readonly needsTypedWord: boolean;
  /** Consent may be given with it: a local engine, and a plan that earlier consent does not cover yet. */
  readonly canCleanAtOnce: boolean;
  /** Where it is the cache of a buildx builder that is cleaned. Hostile. */
  readonly builderName?: string;
}

/** One group in a plan. `sizeBytes` and `freesBytes` are of the ticked ones alone. */
export interface PlanGroupSummary {
  readonly kind: PlanGroupKind;
  /** Ticked or not. */
  readonly count: number;
  readonly untickedCount: number;
  readonly sizeBytes: number;
  /** What the disk certainly gets back through them. */
  readonly freesBytes: number;
}

/** One item of a plan's lists, with all that is known of it. Texts come from the engine: hostile. */
export interface PlanRow extends ItemWeight {
  /** What main calls this item within this plan and its revisions. */
  readonly row: number;
  /** What else an image is called: those names go with it. Hostile. */
  readonly otherNames: readonly string[];
  /** The first characters of its id, to tell it from others of its name. Hostile. */
  readonly shortId: string;
  /** Undefined while it goes. */
  readonly keep: KeepReason | undefined;
  /** Ticking or unticking it is the user's to choose. */
  readonly canTick: boolean;
  /** Who else holds its bytes, the likeliest first, at most five: it frees together with those that go, and is held by the others. */
  readonly holders: readonly Holder[];
  /** The last container known to have used a volume. */
  readonly usedBy: string | undefined;
  /** Rules that would keep it. */
  readonly rules: readonly ProtectRule[];
}

/** An image that holds a record's bytes. */
export interface Holder {
  readonly name: string;
  /** `certain`: nothing else can be; `likely`: time, size and command agree; `possible`: some of them do. */
  readonly confidence: 'certain' | 'likely' | 'possible';
  readonly goes: boolean;
}
