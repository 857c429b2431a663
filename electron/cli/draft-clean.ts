/** From what was typed to a plan, with all that stays beside it: reads the engine once. */

import type { ItemKind } from '../../shared/clean-options.ts';
import type { Holder } from '../../shared/plan-sheet.ts';
import { m } from '../../shared/paraglide/messages.js';
import { DELETE_ORDER, type KeepReason, type Plan, type PlanItem } from '../../shared/plan.ts';
import type { ProtectRule } from '../../shared/protect-rule.ts';
import type { Settings } from '../../shared/settings.ts';
import type { CacheRecord } from '../../shared/usage.ts';
import { keepWord } from '../../shared/words.ts';
import { itemKey, type CleanScope, type Guard, type Picks } from '../core/cleaning/clean-scope.ts';
import { createPlan } from '../core/cleaning/create-plan.ts';
import { planHolders } from '../core/cleaning/plan-holders.ts';
import { planItem } from '../core/cleaning/plan-item.ts';
import { readForPlan, type PlanReading } from '../core/cleaning/read-for-plan.ts';
import { ruleMatches } from '../core/cleaning/rule-matches.ts';
import { weighScope, type Weighed } from '../core/cleaning/weigh-scope.ts';
import type { Engine } from '../core/ports/engine.ts';
import type { Clock, Randomness } from '../core/ports/host.ts';
import { chosenOptions } from './chosen-options.ts';
import type { CleanRequest } from './clean-request.ts';
import { plainText } from './plain-text.ts';
import { Refused } from './refused.ts';

export interface KeptItem extends Pick<
  PlanItem,
  'kind' | 'id' | 'name' | 'sizeBytes' | 'references' | 'cacheType'
> {
  readonly why: KeepReason;
}

export interface DraftedClean {
  readonly plan: Plan;
  /** All that was looked at and stays. */
  readonly kept: readonly KeptItem[];
  /** Who else holds the bytes of an item, the likeliest first; nobody where that is not known. */
  readonly holdersOf: (item: Pick<PlanItem, 'kind' | 'id'>) => readonly Holder[];
}

export interface FreshDraft extends DraftedClean {
  /** Typed rules that nothing on the engine fits: likely mistyped. */
  readonly idleRules: readonly ProtectRule[];
}

export interface DraftParts {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly settings: Settings;
}

/** What the settings keep, and what was typed beside them. */
export function guardOf({ protectRules, keepsKnownTools }: Settings, { rules }: CleanRequest): Guard {
  return { protectRules: [...protectRules, ...rules], keepsKnownTools };
}

/**
 * `showsHolders`: asks the engine for all layers, so that holders are known. Fails with `UsageError`, with `Refused` over a
 * named volume that cannot go, with `EngineError`.
 */
export async function draftClean(
  parts: DraftParts,
  request: CleanRequest,
  showsHolders: boolean,
): Promise<FreshDraft> {
  const { options: chosen, presetName } = chosenOptions(request, parts.settings.presets);
  const options = request.volumes.length === 0 ? chosen : { ...chosen, kinds: withVolumes(chosen.kinds) };
  const reading = await readForPlan(parts.engine, options, parts.clock, showsHolders);
  const scope: CleanScope = {
    inventory: reading.inventory,
    options,
    nowMs: reading.engineNowMs,
    guard: guardOf(parts.settings, request),
    picks: picksOf(reading, request.volumes, chosen.kinds.includes('volume')),
  };
  const weighed = weighScope(scope);
  for (const name of request.volumes) refuseUnlessGoing(weighed, name);
  const plan = createPlan(
    scope,
    {
      id: parts.randomness.token(),
      createdAtMs: reading.takenAtMs,
      engine: reading.identity,
      presetName,
    },
    weighed,
  );
  // Anonymous volumes were only looked at for the sake of a named one.
  const isAskedFor = ({ kind, why }: { kind: ItemKind; why: KeepReason }): boolean =>
    kind !== 'volume' || why !== 'unticked';
  return {
    plan: { ...plan, kept: plan.kept.filter(isAskedFor) },
    kept: keptItems(weighed).filter(isAskedFor),
    holdersOf: holdersIn(reading, weighed),
    idleRules: ruleMatches(request.rules, reading.inventory)
      .filter(({ count }) => count === 0)
      .map(({ rule }) => rule),
  };
}

function holdersIn({ inventory }: PlanReading, weighed: Weighed): DraftedClean['holdersOf'] {
  const holdersOf = planHolders(inventory, weighed);
  let records: ReadonlyMap<string, CacheRecord> | undefined;
  return ({ kind, id }) => {
    if (kind !== 'record') return [];
    records ??= new Map(inventory.records.map((record) => [record.id, record]));
    const record = records.get(id);
    return record === undefined ? [] : holdersOf('record', record);
  };
}

function withVolumes(kinds: readonly ItemKind[]): ItemKind[] {
  return [...new Set([...kinds, 'volume' as const])];
}

function picksOf(
  { inventory }: PlanReading,
  volumes: readonly string[],
  takesAnonymousVolumes: boolean,
): Picks {
  const others = takesAnonymousVolumes
    ? []
    : inventory.volumes.filter(({ isAnonymous, name }) => isAnonymous !== 'no' && !volumes.includes(name));
  return {
    unticked: new Set(others.map(({ name }) => itemKey('volume', name))),
    tickedVolumes: new Set(volumes),
  };
}

/** A volume that was named goes, or nothing does: half of what was asked for is not what was asked for. */
function refuseUnlessGoing({ choices }: Weighed, name: string): void {
  const choice = choices.volume.find(({ item }) => item.name === name);
  const shown = plainText(name);
  if (choice === undefined) throw new Refused(m.cli_volume_missing({ name: shown }));
  if (choice.keep !== undefined)
    throw new Refused(m.cli_volume_stays({ name: shown, why: keepWord(choice.keep) }));
}

function keptItems(weighed: Weighed): readonly KeptItem[] {
  return DELETE_ORDER.flatMap((kind) =>
    weighed.choices[kind].flatMap((choice) => {
      if (choice.keep === undefined) return [];
      const { id, name, sizeBytes, references, cacheType } = planItem(weighed, kind, choice);
      return [{ kind, id, name, sizeBytes, references, cacheType, why: choice.keep }];
    }),
  );
}
