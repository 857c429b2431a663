import { expect, test } from 'vitest';
import { Lists } from '../../../electron/core/browsing/lists.ts';
import type { BrowseReading } from '../../../electron/core/browsing/listing.ts';
import { markedWish } from '../../../electron/core/cleaning/marked-wish.ts';
import { RowNumbers } from '../../../electron/core/cleaning/row-numbers.ts';
import type { BrowseFilter, BrowseQuery } from '../../../shared/browse.ts';
import { planOfScope } from '../cleaning/plan-of.ts';
import { manyThings } from './many-things.ts';

const ALL: BrowseFilter = { kind: 'record', text: '', view: 'all' };
const LARGEST: BrowseQuery = { filter: ALL, sort: 'size', isDescending: true, offset: 0 };
/** The fastest counts: others may be at work on the machine, but nothing makes a computer faster than it is. */
const ROUNDS = 3;

interface Waits {
  /** Until the first rows, ms. */
  readonly open: number;
  readonly scroll: number;
  readonly sort: number;
  /** The slowest of some. */
  readonly keystroke: number;
  readonly tree: number;
  readonly map: number;
  readonly details: number;
  readonly images: number;
  /** Of a plan of everything. */
  readonly plan: number;
}

function timed(run: () => unknown): number {
  const startedAtMs = performance.now();
  run();
  return performance.now() - startedAtMs;
}

function waits({ records, ...rest }: BrowseReading): Waits {
  // As a new reading: nothing of it is known yet.
  const reading = { ...rest, records: [...records] };
  const lists = new Lists(reading, new RowNumbers());
  const page = (given: Partial<BrowseQuery>): unknown =>
    lists.pager(given.filter?.kind ?? 'record')?.page({ ...LARGEST, ...given });
  const keystroke = (text: string): number => timed(() => page({ filter: { ...ALL, text } }));
  return {
    open: timed(() => page({})),
    scroll: timed(() => page({ offset: records.length / 2 })),
    sort: timed(() => page({ sort: 'last-used', isDescending: false })),
    keystroke: Math.max(...['n', 'np', 'npm run', 'step-7', 'nothing', 'APP-99'].map(keystroke)),
    tree: timed(() => lists.tree({ filter: { ...ALL, text: 'step-7' }, parent: null, offset: 0 })),
    map: timed(() => lists.map(ALL)),
    details: timed(() => lists.details(0)),
    images: timed(() => page({ filter: { ...ALL, kind: 'image' } })),
    plan: timed(() => planOfAll(lists, reading)),
  };
}

function planOfAll(lists: Lists, { inventory, guard }: BrowseReading): void {
  if (inventory === undefined) throw new Error('Nothing was read');
  const { options, picks } = markedWish(lists.marked({ kind: 'found', filter: ALL }));
  planOfScope({ inventory, options, picks, guard, nowMs: inventory.takenAtMs });
}

function fastest(reading: BrowseReading): Waits {
  const rounds = Array.from({ length: ROUNDS }, () => waits(reading));
  const least = (of: keyof Waits): number => Math.min(...rounds.map((round) => round[of]));
  return {
    open: least('open'),
    scroll: least('scroll'),
    sort: least('sort'),
    keystroke: least('keystroke'),
    tree: least('tree'),
    map: least('map'),
    details: least('details'),
    images: least('images'),
    plan: least('plan'),
  };
}

/** Budgets are 1 s for the first rows and 50 ms a keystroke: checks share their machine with others. */
test(
  'lists of 100,000 records and 5,000 images open, sort, filter and plan while one looks',
  {
    timeout: 60_000,
  },
  () => {
    fastest(manyThings(10_000, 500));
    const tenth = fastest(manyThings(10_000, 500));
    const whole = fastest(manyThings(100_000, 5_000));
    expect(whole.open).toBeLessThan(2_000);
    expect(whole.scroll).toBeLessThan(100);
    expect(whole.sort).toBeLessThan(500);
    expect(whole.keystroke).toBeLessThan(250);
    expect(whole.tree).toBeLessThan(500);
    expect(whole.map).toBeLessThan(500);
    expect(whole.details).toBeLessThan(1_000);
    expect(whole.images).toBeLessThan(1_000);
    expect(whole.plan).toBeLessThan(3_000);
    const total = ({ open, keystroke, tree, map, plan }: Waits): number =>
      open + keystroke + tree + map + plan;
    // Ten times as many; a cost that grew with their square would be a hundred times.
    expect(total(whole)).toBeLessThan(40 * total(tenth));
  },
);
