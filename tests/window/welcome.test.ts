/** The first run: three steps that can be left at any time, and nothing saved before the end. */

import { fireEvent, screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import type { AppState } from '../../shared/state.ts';
import { readyState, unreachableState } from '../fakes/app-states.ts';
import { NOW_MS, settled, showApp } from './show-app.ts';

const firstRun = (state: AppState = readyState(NOW_MS)): AppState => ({
  ...state,
  settings: { ...state.settings, isWelcomed: false },
});
const welcome = () => within(screen.getByRole('region', { name: 'Welcome to Bilge' }));
const click = async (name: string): Promise<void> => {
  await fireEvent.click(welcome().getByRole('button', { name }));
  await settled();
};

test('is there at the first run alone, in the window alone', async () => {
  await showApp('window', readyState(NOW_MS));
  expect(screen.queryByRole('region', { name: 'Welcome to Bilge' })).toBeNull();
  await showApp('popover', firstRun());
  expect(screen.queryByRole('region', { name: 'Welcome to Bilge' })).toBeNull();
});

describe('the first step', () => {
  test('tells what each engine answers, and follows the pick at once', async () => {
    const fake = await showApp('window', firstRun(), {
      engineAnswers: async () => [
        { token: 'local', answer: { kind: 'answers', name: 'Docker Engine', version: '28.5.2' } },
        { token: 'rootless', answer: { kind: 'silent', error: 'forbidden' } },
      ],
    });
    expect(welcome().getByText('Docker Engine 28.5.2')).toBeTruthy();
    expect(welcome().getByText('You may not talk to this engine.')).toBeTruthy();
    await fireEvent.click(welcome().getByRole('radio', { name: /rootless/ }));
    expect(fake.inputsOf('chooseEngine')).toEqual([{ token: 'rootless' }]);
  });

  test('leaves what to do without an engine to the state below', async () => {
    await showApp('window', firstRun(unreachableState(NOW_MS, 'not-found', false)));
    expect(welcome().getByText(/No engine found yet/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Try it on a sample engine' })).toBeTruthy();
  });
});

test('goes through all steps, the focus with it, and saves all at the end', async () => {
  const fake = await showApp('window', firstRun());
  await click('Next');
  expect(document.activeElement?.textContent).toBe('How much build cache is fine?');
  await fireEvent.click(welcome().getByRole('radio', { name: /^My own/ }));
  const size = welcome().getByRole('spinbutton', { name: 'Build-cache budget' });
  await fireEvent.change(size, { target: { value: '35' } });
  await click('Next');
  await click('Back');
  expect(welcome().getByRole<HTMLInputElement>('spinbutton').value).toBe('35');
  await click('Next');
  expect(welcome().getByRole<HTMLInputElement>('switch').checked).toBe(false);
  await fireEvent.click(welcome().getByRole('switch'));
  expect(fake.inputsOf('saveSettings')).toEqual([]);
  await click('Done');
  expect(fake.inputsOf('saveSettings')).toEqual([
    { isWelcomed: true, budgetBytes: 35e9, startsAtLogin: true },
  ]);
  expect(document.activeElement?.textContent).toBe('Overview');
});

test('skipping changes nothing but that', async () => {
  const fake = await showApp('window', firstRun());
  await click('Next');
  await fireEvent.click(welcome().getByRole('radio', { name: /^My own/ }));
  await click('Skip');
  expect(fake.inputsOf('saveSettings')).toEqual([{ isWelcomed: true }]);
});
