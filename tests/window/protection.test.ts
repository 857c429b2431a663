/** Settings, protection: rules in words, what each keeps now, and why one cannot be so. */

import { fireEvent, screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import type { Handlers } from '../../shared/contract.ts';
import type { AppState } from '../../shared/state.ts';
import { readyState, unreachableState } from '../fakes/app-states.ts';
import { protectRules, ruleMatches } from '../fakes/library.ts';
import { NOW_MS, settled, showSettings } from './show-app.ts';

const ready = readyState(NOW_MS);
const withRules = (state: AppState): AppState => ({
  ...state,
  settings: { ...state.settings, protectRules },
});
const openRules = (answers: Partial<Handlers> = {}) =>
  showSettings(withRules(ready), { protectedNow: async () => ruleMatches, ...answers });

const rows = () => within(screen.getByRole('list', { name: 'Protect rules' })).getAllByRole('listitem');
const firstRow = () => within(rows()[0] ?? document.body);
const texts = () => rows().map((row) => row.textContent.replaceAll(/[\s\u00a0]+/g, ' ').trim());
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

async function add(kind: string, pattern: string): Promise<void> {
  await fireEvent.change(screen.getByRole('combobox', { name: 'What it protects' }), {
    target: { value: kind },
  });
  await fireEvent.input(screen.getByRole('textbox', { name: 'Pattern' }), { target: { value: pattern } });
  await press('Add rule');
}

describe('the list', () => {
  test('says what each rule keeps now, and which keeps nothing', async () => {
    await openRules();
    const [image, cacheType, project, label] = texts();
    expect(image).toBe(
      'Image postgres:* Protects 2 items now, 860 MB. Such as postgres:15postgres:17-alpine',
    );
    expect(cacheType).toContain('Protects 6 items now, 2.20 GB.');
    expect(project).toContain('Protects 1 item now.');
    expect(label).toBe('Label keep=yes Matches nothing now.');
  });

  test('counts until the answer is there', async () => {
    await openRules({ protectedNow: () => new Promise(() => undefined) });
    expect(texts()[0]).toBe('Image postgres:* Counting…');
  });

  test('knows nothing without an engine, and asks for nothing', async () => {
    const fake = await showSettings(withRules(unreachableState(NOW_MS, 'gone', true)));
    expect(texts()[0]).toBe('Image postgres:* What it protects now is not known.');
    expect(fake.inputsOf('protectedNow')).toEqual([]);
  });

  test('asks anew when the engine was read or the rules changed, and not for every push', async () => {
    const fake = await openRules();
    fake.push('state', structuredClone(withRules(ready)));
    await settled();
    expect(fake.inputsOf('protectedNow')).toHaveLength(1);
    const later = readyState(NOW_MS + 60_000);
    fake.push('state', withRules(later));
    await settled();
    expect(fake.inputsOf('protectedNow')).toHaveLength(2);
    fake.push('state', { ...later, settings: { ...later.settings, protectRules: protectRules.slice(1) } });
    await settled();
    expect(fake.inputsOf('protectedNow')).toHaveLength(3);
    expect(rows()).toHaveLength(3);
  });

  test('shows text of the engine as text alone', async () => {
    const [first] = ruleMatches;
    if (!first) throw new Error('A match was expected.');
    await openRules({ protectedNow: async () => [{ ...first, examples: ['<b>bold</b>'] }] });
    expect(texts()[0]).toContain('<b>bold</b>');
  });

  test('is empty at first, and says what a rule does', async () => {
    await showSettings(ready);
    expect(screen.getByText(/^No rules of your own\./)).toBeTruthy();
    expect(screen.queryByRole('list', { name: 'Protect rules' })).toBeNull();
  });
});

describe('adding', () => {
  test('saves the rule behind the others and empties the field', async () => {
    const fake = await openRules();
    await add('volume', '  *_data ');
    expect(fake.inputsOf('saveSettings')).toEqual([
      { protectRules: [...protectRules, { kind: 'volume', pattern: '*_data' }] },
    ]);
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Pattern' }).value).toBe('');
  });

  test.each([
    ['name', '   ', 'Type a pattern.'],
    ['label', '=yes', 'A label needs a key before the =.'],
    ['image', 'postgres:*', 'There is such a rule already.'],
    ['cache', 'x'.repeat(201), 'At most 200 characters.'],
  ])('%s: “%s” is refused, and why', async (kind, pattern, problem) => {
    const fake = await openRules();
    await add(kind, pattern);
    const field = screen.getByRole('textbox', { name: 'Pattern' });
    expect(screen.getByText(problem)).toBeTruthy();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(field);
    expect(fake.inputsOf('saveSettings')).toEqual([]);
    await fireEvent.input(field, { target: { value: 'other' } });
    expect(screen.queryByText(problem)).toBeNull();
  });

  test('the same pattern for another kind is another rule', async () => {
    const fake = await openRules();
    await add('name', 'postgres:*');
    expect(fake.inputsOf('saveSettings')).toHaveLength(1);
  });

  test('shows how a pattern of each kind is written', async () => {
    await openRules();
    await fireEvent.change(screen.getByRole('combobox', { name: 'What it protects' }), {
      target: { value: 'cache' },
    });
    const field = screen.getByRole('textbox', { name: 'Pattern' });
    const hint = document.getElementById(field.getAttribute('aria-describedby')?.split(' ')[0] ?? '');
    expect(hint?.textContent).toContain('The text of a build step.');
    expect(hint?.textContent).toContain('*cargo build*');
  });

  test('ends where there are as many as may be', async () => {
    const many = Array.from({ length: 200 }, (_, index) => ({ kind: 'name' as const, pattern: `p${index}` }));
    await showSettings({ ...ready, settings: { ...ready.settings, protectRules: many } });
    expect(screen.getByText('200 rules at most.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Add rule' })).toBeNull();
  });
});

describe('changing', () => {
  test('saves the rule in its place', async () => {
    const fake = await openRules();
    await press('Edit: Image: postgres:*');
    const row = firstRow();
    const field = row.getByRole<HTMLInputElement>('textbox', { name: 'Pattern' });
    expect(field.value).toBe('postgres:*');
    await fireEvent.input(field, { target: { value: 'postgres:17*' } });
    await fireEvent.click(row.getByRole('button', { name: 'Save' }));
    expect(fake.inputsOf('saveSettings')).toEqual([
      { protectRules: [{ kind: 'image', pattern: 'postgres:17*' }, ...protectRules.slice(1)] },
    ]);
    await settled();
    expect(document.activeElement?.closest('li')).toBe(rows()[0]);
  });

  test('is left with Escape', async () => {
    const fake = await openRules();
    await press('Edit: Image: postgres:*');
    await fireEvent.keyDown(firstRow().getByRole('textbox'), { key: 'Escape' });
    expect(texts()[0]).toContain('postgres:*');
    expect(screen.getByRole('button', { name: 'Edit: Image: postgres:*' })).toBeTruthy();
    expect(fake.inputsOf('saveSettings')).toEqual([]);
  });
});

test('a deleted rule comes back with Undo', async () => {
  const fake = await openRules();
  await press('Delete: Label: keep=yes');
  expect(screen.getByText('Rule deleted: Label: keep=yes')).toBeTruthy();
  const undo = screen.getByRole('button', { name: 'Undo' });
  expect(document.activeElement).toBe(undo);
  await fireEvent.click(undo);
  expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'What it protects' }));
  expect(fake.inputsOf('saveSettings')).toEqual([
    { protectRules: protectRules.slice(0, 3) },
    { protectRules },
  ]);
});
