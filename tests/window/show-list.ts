/** The window at one of its lists, with rows drawn and details opened as people open them. */

import { fireEvent, screen, within } from '@testing-library/svelte';
import type { Handlers, Place } from '../../shared/contract.ts';
import type { AppState } from '../../shared/state.ts';
import type { FakeBridge } from '../fakes/fake-bridge.ts';
import { showApp } from './show-app.ts';

/** Lets the virtual list measure itself, ask, and draw. */
export async function drawn(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
}

export async function showList(
  place: Place,
  state: AppState,
  answers: Partial<Handlers>,
): Promise<FakeBridge> {
  const fake = await showApp('window', state, answers);
  fake.push('navigate', { screen: place, preset: undefined });
  await drawn();
  return fake;
}

/** The row that says this. */
function rowOf(text: string): HTMLElement {
  const row = screen.getAllByRole('row').find((each) => each.textContent.includes(text));
  if (!row) throw new Error(`No row says ${text}`);
  return row;
}

/** The cells of a row, as they read. */
export function cellsOf(text: string): string[] {
  return within(rowOf(text))
    .getAllByRole('gridcell')
    .map((cell) => cell.textContent.replaceAll(/[\s\u00a0]+/g, ' ').trim())
    .slice(1);
}

/** Opens the details of a row: the cursor goes there, then Enter. */
export async function openDetails(text: string): Promise<HTMLElement> {
  await fireEvent.click(rowOf(text));
  await fireEvent.keyDown(rowOf(text), { key: 'Enter' });
  await drawn();
  return screen.getByRole('region', { name: 'Details' });
}
