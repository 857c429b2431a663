/** The plan sheet: what goes, what stays, one button, and the receipt in the same place. */

import { fireEvent, screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Handlers } from '../../shared/contract.ts';
import type { PlanSummary } from '../../shared/plan-sheet.ts';
import { readyState, runningState } from '../fakes/app-states.ts';
import type { FakeBridge } from '../fakes/fake-bridge.ts';
import { fakePlan } from '../fakes/fake-plan.ts';
import { deepReceipt } from '../fakes/receipts.ts';
import { NOW_MS, settled, showApp } from './show-app.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS, toFake: ['Date', 'setInterval', 'clearInterval'] });
  return () => vi.useRealTimers();
});

async function openPlan(
  answers: Partial<Handlers> = {},
  patch: Partial<PlanSummary> = {},
): Promise<FakeBridge> {
  const fake = await showApp('popover', readyState(NOW_MS), {
    ...fakePlan(NOW_MS, patch),
    lastReceipt: async () => deepReceipt(NOW_MS),
    ...answers,
  });
  await fireEvent.click(screen.getByRole('button', { name: 'See the plan' }));
  await settled();
  return fake;
}
const sheet = () => within(screen.getByRole('dialog'));
const accept = () => sheet().getByRole('button', { name: /^Clean — frees [\d.]+.GB$/ });
const finished = () => {
  const ready = readyState(NOW_MS);
  return { ...ready, lastReceipt: { ...ready.lastReceipt!, planId: 'plan-1' } };
};

test('tells certain bytes from possible ones, and which engine they are of', async () => {
  await openPlan(
    {},
    { predicted: { engineBytes: 26.3e9, diskBytes: { certain: 24.1e9, possible: 26.3e9 } } },
  );
  expect(sheet().getByText('certain to come back at once')).toBeTruthy();
  expect(sheet().getByText(/^26.3.GB possible: an image that stays/)).toBeTruthy();
  expect(sheet().getByText('Docker Engine 28.5.2')).toBeTruthy();
  expect(sheet().getByRole('button', { name: /^Clean — frees 24.1.GB$/ })).toBeTruthy();
});

test('says what goes, what stays and why, and what cannot be had again', async () => {
  await openPlan();
  expect(sheet().getByRole('button', { name: /^17 images [\d.]+.GB$/ })).toBeTruthy();
  expect(sheet().getByRole('button', { name: /^3 cache mounts 2.20.GB$/ })).toBeTruthy();
  expect(sheet().getByRole('button', { name: /^2 containers its Compose project still runs/ })).toBeTruthy();
  expect(sheet().getByText('Some of these cannot be had again: Containers, Images.')).toBeTruthy();
});

describe('accepting', () => {
  test('executes the plan shown, asking again next time unless ticked', async () => {
    const fake = await openPlan();
    await fireEvent.click(accept());
    expect(fake.inputsOf('executePlan')).toEqual([
      { planId: 'plan-1', fromNowOnAtOnce: false, typedWord: '' },
    ]);
  });

  test('can consent to clean at once from now on', async () => {
    const fake = await openPlan();
    await fireEvent.click(sheet().getByRole('checkbox', { name: /From now on, clean at once/ }));
    await fireEvent.click(accept());
    expect(fake.inputsOf('executePlan')).toEqual([
      { planId: 'plan-1', fromNowOnAtOnce: true, typedWord: '' },
    ]);
  });

  test('offers no consent where main would not take it', async () => {
    await openPlan({}, { canCleanAtOnce: false });
    expect(sheet().queryByRole('checkbox', { name: /From now on/ })).toBeNull();
  });

  test('shows progress with Stop, then the receipt, in the same sheet', async () => {
    const fake = await openPlan();
    await fireEvent.click(accept());
    fake.push('state', runningState(NOW_MS));
    await settled();
    await fireEvent.click(sheet().getByRole('button', { name: 'Stop' }));
    expect(fake.inputsOf('stopCleaning')).toHaveLength(1);

    fake.push('state', finished());
    await settled();
    expect(sheet().getByText('free on the disk again')).toBeTruthy();
    expect(sheet().getByText('749 items deleted')).toBeTruthy();
    expect(sheet().getByText('changed since the plan')).toBeTruthy();
  });

  test('shows the receipt of a clean that was done before the answer came', async () => {
    const fake = await openPlan({
      executePlan: async () => {
        fake.push('state', finished());
        return { kind: 'started' };
      },
    });
    await fireEvent.click(accept());
    await settled();
    expect(sheet().getByText('free on the disk again')).toBeTruthy();
  });

  test('an expired plan is made anew', async () => {
    const fake = await openPlan({ executePlan: async () => ({ kind: 'expired' }) });
    await fireEvent.click(accept());
    await settled();
    expect(sheet().getByText('This plan has expired.')).toBeTruthy();
    await fireEvent.click(sheet().getByRole('button', { name: 'Make a new plan' }));
    await settled();
    expect(fake.inputsOf('createPlan')).toHaveLength(2);
    expect(accept()).toBeTruthy();
  });
});

test('a plan left lying for ten minutes cannot be accepted any more', async () => {
  await openPlan();
  vi.advanceTimersByTime(600_000);
  await settled();
  expect(sheet().getByText('This plan has expired.')).toBeTruthy();
  expect(sheet().queryByRole('button', { name: /^Clean —/ })).toBeNull();
});

test('nothing to clean is said, with nothing to press', async () => {
  await openPlan({ createPlan: async () => ({ kind: 'nothing-to-clean' }) });
  expect(sheet().getByText('Nothing to clean.')).toBeTruthy();
  const buttons = sheet().getAllByRole('button');
  expect(buttons.map((button) => button.getAttribute('aria-label'))).toEqual(['Close']);
});

test('an engine that fails is named, and nothing was deleted', async () => {
  await openPlan({ createPlan: async () => ({ kind: 'engine-error', error: 'timed-out' }) });
  expect(sheet().getByText('The engine takes too long to answer.')).toBeTruthy();
  expect(sheet().getByText('Nothing was deleted.')).toBeTruthy();
});

test('a clean under way is shown instead of a plan', async () => {
  const fake = await openPlan({ createPlan: async () => ({ kind: 'busy' }) });
  fake.push('state', runningState(NOW_MS));
  await settled();
  expect(sheet().getByText('A clean is already under way.')).toBeTruthy();
  expect(sheet().getByRole('progressbar')).toBeTruthy();
});

test('Escape closes the sheet and leaves the popover', async () => {
  const fake = await openPlan();
  await fireEvent.keyDown(window, { key: 'Escape' });
  await fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(fake.inputsOf('closePopover')).toEqual([]);
});

test('main can open the plan of a preset', async () => {
  const fake = await showApp('window', readyState(NOW_MS));
  fake.push('navigate', { screen: 'plan', preset: 'quick' });
  await settled();
  expect(screen.getByRole('dialog', { name: 'Quick clean' })).toBeTruthy();
  expect(fake.inputsOf('createPlan')).toEqual([{ preset: 'quick' }]);
});
