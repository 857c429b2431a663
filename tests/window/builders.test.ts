/** The builders: one total, what each holds, and the way on where one cannot be measured. */

import { fireEvent, screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { builderProblem, startCommand } from '../../renderer/parts/builders/builder-words.ts';
import type { BuilderRow } from '../../shared/builders.ts';
import type { Handlers } from '../../shared/contract.ts';
import { readyState, unreachableState } from '../fakes/app-states.ts';
import type { FakeBridge } from '../fakes/fake-bridge.ts';
import { builderList, fakeBuilders } from '../fakes/fake-builders.ts';
import { fakePlan } from '../fakes/fake-plan.ts';
import { NOW_MS } from './show-app.ts';
import { drawn, showList } from './show-list.ts';

const nowMs = Date.now();
const ready = readyState(nowMs);
const measured: Partial<Handlers> = { builders: async () => builderList(nowMs) };

function showBuilders(answers = measured, state = ready): Promise<FakeBridge> {
  return showList('builders', state, answers);
}

/** The cells of a builder, as they read. */
function cellsOf(name: RegExp): string[] {
  const row = screen.getByRole('rowheader', { name }).closest('tr')!;
  return within(row)
    .getAllByRole('cell')
    .map((cell) => cell.textContent.replaceAll(/[\s\u00a0]+/g, ' ').trim());
}

test('one total stands beside the engine’s own', async () => {
  await showBuilders();
  const figureOf = (label: string) =>
    screen.getByText(label).closest('div')?.querySelector('dd')?.textContent.replace('\u00a0', ' ');
  expect(figureOf('in all builders measured')).toBe('38.2 GB');
  expect(figureOf('in the engine itself')).toBe('24.6 GB');
  expect(figureOf('in builders of buildx')).toBe('13.6 GB');
});

test('a builder tells its records, its size, what it frees, its volume and its last use', async () => {
  await showBuilders();
  expect(cellsOf(/^ci /)).toEqual(['running', '318', '11.2 GB', '9.87 GB', '12.1 GB', '3h ago', 'Plan it']);
  expect(screen.getByText(/rounded by BuildKit/)).toBeTruthy();
});

test('figures come once they are asked for', async () => {
  const fake = await showBuilders({ builders: fakeBuilders(nowMs) });
  expect(fake.inputsOf('builders')).toEqual([{ measures: false }]);
  expect(cellsOf(/^ci$/).slice(0, 3)).toEqual(['running', '—', '—']);
  await fireEvent.click(screen.getByRole('button', { name: 'Measure builders' }));
  await drawn();
  expect(fake.inputsOf('builders').at(-1)).toEqual({ measures: true });
  expect(cellsOf(/^ci /)[2]).toBe('11.2 GB');
});

test('they are read again after a clean', async () => {
  const fake = await showBuilders();
  fake.push('state', { ...ready, lastReceipt: { ...ready.lastReceipt!, planId: 'plan-of-ci' } });
  await drawn();
  expect(fake.inputsOf('builders')).toHaveLength(2);
});

describe('a plan', () => {
  test('is made of the cache of one builder', async () => {
    const planBuilder: Handlers['planBuilder'] = () => fakePlan(nowMs).createPlan({ preset: 'cache' });
    const fake = await showBuilders({ ...fakePlan(nowMs), ...measured, planBuilder });
    await fireEvent.click(screen.getByRole('button', { name: 'Plan it: ci' }));
    await drawn();
    expect(fake.inputsOf('planBuilder')).toEqual([{ row: 0 }]);
    expect(screen.getByRole('dialog')).toBeTruthy();
  });

  test('of the engine’s own cache is the preset', async () => {
    const fake = await showBuilders();
    await fireEvent.click(screen.getByRole('button', { name: 'Plan it: The engine’s own' }));
    await drawn();
    expect(fake.inputsOf('createPlan')).toEqual([{ preset: 'cache' }]);
  });

  test('is not offered where nothing is known', async () => {
    await showBuilders();
    expect(screen.queryByRole('button', { name: 'Plan it: multiarch' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Plan it: hardened' })).toBeNull();
  });
});

describe('a stopped builder', () => {
  test('has the size of its volume alone, and the command that starts it', async () => {
    await showBuilders();
    expect(cellsOf(/^multiarch$/)).toEqual(['stopped', '—', '—', '—', '6.30 GB', '64d ago', '']);
    expect(screen.getByText('docker buildx inspect --bootstrap multiarch')).toBeTruthy();
  });

  test.each(['x; rm -rf ~', '--append', '$(id)', 'a b', '', 'a\u202eb', 'é', 'x'.repeat(101)])(
    'named %j never gets into a line for a shell',
    (name) => {
      expect(startCommand(name)).toBe('docker buildx inspect --bootstrap NAME');
    },
  );
});

const problems: NonNullable<BuilderRow['problem']>[] = [
  ...(['no-buildctl', 'bad-reply', 'not-found', 'refused', 'forbidden', 'too-old'] as const),
  ...(['asleep', 'busy', 'timed-out', 'gone'] as const),
];
test.each(problems)('“%s” says what is so and what to do', async (problem) => {
  const { what, next } = builderProblem(problem, 'linux');
  expect([what, next].every((sentence) => /^[A-Z].*\.$/.test(sentence))).toBe(true);
  const { builders } = builderList(nowMs, { problem });
  await showBuilders({
    builders: async () => ({ ...builderList(nowMs), builders: builders.slice(0, 1) }),
  });
  expect(screen.getByText(what)).toBeTruthy();
});

test('without builders the page says what one is', async () => {
  await showBuilders({ builders: async () => ({ ...builderList(nowMs), builders: [] }) });
  expect(screen.getByText('No builders beside the engine’s own.')).toBeTruthy();
  expect(screen.getByText(/made by docker buildx create/)).toBeTruthy();
  expect(screen.queryByText('in all builders measured')).toBeNull();
});

test('without an engine nobody is asked', async () => {
  const fake = await showBuilders(measured, unreachableState(NOW_MS, 'refused', false));
  expect(fake.inputsOf('builders')).toEqual([]);
  expect(screen.getByText('Nothing answers at the engine’s address.')).toBeTruthy();
});
