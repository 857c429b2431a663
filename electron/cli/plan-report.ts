/** `bilge plan`: what a clean would delete, what stays and why, and what the disk gets back. */

import { dockerItemSize, dockerSize } from '../../shared/format.ts';
import { m } from '../../shared/paraglide/messages.js';
import type { ItemKind, PresetId } from '../../shared/clean-options.ts';
import { DELETE_ORDER, type PlanItem, type Prediction } from '../../shared/plan.ts';
import { stepWords } from '../../shared/step-words.ts';
import { itemsWord, keepWord, presetWord, whyWord } from '../../shared/words.ts';
import { isIrrecoverable } from '../core/cleaning/irrecoverable.ts';
import { sumOf } from '../core/usage/sum-of.ts';
import type { DraftedClean, KeptItem } from './draft-clean.ts';
import { heldBy, mostlyHeldBy } from './held-by.ts';
import { inBuilder } from './in-builder.ts';
import { plainPaint, type Paint } from './paint.ts';
import { plainText } from './plain-text.ts';
import { table } from './table.ts';

/** Rows of a group without `-v`: the largest tell most. */
const FEW = 10;

type ListedItem = PlanItem | KeptItem;

/** `references` are all the names of an image. */
type Told<Item extends ListedItem> = Pick<Item, 'kind' | 'id' | 'name' | 'sizeBytes' | 'why' | 'references'>;

/** The document of `bilge plan --json`. */
export interface PlanDocument {
  readonly schemaVersion: 1;
  readonly preset: PresetId;
  /** What the user called it; empty for a built-in one. */
  readonly presetName: string;
  /** Whose cache it is; absent for the engine's own things. */
  readonly builder?: string;
  readonly createdAtMs: number;
  readonly items: readonly Told<PlanItem>[];
  readonly kept: readonly Told<KeptItem>[];
  readonly predicted: Prediction;
  readonly irrecoverableKinds: readonly ItemKind[];
}

export function planDocument({ plan, kept }: Pick<DraftedClean, 'plan' | 'kept'>): PlanDocument {
  const { options, presetName, createdAtMs, items, predicted, irrecoverableKinds, engine } = plan;
  return {
    schemaVersion: 1,
    preset: options.preset,
    presetName,
    ...(engine.builder && { builder: engine.builder.name }),
    createdAtMs,
    items: items.map(told),
    kept: kept.map(told),
    predicted,
    irrecoverableKinds,
  };
}

function told<Item extends ListedItem>({ kind, id, name, sizeBytes, why, references }: Item): Told<Item> {
  return { kind, id, name, sizeBytes, why, references };
}

export interface PlanStyle {
  /** Every item, what stays too. */
  readonly isVerbose: boolean;
  readonly paint: Paint;
}

const plainStyle: PlanStyle = { isVerbose: false, paint: plainPaint };

export function planText(drafted: DraftedClean, style: PlanStyle = plainStyle): string {
  const { items, predicted, options, presetName, engine } = drafted.plan;
  const { isVerbose, paint } = style;
  const stays = isVerbose ? keptList(drafted, style) : keptSums(drafted);
  const whyGoes = (item: PlanItem): string => joined(whyWord(item.why), heldBy(drafted.holdersOf(item)));
  const staysPart = stays === '' ? [] : [`${paint('heading', m.cli_plan_stays())}\n${stays}`];
  if (items.length === 0) return [inBuilder(engine, m.cli_plan_nothing()), ...staysPart].join('\n\n');
  const title = m.cli_plan_title({ preset: presetWord(options.preset, plainText(presetName)) });
  return [
    paint('heading', inBuilder(engine, title)),
    ...groupsOf(items).map((group) => groupText(group, whyGoes, style)),
    ...staysPart,
    ...lostText(items, style),
    predictedText(predicted),
  ].join('\n\n');
}

interface Group<Item> {
  readonly title: (count: number) => string;
  readonly items: readonly Item[];
}

/** By kind, in the order in which they go; cache mounts apart, since they are not made anew by the next build. */
function groupsOf<Item extends ListedItem>(items: readonly Item[]): readonly Group<Item>[] {
  return DELETE_ORDER.flatMap((kind): Group<Item>[] => {
    const ofKind = items.filter((item) => item.kind === kind);
    const mounts = ofKind.filter(({ cacheType }) => cacheType === 'exec.cachemount');
    const others = ofKind.filter(({ cacheType }) => cacheType !== 'exec.cachemount');
    return [
      { title: (count: number) => itemsWord(kind, count), items: others },
      { title: (count: number) => m.cli_items_cache_mounts({ count }), items: mounts },
    ].filter((group) => group.items.length > 0);
  });
}

function groupText<Item extends ListedItem>(
  { title, items }: Group<Item>,
  whyOf: (item: Item) => string,
  { isVerbose, paint }: PlanStyle,
): string {
  const largestFirst = [...items].sort((one, other) => other.sizeBytes - one.sizeBytes);
  const shown = isVerbose || items.length <= FEW + 1 ? largestFirst : largestFirst.slice(0, FEW);
  const rest = largestFirst.slice(shown.length);
  const rows = shown.map((item) => [
    `  ${dockerItemSize(item.sizeBytes)}`,
    plainText(nameOf(item, isVerbose), isVerbose ? 90 : 64),
    whyOf(item),
  ]);
  const heading = m.cli_plan_group({ items: title(items.length), size: sizeOf(items) });
  const more = rest.length === 0 ? [] : [`  ${m.cli_plan_more({ count: rest.length, size: sizeOf(rest) })}`];
  return [paint('heading', heading), table(rows), ...more].join('\n');
}

function keptSums({ plan, kept, holdersOf }: DraftedClean): string {
  const shared = kept.filter(({ why }) => why === 'shared').map(holdersOf);
  const rows = plan.kept.map(({ kind, why, count, sizeBytes }) => [
    `  ${itemsWord(kind, count)}`,
    dockerSize(sizeBytes),
    joined(keepWord(why), why === 'shared' ? mostlyHeldBy(shared) : ''),
  ]);
  return table(rows, [1]);
}

function keptList({ kept, holdersOf }: DraftedClean, style: PlanStyle): string {
  const whyStays = (item: KeptItem): string => joined(keepWord(item.why), heldBy(holdersOf(item)));
  return groupsOf(kept)
    .map((group) => groupText(group, whyStays, style))
    .join('\n');
}

function joined(why: string, holder: string): string {
  return holder === '' ? why : `${why}, ${holder}`;
}

function lostText(items: readonly PlanItem[], { isVerbose, paint }: PlanStyle): readonly string[] {
  const lost = items.filter(isIrrecoverable);
  if (lost.length === 0) return [];
  const shown = isVerbose ? lost : lost.slice(0, FEW);
  const restCount = lost.length - shown.length;
  const names = [
    ...shown.map((item) => plainText(nameOf(item, false), 40)),
    ...(restCount === 0 ? [] : [m.cli_plan_lost_more({ count: restCount })]),
  ];
  return [paint('warning', m.cli_plan_lost({ names: names.join(', ') }))];
}

function predictedText({ engineBytes, diskBytes: { certain, possible } }: Prediction): string {
  return [
    m.cli_plan_frees_now({ size: dockerSize(certain) }),
    ...(possible === certain ? [] : [m.cli_plan_possible({ size: dockerSize(possible) })]),
    m.cli_plan_engine({ size: dockerSize(engineBytes) }),
  ].join('\n');
}

/** A record's id only tells one from another, so most do without; an image goes with all its names. */
function nameOf({ kind, id, name, references }: ListedItem, hasRecordId: boolean): string {
  if (kind !== 'record') return references.length > 1 ? references.join(', ') : name;
  return hasRecordId ? `${id} ${stepWords(name)}` : stepWords(name);
}

function sizeOf(items: readonly ListedItem[]): string {
  return dockerSize(sumOf(items, (item) => item.sizeBytes));
}
