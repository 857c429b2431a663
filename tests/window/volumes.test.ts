/** The list of volumes, and their sizes on demand. */

import { fireEvent, screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { readyState } from '../fakes/app-states.ts';
import type { FakeBridge } from '../fakes/fake-bridge.ts';
import { fakeLists } from '../fakes/fake-lists.ts';
import { volumeDetails, volumeRows } from '../fakes/volume-rows.ts';
import { cellsOf, drawn, openDetails, showList } from './show-list.ts';

const nowMs = Date.now();
const ready = readyState(nowMs);

function showVolumes(state = ready, isMeasured = true): Promise<FakeBridge> {
  return showList('volumes', state, fakeLists(volumeRows(nowMs, isMeasured), [volumeDetails()], nowMs));
}

test('a row tells what kind of volume it is, who used it last, and what it takes', async () => {
  await showVolumes();
  expect(cellsOf('shop_db-data')).toEqual(['shop_db-data', 'named', 'shop-db-1', 'shop', '5.31 GB']);
  expect(cellsOf('e02b').slice(1)).toEqual(['probably anonymous', 'no container', '—', '0 B']);
});

test('a driver that cannot be measured leaves a dash', async () => {
  await showVolumes();
  expect(cellsOf('team-share').at(-1)).toBe('—');
});

test('the details tell what follows from the kind, who uses it, and its labels', async () => {
  const fake = await showVolumes();
  const details = within(await openDetails('shop_db-data'));
  expect(details.getByText(/^It goes only when you tick it in a plan/)).toBeTruthy();
  expect(details.getByText('com.docker.compose.volume')).toBeTruthy();
  await fireEvent.click(details.getByRole('button', { name: 'shop-db-1' }));
  await drawn();
  expect(fake.inputsOf('itemDetails').at(-1)).toEqual({ row: 12 });
});

describe('measuring', () => {
  test('is asked for, with a word of what it costs', async () => {
    const fake = await showVolumes({ ...ready, usage: { ...ready.usage, volumes: undefined } }, false);
    expect(screen.getByText('Sizes are not measured yet.')).toBeTruthy();
    expect(screen.getByText('6 volumes')).toBeTruthy();
    const button = screen.getByRole('button', { name: 'Measure' });
    const why = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    expect(why?.textContent).toMatch(/^The engine walks every file of every volume/);
    await fireEvent.click(button);
    expect(fake.inputsOf('measure')).toHaveLength(1);
  });

  test('says how long it goes on, and can be stopped', async () => {
    const fake = await showVolumes({ ...ready, measuring: { sinceMs: Date.now() - 84_000 } });
    expect(screen.getByText('Measuring containers and volumes…')).toBeTruthy();
    expect(screen.getByText(/^1 min 2\d sec$/)).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(fake.inputsOf('stopMeasuring')).toHaveLength(1);
  });

  test('ends with the age of the sizes', async () => {
    const fake = await showVolumes({ ...ready, measuring: { sinceMs: nowMs } });
    fake.push('state', ready);
    await drawn();
    expect(screen.getByText('Sizes measured 2h ago.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull();
  });

  test('waits for an engine', async () => {
    await showVolumes({ ...ready, engine: { kind: 'connecting' } });
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Measure again' }).disabled).toBe(true);
  });
});
