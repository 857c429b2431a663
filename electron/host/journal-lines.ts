/** The lines of a journal: a clean's beginning, its steps, its end. Steps name plan items by position, so that they stay short. */

import { freedBytes } from '../../shared/freed-bytes.ts';
import {
  deletedItem,
  type DeletedItem,
  type KeepReason,
  type Plan,
  type PlanItem,
  type Receipt,
  type SkippedItem,
} from '../../shared/plan.ts';
import type { Journal, UnfinishedClean } from '../core/ports/host.ts';

export type Step = Parameters<Journal['step']>[0];
export type Beginning = Pick<UnfinishedClean, 'plan' | 'source' | 'startedAtMs'>;
/** Without `isShortened` the plan is whole. */
type Begun = Beginning & Partial<Pick<UnfinishedClean, 'isShortened'>>;
/** A receipt whose lists are told by the steps. */
type Ending = Omit<Receipt, 'deleted' | 'skipped'>;

export interface BeginLine {
  readonly begin: Begun;
}

export type JournalLine =
  | BeginLine
  | {
      readonly deleted: readonly (number | DeletedItem)[];
      readonly skipped: readonly (readonly [number | SkippedItem, KeepReason])[];
      readonly workedMs?: number;
    }
  | { readonly finish: Ending };

/** One clean as its lines tell it; without `ending` it never finished. */
export interface JournalledClean extends UnfinishedClean {
  readonly ending: Ending | undefined;
}

/** The whole plan, then ever shorter ones for a disk without room: without names, then without items. */
export function beginLines(beginning: Beginning): readonly BeginLine[] {
  const { plan } = beginning;
  const nameless = plan.items.map((item) => ({
    ...item,
    name: '',
    references: [],
    digests: [],
    createdAtMs: undefined,
    lastUsedAtMs: undefined,
  }));
  return [
    { begin: beginning },
    ...[nameless, []].map((items) => ({
      begin: { ...beginning, plan: { ...plan, items }, isShortened: true },
    })),
  ];
}

export function finishLine({ deleted, skipped, ...finish }: Receipt): JournalLine {
  return { finish };
}

/** Writes steps against the items that the journal's own plan line holds. */
export function stepLine(step: Step, positions: ReadonlyMap<string, number>): JournalLine {
  return {
    deleted: step.deleted.map((item) => positions.get(itemKey(item)) ?? item),
    skipped: step.skipped.map((item) => [positions.get(itemKey(item)) ?? item, item.why]),
    workedMs: step.workedMs,
  };
}

export function itemPositions(items: readonly PlanItem[]): ReadonlyMap<string, number> {
  return new Map(items.map((item, position) => [itemKey(item), position]));
}

/** The cleans that lines tell of, oldest first; lines that make no sense are passed over. */
export function cleansFrom(lines: readonly unknown[]): readonly JournalledClean[] {
  const cleans: OpenClean[] = [];
  for (const line of lines.filter(isJournalLine)) {
    const last = cleans.at(-1);
    if ('begin' in line) cleans.push(openClean(line.begin));
    else if (last === undefined) continue;
    else if ('finish' in line) last.ending = line.finish;
    else {
      last.deleted.push(...deletedIn(line.deleted, last.plan));
      last.skipped.push(...skippedIn(line.skipped, last.plan));
      last.workedMs = line.workedMs ?? last.workedMs;
    }
  }
  return cleans;
}

interface OpenClean extends JournalledClean {
  readonly deleted: DeletedItem[];
  readonly skipped: SkippedItem[];
  workedMs: number;
  ending: Ending | undefined;
}

function openClean({ isShortened = false, ...beginning }: Begun): OpenClean {
  return { ...beginning, isShortened, deleted: [], skipped: [], workedMs: 0, ending: undefined };
}

/** What the journal can say of a clean: how it ended, or that it was cut off. */
export function receiptOf(clean: JournalledClean): Receipt {
  const { plan, source, startedAtMs, deleted, skipped, workedMs } = clean;
  return {
    ...(clean.ending ?? {
      planId: plan.id,
      engine: plan.engine,
      preset: plan.options.preset,
      presetName: plan.presetName,
      source,
      startedAtMs,
      durationMs: workedMs,
      outcome: 'interrupted',
      engineBytes: deleted.reduce((total, item) => total + item.sizeBytes, 0),
      freedBytes: freedBytes(deleted, areRecordsGone(clean)),
      diskBytes: undefined,
      problem: undefined,
    }),
    deleted,
    skipped,
  };
}

/** A shortened plan does not tell what it was to take. */
function areRecordsGone({ plan, deleted, isShortened }: JournalledClean): boolean {
  const records = (items: readonly { readonly kind: string }[]): number =>
    items.filter(({ kind }) => kind === 'record').length;
  return !isShortened && records(deleted) === records(plan.items);
}

type StepLine = Extract<JournalLine, { readonly deleted: unknown }>;

function deletedIn(entries: StepLine['deleted'], plan: Plan): readonly DeletedItem[] {
  return entries.flatMap((entry) => {
    if (typeof entry !== 'number') return [entry];
    const item = plan.items[entry];
    if (item === undefined) return [];
    return [deletedItem(item)];
  });
}

function skippedIn(entries: StepLine['skipped'], plan: Plan): readonly SkippedItem[] {
  return entries.flatMap(([entry, why]) => {
    if (typeof entry !== 'number') return [entry];
    const item = plan.items[entry];
    return item === undefined ? [] : [{ kind: item.kind, id: item.id, name: item.name, why }];
  });
}

function itemKey({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind} ${id}`;
}

/** Bilge alone writes the file; this guards against another version's lines, not against an enemy. */
function isJournalLine(value: unknown): value is JournalLine {
  if (typeof value !== 'object' || value === null) return false;
  if ('begin' in value || 'finish' in value) return true;
  return (
    'deleted' in value && Array.isArray(value.deleted) && 'skipped' in value && Array.isArray(value.skipped)
  );
}
