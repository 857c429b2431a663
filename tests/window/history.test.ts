/** The history: every clean, searched, opened and saved as a file, with the keyboard alone. */

import { fireEvent, screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Handlers } from '../../shared/contract.ts';
import { whenWords } from '../../renderer/time-words.ts';
import { emptyState, readyState } from '../fakes/app-states.ts';
import type { FakeBridge } from '../fakes/fake-bridge.ts';
import { pastCleans, receiptsOf } from '../fakes/library.ts';
import { deepReceipt } from '../fakes/receipts.ts';
import { NOW_MS, settled, showApp } from './show-app.ts';

beforeEach(() => {
  vi.useFakeTimers({
    now: NOW_MS,
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  });
  return () => vi.useRealTimers();
});

const all = pastCleans(NOW_MS);
const ready = readyState(NOW_MS);

async function openHistory(answers: Partial<Handlers> = {}, state = ready): Promise<FakeBridge> {
  const fake = await showApp('window', state, {
    receipts: receiptsOf(all),
    receipt: async ({ planId }) => deepReceipt(NOW_MS, { planId }),
    ...answers,
  });
  await fireEvent.click(screen.getByRole('button', { name: 'History' }));
  await settled();
  return fake;
}

const rows = () => within(screen.getByRole('table')).getAllByRole('row').slice(1);
/** The cells of a row, as they read. */
const cells = (index: number) =>
  [...(rows()[index]?.children ?? [])].map((cell) => cell.textContent.replaceAll(/[\s\u00a0]+/g, ' ').trim());
const opener = (index: number) => rows()[index]?.querySelector('button') ?? document.body;
const field = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search cleans' });
const key = (name: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key: name });

async function search(query: string): Promise<void> {
  await fireEvent.input(field(), { target: { value: query } });
  await vi.advanceTimersByTimeAsync(200);
  await settled();
}

describe('a row', () => {
  test('tells the clean, who began it, what the disk got back, and how it ended', async () => {
    await openHistory();
    expect(cells(0)).toEqual([
      'Deep clean from the window',
      whenWords(NOW_MS - 5 * 3_600_000, NOW_MS),
      '1,204 3 skipped',
      '25.8 GB',
      'Partly done',
    ]);
    expect(cells(1)).toMatchObject({ 0: 'Weekly tidy by schedule', 3: '11.1 GB', 4: 'Done' });
  });

  test('names a figure that is not the disk’s own', async () => {
    await openHistory();
    expect(cells(2)[3]).toBe('6.42 GB certain');
  });

  test('opens its receipt', async () => {
    const fake = await openHistory();
    await fireEvent.click(opener(1));
    await settled();
    expect(fake.inputsOf('receipt')).toEqual([{ planId: 'plan-1' }]);
    expect(screen.getByRole('dialog', { name: 'Deep clean' })).toBeTruthy();
  });
});

describe('the search', () => {
  test('asks once the typing rests', async () => {
    const fake = await openHistory();
    await fireEvent.input(field(), { target: { value: 'Wee' } });
    await vi.advanceTimersByTimeAsync(100);
    await search('Weekly');
    expect(fake.inputsOf('receipts')).toEqual([
      { query: '', offset: 0 },
      { query: 'Weekly', offset: 0 },
    ]);
    expect(rows()).toHaveLength(2);
    expect(screen.getByText('2 cleans')).toBeTruthy();
  });

  test('says what was not found, and goes back to all', async () => {
    await openHistory();
    await search('postgres');
    expect(screen.getByText('Nothing found for “postgres”.')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Clear the search' }));
    await vi.advanceTimersByTimeAsync(200);
    await settled();
    expect(rows()).toHaveLength(all.length);
  });

  test('drops an answer to an older question', async () => {
    const answers = new Map<string, (page: Awaited<ReturnType<Handlers['receipts']>>) => void>();
    await openHistory({
      receipts: ({ query }) =>
        query === ''
          ? receiptsOf(all)({ query, offset: 0 })
          : new Promise((answer) => answers.set(query, answer)),
    });
    await search('quick');
    await search('Weekly');
    answers.get('Weekly')?.({ receipts: all.slice(1, 2), total: 1 });
    answers.get('quick')?.({ receipts: all, total: all.length });
    await settled();
    expect(rows()).toHaveLength(1);
  });

  test('keeps what is shown when an answer fails', async () => {
    let isBroken = false;
    await openHistory({
      receipts: async (input) => {
        if (isBroken) throw new Error('no');
        return receiptsOf(all)(input);
      },
    });
    isBroken = true;
    await search('quick');
    expect(rows()).toHaveLength(all.length);
    expect(screen.getByRole('alert').textContent).toContain('That did not work.');
  });
});

test('shows a page at a time', async () => {
  const fake = await openHistory({ receipts: receiptsOf(all, 5) });
  expect(rows()).toHaveLength(5);
  await fireEvent.click(screen.getByRole('button', { name: 'Show more (5 of 8)' }));
  await settled();
  expect(fake.inputsOf('receipts').at(-1)).toEqual({ query: '', offset: 5 });
  expect(rows()).toHaveLength(8);
  expect(screen.queryByRole('button', { name: /^Show more/ })).toBeNull();
});

test('a clean that ends comes on top, once', async () => {
  const [first] = all;
  if (!first) throw new Error('A clean was expected.');
  const newest = { ...first, planId: 'plan-new' };
  let found = all;
  const fake = await openHistory({ receipts: (input) => receiptsOf(found)(input) });
  found = [newest, ...all];
  fake.push('state', { ...ready, lastReceipt: newest });
  await settled();
  fake.push('state', { ...ready, lastReceipt: { ...newest } });
  await settled();
  expect(rows()).toHaveLength(all.length + 1);
  expect(fake.inputsOf('receipts')).toHaveLength(2);
});

describe('the keyboard', () => {
  test('goes from anywhere to the search, and on through the rows', async () => {
    await openHistory();
    await key('/');
    expect(document.activeElement).toBe(field());
    await key('ArrowDown');
    const [first, second] = [opener(0), opener(1)];
    expect(document.activeElement).toBe(first);
    await key('ArrowDown');
    expect(document.activeElement).toBe(second);
    await key('End');
    await key('Home');
    expect(document.activeElement).toBe(first);
  });

  test('is back on its row after the receipt', async () => {
    await openHistory();
    opener(1).focus();
    await fireEvent.click(opener(1));
    await settled();
    await fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(opener(1));
  });

  test('leads Tab to one row alone: the one it was on last', async () => {
    await openHistory();
    const handles = () => rows().map((row) => within(row).getByRole('button').tabIndex);
    expect(handles()).toEqual([0, -1, -1, -1, -1, -1, -1, -1]);
    opener(2).focus();
    await settled();
    expect(handles()).toEqual([-1, -1, 0, -1, -1, -1, -1, -1]);
  });

  test('types a slash where one types', async () => {
    await openHistory();
    await key('/');
    const event = new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true });
    field().dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
  });

  test('empties the search with Escape, then leaves it', async () => {
    await openHistory();
    await key('/');
    await search('Weekly');
    await key('Escape');
    await vi.advanceTimersByTimeAsync(200);
    await settled();
    expect(field().value).toBe('');
    expect(rows()).toHaveLength(all.length);
    await key('Escape');
    expect(document.activeElement?.closest('tbody')).not.toBeNull();
  });
});

describe('export', () => {
  test.each([
    ['Export JSON', 'json'],
    ['Export CSV', 'csv'],
  ])('%s', async (name, format) => {
    const fake = await openHistory();
    await fireEvent.click(screen.getByRole('button', { name }));
    await settled();
    expect(fake.inputsOf('exportReceipts')).toEqual([{ format }]);
    expect(screen.getByText('Saved.')).toBeTruthy();
  });

  test('says that the file could not be written', async () => {
    await openHistory({ exportReceipts: async () => ({ kind: 'failed' }) });
    await fireEvent.click(screen.getByRole('button', { name: 'Export CSV' }));
    await settled();
    expect(screen.getByText('The file could not be written.')).toBeTruthy();
  });

  test('says nothing of a file that nobody wanted', async () => {
    await openHistory({ exportReceipts: async () => ({ kind: 'cancelled' }) });
    await fireEvent.click(screen.getByRole('button', { name: 'Export CSV' }));
    await settled();
    expect(screen.queryByText(/Saved|could not/)).toBeNull();
  });
});

test('without any clean there is nothing to search or save', async () => {
  await openHistory({ receipts: receiptsOf([]) }, emptyState(NOW_MS));
  expect(screen.getByText('No clean yet.')).toBeTruthy();
  expect(screen.queryByRole('searchbox')).toBeNull();
  expect(screen.queryByRole('button', { name: /^Export/ })).toBeNull();
});

describe('is reached', () => {
  test('from the last receipt of the overview', async () => {
    await showApp('window', ready, { receipts: receiptsOf(all) });
    await fireEvent.click(screen.getByRole('button', { name: 'All cleans' }));
    expect(screen.getByRole('heading', { name: 'History' })).toBeTruthy();
  });

  test('when main says so', async () => {
    const fake = await showApp('window', ready, { receipts: receiptsOf(all) });
    fake.push('navigate', { screen: 'history', preset: undefined });
    await settled();
    expect(screen.getByRole('heading', { name: 'History' })).toBeTruthy();
  });
});
