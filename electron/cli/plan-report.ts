/** `bilge plan`: what a clean would delete, what stays and why, and what the disk gets back. */

import { dockerItemSize, dockerSize } from '../../shared/format.ts';
import { m } from '../../shared/paraglide/messages.js';
import { type PresetName } from '../../shared/clean-options.ts';
import {
  DELETE_ORDER,
  type ByteInterval,
  type Plan,
  type PlanItem,
  type Prediction,
} from '../../shared/plan.ts';
import { itemsWord, keepWord, presetWord, whyWord } from '../../shared/words.ts';
import { sumOf } from '../core/usage/sum-of.ts';
import { plainText } from './plain-text.ts';
import { table } from './table.ts';

/** The document of `bilge plan --json`. */
export interface PlanDocument {
  readonly schemaVersion: 1;
  readonly preset: PresetName;
  readonly createdAtMs: number;
  readonly items: readonly Pick<PlanItem, 'kind' | 'id' | 'name' | 'sizeBytes' | 'why'>[];
  readonly kept: Plan['kept'];
  readonly predicted: Prediction;
}

export function planDocument({ options, createdAtMs, items, kept, predicted }: Plan): PlanDocument {
  return {
    schemaVersion: 1,
    preset: options.preset,
    createdAtMs,
    items: items.map(({ kind, id, name, sizeBytes, why }) => ({ kind, id, name, sizeBytes, why })),
    kept,
    predicted,
  };
}

export function planText(plan: Plan): string {
  const { items, kept, predicted, options } = plan;
  if (items.length === 0) return m.cli_plan_nothing();
  const goes = DELETE_ORDER.flatMap((kind) => {
    const group = items.filter((item) => item.kind === kind);
    if (group.length === 0) return [];
    const rows = group.map((item) => [
      `  ${dockerItemSize(item.sizeBytes)}`,
      plainText(nameOf(item), 70),
      whyWord(item.why),
    ]);
    return [`${itemsWord(kind, group.length)}, ${sizeOf(group)}\n${table(rows)}`];
  });
  const stays = kept.map(({ kind, why, count, sizeBytes }) => [
    `  ${itemsWord(kind, count)}`,
    dockerSize(sizeBytes),
    keepWord(why),
  ]);
  return [
    m.cli_plan_title({ preset: presetWord(options.preset) }),
    ...goes,
    ...(stays.length === 0 ? [] : [`${m.cli_plan_stays()}\n${table(stays, [1])}`]),
    m.cli_plan_predicted({
      engine: dockerSize(predicted.engineBytes),
      disk: intervalText(predicted.diskBytes),
    }),
  ].join('\n\n');
}

function intervalText({ certain, possible }: ByteInterval): string {
  if (certain === possible) return dockerSize(certain);
  return m.cli_interval({ certain: dockerSize(certain), possible: dockerSize(possible) });
}

/** A container id says nothing, an image without a name only has one. */
function nameOf({ kind, id, name }: PlanItem): string {
  const short = id.replace('sha256:', '').slice(0, 12);
  return kind === 'record' ? `${id} ${name}` : name === id ? short : name;
}

function sizeOf(items: readonly PlanItem[]): string {
  return dockerSize(sumOf(items, (item) => item.sizeBytes));
}
