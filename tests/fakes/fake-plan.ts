/** Main's side of a plan that is being looked at: it follows ticks, choices and rules as main does. */

import {
  type CleanChoices,
  optionsOf,
  type CleanOptions,
  type PresetId,
  type PresetName,
} from '../../shared/clean-options.ts';
import { PLAN_PAGE_SIZE, type Handlers, type PlanChange } from '../../shared/contract.ts';
import {
  PlanGroupKind,
  type PlanGroupSummary,
  type PlanRow,
  type PlanSummary,
} from '../../shared/plan-sheet.ts';
import type { KeepReason, KeptGroup } from '../../shared/plan.ts';
import { developerRows, type SeedRow } from './plan-rows.ts';

type Answers = Pick<Handlers, 'createPlan' | 'revisePlan' | 'planPage'>;

/** Answers for a bridge; each change leads to a plan of a new id, and the old one is no more. */
export function fakePlan(
  nowMs: number,
  patch: Partial<PlanSummary> = {},
  seeds = developerRows(nowMs),
): Answers {
  const desk = new PlanDesk(nowMs, seeds, patch);
  return {
    createPlan: async ({ preset }) => ({ kind: 'plan', plan: desk.start(preset) }),
    revisePlan: async ({ planId, change }) =>
      planId === desk.planId ? { kind: 'plan', plan: desk.change(change) } : { kind: 'expired' },
    planPage: async ({ list, kind, why, offset }) => {
      const rows = list === 'goes' ? desk.going(kind) : desk.staying(kind, why);
      return { rows: rows.slice(offset, offset + PLAN_PAGE_SIZE), total: rows.length };
    },
  };
}

class PlanDesk {
  #revision = 0;
  #options: CleanOptions = optionsOf('deep');
  readonly #ticks = new Map<number, boolean>();
  readonly #protected = new Set<number>();
  readonly #nowMs: number;
  readonly #seeds: readonly SeedRow[];
  readonly #patch: Partial<PlanSummary>;

  constructor(nowMs: number, seeds: readonly SeedRow[], patch: Partial<PlanSummary>) {
    this.#nowMs = nowMs;
    this.#seeds = seeds;
    this.#patch = patch;
  }

  get planId(): string {
    return `plan-${this.#revision}`;
  }

  start(preset: PresetId): PlanSummary {
    this.#options = { ...optionsOf(preset as PresetName), preset };
    this.#ticks.clear();
    return this.#summary();
  }

  change(change: PlanChange): PlanSummary {
    if (change.kind === 'choices') this.#options = { preset: this.#options.preset, ...change.choices };
    else if (change.kind === 'tick') this.#ticks.set(change.row, change.isTicked);
    else if (change.kind === 'protect') this.#protected.add(change.row);
    else for (const { row } of this.going(change.group)) this.#ticks.set(row, change.isTicked);
    return this.#summary();
  }

  going(kind: PlanGroupKind): PlanRow[] {
    return this.#rows().filter((row) => row.canTick && this.#groupOf(row) === kind);
  }

  staying(kind: PlanGroupKind, why: string | undefined): PlanRow[] {
    return this.#rows().filter((row) => !row.canTick && row.kind === kind && row.keep === why);
  }

  #rows(): PlanRow[] {
    return this.#seeds.map(({ isNamed, ...seed }, row) => {
      const held = this.#protected.has(row)
        ? 'protected'
        : (seed.keep ?? keptByChoice(seed, isNamed, this.#options, this.#nowMs));
      const isTicked = this.#ticks.get(row) ?? !isNamed;
      return {
        ...seed,
        row,
        canTick: held === undefined,
        keep: held ?? (isTicked ? undefined : isNamed ? 'named-volume' : 'unticked'),
      };
    });
  }

  #groupOf({ kind, cacheType, row }: PlanRow): PlanGroupKind {
    if (cacheType === 'exec.cachemount') return 'cache-mount';
    return this.#seeds[row]?.isNamed ? 'named-volume' : kind;
  }

  #summary(): PlanSummary {
    this.#revision += 1;
    const groups = PlanGroupKind.options.map((kind) => groupSummary(kind, this.going(kind)));
    const certain = sum(groups.map(({ freesBytes }) => freesBytes));
    const engineBytes = sum(groups.map(({ sizeBytes }) => sizeBytes));
    const named = groups.find(({ kind }) => kind === 'named-volume');
    return {
      id: this.planId,
      options: this.#options,
      presetName: '',
      expiresAtMs: this.#nowMs + 600_000,
      groups: groups.filter(({ count }) => count > 0),
      kept: keptGroups(this.#rows().filter(({ canTick }) => !canTick)),
      predicted: { engineBytes, diskBytes: { certain, possible: Math.max(certain, engineBytes) } },
      irrecoverableKinds: (['container', 'image'] as const).filter((kind) => this.going(kind).length > 0),
      needsTypedWord: named !== undefined && named.count > named.untickedCount,
      canCleanAtOnce: true,
      ...this.#patch,
    };
  }
}

function keptByChoice(
  seed: Omit<SeedRow, 'isNamed'>,
  isNamed: boolean,
  choices: CleanChoices,
  nowMs: number,
): KeepReason | undefined {
  if (isNamed) return undefined;
  if (!isChosen(seed, choices)) return 'not-chosen';
  if (seed.cacheType === 'exec.cachemount' && choices.keepsCacheMounts) return 'cache-mount';
  const limitMs = seed.kind === 'record' ? choices.recordsOlderThanMs : choices.olderThanMs;
  const usedAtMs = seed.lastUsedAtMs ?? seed.createdAtMs ?? 0;
  return limitMs !== null && nowMs - usedAtMs < limitMs ? 'too-young' : undefined;
}

function isChosen({ kind, why }: Pick<SeedRow, 'kind' | 'why'>, { kinds, images }: CleanChoices): boolean {
  return kinds.includes(kind) && (why !== 'unused-image' || images === 'unused');
}

function groupSummary(kind: PlanGroupKind, rows: readonly PlanRow[]): PlanGroupSummary {
  const ticked = rows.filter(({ keep }) => keep === undefined);
  return {
    kind,
    count: rows.length,
    untickedCount: rows.length - ticked.length,
    sizeBytes: sum(ticked.map(({ sizeBytes }) => sizeBytes)),
    freesBytes: sum(ticked.map(({ freesBytes }) => freesBytes)),
  };
}

function keptGroups(rows: readonly PlanRow[]): KeptGroup[] {
  const groups = new Map<string, KeptGroup>();
  for (const { kind, keep, sizeBytes } of rows) {
    if (keep === undefined) continue;
    const key = `${kind} ${keep}`;
    const { count, sizeBytes: bytes } = groups.get(key) ?? { count: 0, sizeBytes: 0 };
    groups.set(key, { kind, why: keep, count: count + 1, sizeBytes: bytes + sizeBytes });
  }
  return [...groups.values()];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
