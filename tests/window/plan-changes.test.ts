/** A plan changed in place: ticks, rules, choices and presets, each with its figures at once. */

import { fireEvent, screen, within } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { optionsOf } from '../../shared/clean-options.ts';
import type { Handlers, PlanAnswer } from '../../shared/contract.ts';
import { readyState } from '../fakes/app-states.ts';
import type { FakeBridge } from '../fakes/fake-bridge.ts';
import { fakePlan } from '../fakes/fake-plan.ts';
import { developerRows } from '../fakes/plan-rows.ts';
import { NOW_MS, scroll, settled, showApp } from './show-app.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS, toFake: ['Date'] });
  return () => vi.useRealTimers();
});

async function openPlan(answers: Partial<Handlers> = {}, seeds = developerRows(NOW_MS)): Promise<FakeBridge> {
  const fake = await showApp('window', readyState(NOW_MS), { ...fakePlan(NOW_MS, {}, seeds), ...answers });
  fake.push('navigate', { screen: 'plan', preset: 'deep' });
  await settled();
  return fake;
}
const sheet = () => within(screen.getByRole('dialog'));
const head = (name: RegExp) => sheet().getByRole('button', { name });
const accept = () => sheet().getByRole('button', { name: /^Clean — frees/ });

async function open(name: RegExp): Promise<HTMLElement> {
  const group = head(name);
  await fireEvent.click(group);
  await settled();
  return document.getElementById(group.getAttribute('aria-controls') ?? '')!;
}
async function press(key: string): Promise<void> {
  await fireEvent.keyDown(document.activeElement!, { key });
  await settled();
}
async function tick(name: RegExp): Promise<void> {
  await fireEvent.click(sheet().getByRole('checkbox', { name }));
  await settled();
}

test('a row unticked stays in its place, and every figure follows', async () => {
  const fake = await openPlan();
  const before = accept().textContent;
  const list = await open(/^6 containers/);
  await tick(/^web-1/);
  expect(fake.inputsOf('revisePlan')).toEqual([
    { planId: 'plan-1', change: { kind: 'tick', row: 0, isTicked: false } },
  ]);
  expect(within(list).getAllByRole('listitem')).toHaveLength(6);
  expect(within(list).getByText(/^unticked by you/)).toBeTruthy();
  expect(head(/^6 containers 1 unticked 2\d\d.MB$/)).toBeTruthy();
  const whole = sheet().getByRole<HTMLInputElement>('checkbox', { name: '6 containers' });
  expect(whole.indeterminate).toBe(true);
  expect(accept().textContent).not.toBe(before);
});

test('an image tells the other names that go with it', async () => {
  const seeds = developerRows(NOW_MS).map((row) =>
    row.kind === 'image' ? { ...row, otherNames: ['registry.example/app:2'] } : row,
  );
  await openPlan({}, seeds);
  const list = await open(/^17 images/);
  await fireEvent.click(within(list).getAllByRole('button')[0]!);
  await settled();
  expect(within(list).getByText('Also named')).toBeTruthy();
  expect(within(list).getByText('registry.example/app:2')).toBeTruthy();
});

test('a group goes or stays as a whole', async () => {
  const fake = await openPlan();
  await tick(/^17 images$/);
  expect(head(/^17 images none ticked$/)).toBeTruthy();
  await tick(/^17 images$/);
  expect(head(/^17 images [\d.]+.GB$/)).toBeTruthy();
  expect(fake.inputsOf('revisePlan')).toHaveLength(2);
});

test('ticks go one after the other, each with the id of the plan before', async () => {
  const fake = await openPlan();
  await open(/^6 containers/);
  // Both clicked before the first answer.
  void fireEvent.click(sheet().getByRole('checkbox', { name: /^web-1/ }));
  void fireEvent.click(sheet().getByRole('checkbox', { name: /^api-migrate/ }));
  await settled();
  await settled();
  expect(fake.inputsOf('revisePlan')).toMatchObject([{ planId: 'plan-1' }, { planId: 'plan-2' }]);
  expect(head(/^6 containers 2 unticked/)).toBeTruthy();
});

test('figures about to change cannot be accepted, and are not replaced by a blank', async () => {
  let answer: (value: PlanAnswer) => void = () => undefined;
  const fake = await openPlan({ revisePlan: () => new Promise((resolve) => (answer = resolve)) });
  await tick(/^17 images$/);
  expect(accept().getAttribute('aria-disabled')).toBe('true');
  await fireEvent.click(accept());
  expect(fake.inputsOf('executePlan')).toEqual([]);
  expect(sheet().getByText('certain to come back at once')).toBeTruthy();
  answer(await fakePlan(NOW_MS).createPlan({ preset: 'deep' }));
  await settled();
  expect(accept().getAttribute('aria-disabled')).toBe('false');
});

test('a change that fails leaves the plan as it was, and the tick with it', async () => {
  await openPlan({ revisePlan: () => Promise.reject(new Error('lost')) });
  await open(/^6 containers/);
  await tick(/^web-1/);
  await settled();
  expect(sheet().getByRole<HTMLInputElement>('checkbox', { name: /^web-1/ }).checked).toBe(true);
  expect(accept().getAttribute('aria-disabled')).toBe('false');
  expect(screen.getByText('That did not work. Nothing was changed.')).toBeTruthy();
});

test('a plan that has expired meanwhile says so', async () => {
  await openPlan({ revisePlan: async () => ({ kind: 'expired' }) });
  await tick(/^17 images$/);
  expect(sheet().getByText('This plan has expired.')).toBeTruthy();
});

test('with everything unticked the sheet stays, and nothing can be cleaned', async () => {
  await openPlan({}, developerRows(NOW_MS).slice(0, 8));
  await tick(/^6 containers$/);
  expect(accept().hasAttribute('disabled')).toBe(true);
  expect(sheet().getByText('Tick something to clean.')).toBeTruthy();
});

test('choices change the plan in place', async () => {
  const fake = await openPlan();
  await tick(/^Unused networks$/);
  const [change] = fake.inputsOf('revisePlan') as [{ change: { kind: string; choices: unknown } }];
  const { preset: _, ...deep } = optionsOf('deep');
  expect(change.change).toEqual({
    kind: 'choices',
    choices: { ...deep, kinds: ['container', 'image', 'record'] },
  });
  expect(sheet().queryByRole('button', { name: /^1 network 0/ })).toBeNull();
  expect(sheet().getByText('changed')).toBeTruthy();
});

test('choices that leave nothing to delete say that nothing goes', async () => {
  await openPlan({}, developerRows(NOW_MS).slice(0, 6));
  await tick(/^Stopped containers$/);
  expect(sheet().getByText(/^Nothing goes\./)).toBeTruthy();
  expect(sheet().getByRole('heading', { name: 'Goes' })).toBeTruthy();
});

test('another preset is planned in the same sheet, without a blank in between', async () => {
  const fake = await openPlan();
  await fireEvent.change(sheet().getByRole('combobox', { name: 'What to clean' }), {
    target: { value: 'quick' },
  });
  expect(sheet().queryByText('Making the plan…')).toBeNull();
  await settled();
  expect(fake.inputsOf('createPlan')).toEqual([{ preset: 'deep' }, { preset: 'quick' }]);
  expect(screen.getByRole('dialog', { name: 'Quick clean' })).toBeTruthy();
});

test('choices are saved as a preset under a name', async () => {
  const fake = await openPlan();
  await tick(/^Unused networks$/);
  await fireEvent.click(sheet().getByRole('button', { name: 'Save as preset…' }));
  await settled();
  const name = sheet().getByRole<HTMLInputElement>('textbox', { name: 'Name' });
  expect(name.value).toBe('Deep clean copy');
  await fireEvent.input(name, { target: { value: '  Before lunch ' } });
  await fireEvent.click(sheet().getByRole('button', { name: 'Save' }));
  await settled();
  const [patch] = fake.inputsOf('saveSettings') as [
    { presets: { id: string; choices: { kinds: string[] } }[] },
  ];
  expect(patch.presets).toMatchObject([
    { name: 'Before lunch', choices: { kinds: ['container', 'image', 'record'] } },
  ]);
  expect(patch.presets[0]?.id).toMatch(/^custom-[0-9a-f-]{36}$/);
  expect(sheet().getByText('Saved as “Before lunch”.')).toBeTruthy();
});

test('a named volume goes only with its own tick and a typed word', async () => {
  const fake = await openPlan();
  const list = await open(/^3 named volumes none ticked/);
  expect(within(list).getByText('last used by db-1, 21d ago')).toBeTruthy();
  expect(sheet().queryByRole('checkbox', { name: /named volumes/ })).toBeNull();
  expect(sheet().queryByRole('textbox', { name: /Type “delete”/ })).toBeNull();
  await tick(/^shop_pgdata/);
  expect(within(list).getAllByRole('listitem')).toHaveLength(3);
  const word = sheet().getByRole('textbox', { name: /1 named volume will be deleted.*Type “delete”/ });
  expect(accept().hasAttribute('disabled')).toBe(true);
  await fireEvent.input(word, { target: { value: ' Delete ' } });
  await fireEvent.click(accept());
  expect(fake.inputsOf('executePlan')).toEqual([
    { planId: 'plan-2', fromNowOnAtOnce: false, typedWord: 'Delete' },
  ]);
});

test('details tell who else holds the bytes, and how surely', async () => {
  await openPlan();
  const list = await open(/^722 cache records/);
  await scroll(within(list).getByRole('list').children[1]!, 'near');
  const rows = within(list).getAllByRole('listitem');
  await fireEvent.click(within(rows[3]!).getByRole('button'));
  expect(within(rows[3]!).getByText('Stays held by an image (certain)')).toBeTruthy();
  expect(within(rows[3]!).getByText('nginx:1.27')).toBeTruthy();
  await fireEvent.click(within(rows[10]!).getByRole('button'));
  expect(within(rows[10]!).getByText('Frees together with an image (likely)')).toBeTruthy();
});

test('only rows near the eye are fetched and drawn, and far ones keep their height', async () => {
  const fake = await openPlan();
  const list = await open(/^722 cache records/);
  expect(within(list).getAllByRole('listitem')).toHaveLength(10);
  const last = [...within(list).getByRole('list').children].at(-1) as HTMLElement;
  await scroll(last, 'near');
  expect(within(list).getAllByRole('listitem')).toHaveLength(12);
  expect(within(list).getAllByRole('listitem').at(-1)?.getAttribute('aria-posinset')).toBe('722');
  expect(last.style.height).toBe('');
  await scroll(last, 'away');
  expect(last.children).toHaveLength(0);
  expect(last.style.height).toBe('940px');
  expect(fake.inputsOf('planPage')).toEqual([
    { planId: 'plan-1', list: 'goes', kind: 'record', offset: 0 },
    { planId: 'plan-1', list: 'goes', kind: 'record', offset: 600 },
  ]);
});

test('what stays opens to its rows too', async () => {
  const fake = await openPlan();
  const list = await open(/^3 images in use/);
  expect(within(list).getAllByRole('listitem')).toHaveLength(3);
  expect(within(list).queryByRole('checkbox')).toBeNull();
  expect(fake.inputsOf('planPage')).toEqual([
    { planId: 'plan-1', list: 'stays', kind: 'image', why: 'in-use', offset: 0 },
  ]);
});

test('the keyboard alone: arrows move, Enter opens, Escape closes, P protects and the focus stays near', async () => {
  const fake = await openPlan();
  await open(/^6 containers/);
  head(/^6 containers/).focus();
  await press('ArrowDown');
  expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^web-1/);
  await press('ArrowDown');
  expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^api-migrate/);
  expect(document.activeElement?.getAttribute('tabindex')).toBe('0');
  await press('Enter');
  expect(sheet().getByText('Created')).toBeTruthy();
  await press('Escape');
  expect(sheet().queryByText('Created')).toBeNull();
  expect(screen.getByRole('dialog')).toBeTruthy();
  await press('p');
  expect(document.activeElement?.textContent).toMatch(/Container\s+api-migrate/);
  await fireEvent.click(document.activeElement!);
  await settled();
  await settled();
  expect(fake.inputsOf('revisePlan')).toEqual([
    { planId: 'plan-1', change: { kind: 'protect', row: 1, rule: 0 } },
  ]);
  expect(head(/^1 container protected/)).toBeTruthy();
  expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^determined_hopper/);
});
