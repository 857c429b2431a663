/** Hands on a list: its rows by place, keys on whatever has the focus. */

import { fireEvent } from '@testing-library/svelte';
import type { Handlers, Place } from '../../shared/contract.ts';
import type { AppState } from '../../shared/state.ts';
import type { FakeBridge } from '../fakes/fake-bridge.ts';
import { settled, showApp } from './show-app.ts';

export async function showPlace(
  screen: Place,
  state: AppState,
  answers: Partial<Handlers>,
): Promise<FakeBridge> {
  const fake = await showApp('window', state, answers);
  fake.push('navigate', { screen, preset: undefined });
  await settled();
  return fake;
}

/** A row of a list or tree, or a tile of the map. */
export function rowAt(index: number): HTMLElement {
  const row = document.querySelector<HTMLElement>(`[data-index="${index}"]`);
  if (!row) throw new Error(`Row ${index} is not drawn`);
  return row;
}

/** `Shift+` and `Control+` hold a key. */
export async function press(...keys: readonly string[]): Promise<void> {
  for (const combination of keys) {
    const key = combination.replace(/^(Shift|Control)\+(?=.)/, '');
    await fireEvent.keyDown(document.activeElement ?? document.body, {
      key,
      shiftKey: combination.startsWith('Shift+'),
      ctrlKey: combination.startsWith('Control+'),
    });
    await settled();
  }
}
