/** A receipt: what the disk got back, what went and what stayed, and images pulled back. */

import { fireEvent, screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Handlers } from '../../shared/contract.ts';
import type { Receipt } from '../../shared/plan.ts';
import type { Pulling } from '../../shared/state.ts';
import { readyState } from '../fakes/app-states.ts';
import type { FakeBridge } from '../fakes/fake-bridge.ts';
import { deepReceipt, pullOffers } from '../fakes/receipts.ts';
import { NOW_MS, settled, showApp } from './show-app.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS, toFake: ['Date'] });
  return () => vi.useRealTimers();
});

async function openReceipt(
  patch: Partial<Receipt> = {},
  answers: Partial<Handlers> = {},
): Promise<FakeBridge> {
  const receipt = deepReceipt(NOW_MS, patch);
  const fake = await showApp('window', readyState(NOW_MS), {
    lastReceipt: async () => receipt,
    receipt: async () => receipt,
    pullOffers: async () => pullOffers,
    ...answers,
  });
  await fireEvent.click(screen.getByRole('button', { name: 'Receipt' }));
  await settled();
  return fake;
}
const sheet = () => within(screen.getByRole('dialog'));

test('the real change comes first, then our count and the engine’s', async () => {
  await openReceipt();
  const figures = sheet()
    .getAllByText(/^25\.8|^25\.9|^26\.1/)
    .map((element) => element.textContent.replaceAll('\u00a0', ' '));
  expect(figures).toEqual(['25.8 GB', '25.9 GB', '26.1 GB']);
  expect(sheet().getByText('free on the disk again')).toBeTruthy();
  expect(sheet().getByText(/, took 1 min 12 sec$/)).toBeTruthy();
});

test('where the disk cannot be read, our own count stands for it', async () => {
  await openReceipt({ diskBytes: undefined });
  expect(sheet().getByText('certain to be back on the disk')).toBeTruthy();
  expect(sheet().queryByText('Certain, by our own account')).toBeNull();
});

test('tells by kind what went, and by reason what stayed', async () => {
  await openReceipt();
  expect(sheet().getByText('17 images')).toBeTruthy();
  const gone = sheet().getByText('already gone').closest('details')!;
  expect(within(gone).getByText('local source for context')).toBeTruthy();
  expect(gone.open).toBe(false);
});

test('without images nothing can be pulled back, and it says so', async () => {
  await openReceipt({ deleted: deepReceipt(NOW_MS).deleted.filter(({ kind }) => kind === 'record') });
  expect(sheet().getByText('This cannot be undone.')).toBeTruthy();
  expect(sheet().queryByRole('button', { name: 'Ask the registries' })).toBeNull();
});

describe('pulling images back', () => {
  const pulling: Extract<Pulling, { kind: 'pulling' }> = {
    kind: 'pulling',
    planId: 'plan-1',
    name: 'postgres:15',
    doneImages: 1,
    totalImages: 2,
    doneBytes: 155e6,
    totalBytes: 620e6,
    isStopping: false,
    results: [{ row: 1, result: 'pulled' }],
  };
  async function askRegistries(answers: Partial<Handlers> = {}): Promise<FakeBridge> {
    const fake = await openReceipt({}, answers);
    await fireEvent.click(sheet().getByRole('button', { name: 'Ask the registries' }));
    await settled();
    return fake;
  }

  test('asks no registry before the user does', async () => {
    const fake = await openReceipt();
    expect(fake.inputsOf('pullOffers')).toEqual([]);
  });

  test('offers what a registry still has, and says why of the rest', async () => {
    const fake = await askRegistries();
    expect(fake.inputsOf('pullOffers')).toEqual([{ planId: 'plan-1' }]);
    expect(sheet().getByText('2 of 7 images can be pulled back.')).toBeTruthy();
    expect(sheet().getAllByRole('checkbox')).toHaveLength(2);
    expect(sheet().getByText('never pushed, gone for good')).toBeTruthy();
    await fireEvent.click(sheet().getByRole('checkbox', { name: /^node:20-bookworm/ }));
    await fireEvent.click(sheet().getByRole('button', { name: /^Pull back 1 image — 620.MB$/ }));
    expect(fake.inputsOf('pullBack')).toEqual([{ planId: 'plan-1', rows: [2] }]);
  });

  test('shows progress with Stop, and what became of each image', async () => {
    const fake = await askRegistries();
    fake.push('state', readyState(NOW_MS, { pulling }));
    await settled();
    expect(sheet().getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25');
    expect(sheet().getByText('image 2 of 2')).toBeTruthy();
    expect(sheet().getByText('pulled back')).toBeTruthy();
    await fireEvent.click(sheet().getByRole('button', { name: 'Stop' }));
    expect(fake.inputsOf('stopPulling')).toHaveLength(1);
    expect(sheet().getByText('Stopping…')).toBeTruthy();

    const results = [...pulling.results, { row: 2, result: 'stopped' as const }];
    fake.push(
      'state',
      readyState(NOW_MS, { pulling: { kind: 'idle', last: { planId: 'plan-1', results } } }),
    );
    await settled();
    expect(sheet().getByText('2 of 7 images can be pulled back.')).toBeTruthy();
    expect(sheet().getByText('stopped before it was here')).toBeTruthy();
    expect(sheet().getByRole('button', { name: /^Pull back 1 image — 620.MB$/ })).toBeTruthy();
  });

  test('waits for another pull', async () => {
    await askRegistries({ pullBack: async () => ({ kind: 'busy' }) });
    await fireEvent.click(sheet().getByRole('button', { name: /^Pull back 2 images/ }));
    await settled();
    expect(sheet().getByText('Other images are being pulled. Try again afterwards.')).toBeTruthy();
  });
});

test('a builder whose cache was cleaned is named, as text and nothing else', async () => {
  const builder = { name: '<b>multi0</b>', containerId: 'c' };
  await openReceipt({ engine: { endpoint: 'unix:///a', id: 'E', rootDir: '/', builder } });
  expect(sheet().getByText('Builder').nextElementSibling?.textContent).toBe('<b>multi0</b>');
});
