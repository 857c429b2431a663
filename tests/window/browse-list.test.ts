import { fireEvent, screen } from '@testing-library/svelte';
import { beforeAll, describe, expect, test } from 'vitest';
import { RowNumbers } from '../../electron/core/cleaning/row-numbers.ts';
import { BROWSE_PAGE_SIZE, type BrowseKind, type BrowseQuery } from '../../shared/browse.ts';
import type { Handlers } from '../../shared/contract.ts';
import type { AppState } from '../../shared/state.ts';
import { emptyState, readyState } from '../fakes/app-states.ts';
import type { FakeBridge } from '../fakes/fake-bridge.ts';
import { developerRecords, fakeRecords } from '../fakes/fake-records.ts';
import { press, rowAt, showPlace } from './list-hands.ts';
import { NOW_MS, settled } from './show-app.ts';

const HUGE = fakeRecords(developerRecords(NOW_MS, 100_000), NOW_MS);
const SOME = fakeRecords(developerRecords(NOW_MS, 1204), NOW_MS);

beforeAll(async () => {
  await HUGE.browse({
    filter: { kind: 'record', text: '', view: 'all' },
    sort: 'size',
    isDescending: true,
    offset: 0,
  });
}, 60_000);

const showCache = (
  answers: Partial<Handlers> = SOME,
  state: AppState = readyState(NOW_MS),
): Promise<FakeBridge> => showPlace('cache', state, answers);

async function begin(answers?: Partial<Handlers>): Promise<FakeBridge> {
  const fake = await showCache(answers);
  rowAt(0).focus();
  return fake;
}

/** Rows that may be marked stand at these places of the list by size. */
function markablePlaces(count: number): readonly number[] {
  return [...document.querySelectorAll<HTMLElement>('[aria-selected]')]
    .slice(0, count)
    .map((row) => Number(row.dataset['index']));
}

const offsetsOf = (fake: FakeBridge): readonly number[] =>
  fake.inputsOf('browse').map((input) => (input as BrowseQuery).offset);

describe('A list of 100,000', () => {
  test('is drawn where it is seen, and tells how long it is', async () => {
    const fake = await showCache(HUGE);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('100001');
    expect(document.querySelectorAll('[data-index]').length).toBeLessThan(60);
    expect(offsetsOf(fake)).toEqual([0]);
  });

  test('fetches the pages that are scrolled to, and no other', async () => {
    const fake = await begin(HUGE);
    await press('End');
    expect(document.activeElement).toBe(rowAt(99_999));
    expect(rowAt(99_999).getAttribute('aria-rowindex')).toBe('100001');
    expect(rowAt(99_999).getAttribute('aria-busy')).toBeNull();
    expect(offsetsOf(fake)).toEqual([0, 100_000 - BROWSE_PAGE_SIZE]);
  });

  test('is one stop of Tab', async () => {
    await begin(HUGE);
    await press('PageDown', 'ArrowDown', 'ArrowUp', 'ArrowUp');
    const stops = [...document.querySelectorAll<HTMLElement>('[data-index][tabindex="0"]')];
    expect(stops).toEqual([document.activeElement]);
  });
});

describe('Marking', () => {
  test('Space marks and says what that weighs', async () => {
    await begin();
    await press(' ');
    expect(rowAt(0).getAttribute('aria-selected')).toBe('true');
    expect(screen.getByText('1 marked · 2.21 GB').getAttribute('role')).toBe('status');
    await press(' ');
    expect(screen.queryByText(/marked ·/)).toBeNull();
  });

  test('what is in use cannot be marked, and that is said', async () => {
    await begin();
    await press('ArrowDown', ' ');
    expect(screen.getByText('It stays: something holds it now.')).toBeTruthy();
    expect(screen.queryByText(/marked ·/)).toBeNull();
  });

  test('Shift draws a range, and drawn back it leaves what it had marked', async () => {
    await begin();
    await press('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown');
    const all = markablePlaces(60).filter((place) => place <= 4);
    expect(all.every((place) => rowAt(place).getAttribute('aria-selected') === 'true')).toBe(true);
    await press('Shift+ArrowUp', 'Shift+ArrowUp', 'Shift+ArrowUp', 'Shift+ArrowUp');
    expect(screen.getByText('1 marked · 2.21 GB')).toBeTruthy();
  });

  test('a range over pages that were never seen is fetched', async () => {
    const fake = await begin();
    await press('Shift+End');
    expect(await screen.findByText(/^1,\d{3} marked ·/)).toBeTruthy();
    expect(offsetsOf(fake).toSorted((one, other) => one - other)).toEqual([
      0, 200, 400, 600, 800, 1000, 1200,
    ]);
  });

  test('a range that is too long is refused', async () => {
    await begin(HUGE);
    await press('Shift+End');
    expect(screen.getByText('At most 10,000 can be marked one by one. Mark all instead.')).toBeTruthy();
  });

  test('Delete makes a plan of the marked rows, in a sheet of their own', async () => {
    const fake = await begin();
    await press(' ', 'Delete');
    const [marked] = fake.inputsOf('planMarked');
    expect(marked).toEqual({ kind: 'rows', rows: [expect.any(Number)] });
    expect(screen.getByRole('dialog', { name: 'Marked items' })).toBeTruthy();
  });

  test('Delete with nothing marked means the row at the cursor', async () => {
    const fake = await begin();
    await press('Delete');
    expect(fake.inputsOf('planMarked')).toHaveLength(1);
  });

  test('Control+A marks all that the filter finds, whatever was fetched', async () => {
    const fake = await begin(HUGE);
    await press('Control+a', 'Delete');
    expect(fake.inputsOf('planMarked')).toEqual([
      { kind: 'found', filter: { kind: 'record', text: '', view: 'all' } },
    ]);
  });

  test('one left out of all found leaves the others marked', async () => {
    const fake = await begin();
    await press('Control+a', ' ');
    await screen.findByText(/^1,\d{3} marked ·/);
    await press('Delete');
    const [marked] = fake.inputsOf('planMarked') as { kind: string; rows: number[] }[];
    expect(marked?.kind).toBe('rows');
    expect(rowAt(0).getAttribute('aria-selected')).toBe('false');
    expect(marked?.rows.length).toBeGreaterThan(1000);
  });

  test('Escape takes all marks back, and a finished clean does', async () => {
    const fake = await begin();
    await press(' ', 'Escape');
    expect(screen.queryByText(/marked ·/)).toBeNull();
    await press(' ');
    const { lastReceipt, ...state } = readyState(NOW_MS);
    if (lastReceipt) fake.push('state', { ...state, lastReceipt: { ...lastReceipt, planId: 'another' } });
    await settled();
    expect(screen.queryByText(/marked ·/)).toBeNull();
  });
});

describe('Finding', () => {
  test('/ leads to the filter, typing narrows the list and its totals, Escape widens it', async () => {
    const fake = await begin();
    await press('/');
    const field = screen.getByRole('searchbox');
    expect(document.activeElement).toBe(field);
    await fireEvent.input(field, { target: { value: 'cargo registry' } });
    await fireEvent.input(field, { target: { value: '/root/.cargo/registry' } });
    await settled();
    expect(screen.getByText('1 cache record · 2.20 GB · frees 0 B')).toBeTruthy();
    await press('Escape');
    expect(fake.inputsOf('browse').at(-1)).toMatchObject({ filter: { text: '' } });
    expect(screen.getByText(/^1,204 cache records/)).toBeTruthy();
  });

  test('an answer to what was typed before is dropped', async () => {
    const late: (() => void)[] = [];
    await begin({
      ...SOME,
      browse: (query) =>
        query.filter.text === 'pnpm'
          ? new Promise((resolve) => late.push(() => void SOME.browse(query).then(resolve)))
          : SOME.browse(query),
    });
    await press('/');
    const field = screen.getByRole('searchbox');
    await fireEvent.input(field, { target: { value: 'pnpm' } });
    await fireEvent.input(field, { target: { value: '/root/.npm' } });
    await settled();
    for (const answer of late) answer();
    await settled();
    expect(screen.getByText('1 cache record · 640 MB · frees 0 B')).toBeTruthy();
  });

  test('what finds nothing says so, and offers all again', async () => {
    await begin();
    await press('/');
    await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'no such step' } });
    await settled();
    expect(screen.getByText('Nothing is like that.')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Show all' }));
    await settled();
    expect(rowAt(0)).toBeTruthy();
  });

  test('letters lead to the next row that has a word which begins so', async () => {
    await begin();
    await press('s', 'n', 'a');
    expect(document.activeElement?.textContent).toContain('git snapshot');
  });

  test('headings sort, and say how', async () => {
    const fake = await begin();
    expect(screen.getByRole('columnheader', { name: 'Size' }).getAttribute('aria-sort')).toBe('descending');
    await fireEvent.click(screen.getByRole('button', { name: 'Step' }));
    await settled();
    expect(fake.inputsOf('browse').at(-1)).toMatchObject({ sort: 'name', isDescending: false });
    await fireEvent.click(screen.getByRole('button', { name: 'Step' }));
    await settled();
    expect(screen.getByRole('columnheader', { name: 'Step' }).getAttribute('aria-sort')).toBe('descending');
  });
});

describe('A newer reading', () => {
  test('keeps marks and the row at the cursor, wherever that has moved', async () => {
    const before = developerRecords(NOW_MS, 300);
    const rows = new RowNumbers<BrowseKind>();
    let lists = fakeRecords(before, NOW_MS, rows);
    const fake = await begin({ ...lists, browse: (query) => lists.browse(query) });
    await press('ArrowDown', 'ArrowDown', 'ArrowDown', ' ');
    const name = document.activeElement?.textContent;
    const later = before.filter(({ id }) => id !== 'loose0');
    lists = fakeRecords(later, NOW_MS + 1, rows);
    const state = readyState(NOW_MS);
    const cache = state.usage.cache && { ...state.usage.cache, takenAtMs: NOW_MS + 1 };
    fake.push('state', { ...state, usage: { ...state.usage, cache } });
    await settled();
    expect(rowAt(2).textContent).toBe(name);
    expect(rowAt(2).getAttribute('tabindex')).toBe('0');
    expect(rowAt(2).getAttribute('aria-selected')).toBe('true');
  });
});

describe('Details', () => {
  test('Enter opens them and goes there, Escape closes them and comes back', async () => {
    await begin();
    await press('ArrowDown', 'Enter');
    const panel = screen.getByRole('region', { name: 'Details' });
    expect(document.activeElement).toBe(panel);
    expect(panel.textContent).toContain('/root/.cargo/registry');
    await press('Escape');
    expect(screen.queryByRole('region', { name: 'Details' })).toBeNull();
    expect(document.activeElement).toBe(rowAt(1));
  });

  test('follow the cursor while they are open', async () => {
    const fake = await begin();
    await fireEvent.click(rowAt(0));
    await settled();
    rowAt(0).focus();
    await press('ArrowDown');
    expect(fake.inputsOf('itemDetails')).toHaveLength(2);
    expect(rowAt(1)).toBe(document.activeElement);
  });

  test('of what is gone say so', async () => {
    await begin({ ...SOME, itemDetails: async () => null });
    await press('Enter');
    expect(screen.getByText('It was deleted since the list was read.')).toBeTruthy();
  });
});

describe('An engine', () => {
  test('without cache says why', async () => {
    await showCache(fakeRecords([], NOW_MS), emptyState(NOW_MS));
    expect(screen.getByText('The build cache is empty.')).toBeTruthy();
    expect(screen.queryByRole('searchbox')).toBeNull();
  });

  test('that was not read yet says so', async () => {
    await showCache({}, emptyState(NOW_MS));
    expect(screen.getByText('Not read yet.')).toBeTruthy();
  });
});
