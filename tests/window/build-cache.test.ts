import { fireEvent, screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import type { BrowseQuery } from '../../shared/browse.ts';
import type { Handlers } from '../../shared/contract.ts';
import { readyState } from '../fakes/app-states.ts';
import type { FakeBridge } from '../fakes/fake-bridge.ts';
import { developerRecords, fakeRecords } from '../fakes/fake-records.ts';
import { aRecord } from '../core/usage/arbitrary-records.ts';
import { press, rowAt, showPlace } from './list-hands.ts';
import { NOW_MS, settled } from './show-app.ts';

const LISTS = fakeRecords(developerRecords(NOW_MS, 1204), NOW_MS);

async function show(look: 'List' | 'Tree' | 'Map', answers: Partial<Handlers> = {}): Promise<FakeBridge> {
  const fake = await showPlace('cache', readyState(NOW_MS), { ...LISTS, ...answers });
  await fireEvent.click(screen.getByRole('radio', { name: look }));
  await settled();
  return fake;
}

const levels = (): readonly (string | null)[] =>
  [...document.querySelectorAll('[data-index]')].slice(0, 5).map((row) => row.getAttribute('aria-level'));

describe('The list of the build cache', () => {
  test('shows steps as their authors wrote them, with what each weighs, frees and stands', async () => {
    await show('List');
    expect(rowAt(0).textContent).toMatch(/RUN cargo build --release.*Layers.*frees now.*2\.21.GB.*2\.21.GB/);
    expect(rowAt(1).textContent).toMatch(/\/root\/\.cargo\/registry · cargo build.*Cache mounts.*protected/);
  });

  test.each([
    ['Frees now', 'frees-now'],
    ['Shared', 'shared'],
    ['In use', 'in-use'],
    ['Pinned', 'pinned'],
    ['Never used again', 'never-used'],
  ])('%s is a view of it', async (label, view) => {
    const fake = await show('List');
    const button = screen.getByRole('button', { name: label });
    await fireEvent.click(button);
    await settled();
    expect(button.getAttribute('aria-pressed')).toBe('true');
    expect(fake.inputsOf('browse').at(-1)).toMatchObject({ filter: { view } });
  });

  test('one type alone is shown, and all of them again', async () => {
    const fake = await show('List');
    const choice = screen.getByRole('combobox', { name: 'Type' });
    await fireEvent.change(choice, { target: { value: 'exec.cachemount' } });
    await settled();
    expect(screen.getByText(/^2 cache records · 2\.84 GB/)).toBeTruthy();
    await fireEvent.change(choice, { target: { value: '' } });
    await settled();
    expect((fake.inputsOf('browse').at(-1) as BrowseQuery).filter).not.toHaveProperty('type');
  });
});

describe('The tree of the build cache', () => {
  test('opens with → level by level, fetched when it is opened, and closes with ←', async () => {
    const fake = await show('Tree');
    expect(screen.getByRole('treegrid')).toBeTruthy();
    expect(fake.inputsOf('recordTree')).toHaveLength(1);
    rowAt(0).focus();
    await press('ArrowRight');
    expect(rowAt(0).getAttribute('aria-expanded')).toBe('true');
    expect(levels()).toEqual(['1', '2', '1', '1', '1']);
    await press('ArrowRight', 'ArrowRight');
    expect(levels()).toEqual(['1', '2', '3', '1', '1']);
    expect(document.activeElement).toBe(rowAt(1));
    await press('ArrowLeft', 'ArrowLeft', 'ArrowLeft');
    expect(document.activeElement).toBe(rowAt(0));
    expect(rowAt(0).getAttribute('aria-expanded')).toBe('false');
  });

  test('shows what a filter finds with the way to it open', async () => {
    await show('Tree');
    await press('/');
    await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'x7f000003q' } });
    await settled();
    const found = await screen.findByText(/COPY package\.json/);
    expect(rowAt(3).contains(found)).toBe(true);
    expect(levels()).toEqual(['1', '2', '3', '4']);
  });

  test('keeps open what is open when the cache is read again', async () => {
    const fake = await show('Tree');
    rowAt(0).focus();
    await press('ArrowRight');
    const state = readyState(NOW_MS);
    const cache = state.usage.cache && { ...state.usage.cache, takenAtMs: NOW_MS + 1 };
    fake.push('state', { ...state, usage: { ...state.usage, cache } });
    await settled();
    expect(levels()).toEqual(['1', '2', '1', '1', '1']);
  });

  test('has the marks of the list', async () => {
    const fake = await show('List');
    rowAt(0).focus();
    await press(' ');
    await fireEvent.click(screen.getByRole('radio', { name: 'Tree' }));
    await settled();
    expect(screen.getByText('1 marked · 2.21 GB')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Plan for the marked' }));
    await settled();
    expect(fake.inputsOf('planMarked')).toHaveLength(1);
  });
});

describe('The map of the build cache', () => {
  test('names every tile with size and standing, for those who do not see it', async () => {
    await show('Map');
    const map = screen.getByRole('listbox', { name: 'Build cache by size' });
    expect(within(map).getAllByRole('option').length).toBeGreaterThan(100);
    expect(within(map).getByRole('group', { name: 'Cache mounts' })).toBeTruthy();
    expect(
      within(map).getAllByRole('option', { name: /^RUN cargo build.*2\.21.GB, frees now$/ }),
    ).toHaveLength(1);
  });

  test('is walked with arrows, marked with Space, opened with Enter', async () => {
    const fake = await show('Map');
    rowAt(0).focus();
    await press('ArrowRight');
    expect(document.activeElement).not.toBe(rowAt(0));
    await press('Home', ' ');
    expect(rowAt(0).getAttribute('aria-selected')).toBe('true');
    expect(screen.getByText('1 marked · 2.21 GB')).toBeTruthy();
    await press('Enter');
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Details' }));
    await press('Escape');
    expect(document.activeElement).toBe(rowAt(0));
    await press('Delete');
    expect(fake.inputsOf('planMarked')).toHaveLength(1);
  });

  test('draws what the filter finds', async () => {
    const fake = await show('Map');
    await fireEvent.click(screen.getByRole('button', { name: 'Shared' }));
    await settled();
    expect(fake.inputsOf('recordMap').at(-1)).toMatchObject({ view: 'shared' });
    const map = screen.getByRole('listbox');
    for (const tile of within(map).getAllByRole('option'))
      expect(tile.getAttribute('aria-label')).toMatch(/shared$/);
  });
});

describe('The details of a record', () => {
  test('tell what it was made from and lead there', async () => {
    const fake = await show('Tree');
    rowAt(0).focus();
    await press('ArrowRight', 'ArrowDown', 'Enter');
    const panel = screen.getByRole('region', { name: 'Details' });
    const parents = within(panel).getByRole('region', { name: 'Made from' });
    await fireEvent.click(within(parents).getByRole('button'));
    await settled();
    expect(fake.inputsOf('itemDetails')).toHaveLength(2);
    expect(within(panel).getByText('Nothing: it is a start.')).toBeTruthy();
  });

  test('lead to a plan of it with all that was built on it', async () => {
    const records = [
      aRecord({ id: 'base', sizeBytes: 2_000_000, description: 'RUN base' }),
      aRecord({ id: 'step', sizeBytes: 1_000_000, description: 'RUN step', parentIds: ['base'] }),
    ];
    const fake = await show('List', fakeRecords(records, NOW_MS));
    rowAt(0).focus();
    await press('Enter');
    await fireEvent.click(screen.getByRole('button', { name: /^Plan it with all built on it — frees/ }));
    await settled();
    expect(fake.inputsOf('planMarked')).toMatchObject([{ kind: 'whole' }]);
    expect(screen.getByRole('dialog')).toBeTruthy();
  });

  test('show what BuildKit says word for word, on demand', async () => {
    await show('List');
    rowAt(0).focus();
    await press('Enter');
    const whole = screen.getByText(/^mount \/ from exec \/bin\/sh -c cargo build/).closest('details');
    expect(whole?.open).toBe(false);
    await fireEvent.click(screen.getByText('As BuildKit has it'));
    expect(whole?.open).toBe(true);
  });

  test('name the images that hold it, and how sure that is', async () => {
    await show('List', {
      itemDetails: async (input) => {
        const details = await LISTS.itemDetails(input);
        const holders = [{ name: 'shop/web:2.3.1', confidence: 'likely', goes: false } as const];
        return details?.kind === 'record' ? { ...details, holders } : details;
      },
    });
    rowAt(0).focus();
    await press('Enter');
    const held = screen.getByRole('region', { name: 'Images that hold it' });
    expect(held.textContent).toMatch(/likely\s*shop\/web:2\.3\.1/);
  });
});
