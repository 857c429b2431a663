/** What Docker's container states are called. */

import { m } from '../../../shared/paraglide/messages.js';
import type { ContainerState } from '../../../shared/usage.ts';

/** A map, since the engine names the state: no word of an object's prototype may answer. */
const words: ReadonlyMap<string, () => string> = new Map([
  ['created', () => m.containers_state_created()],
  ['running', () => m.containers_state_running()],
  ['paused', () => m.containers_state_paused()],
  ['restarting', () => m.containers_state_restarting()],
  ['removing', () => m.containers_state_removing()],
  ['exited', () => m.containers_state_exited()],
  ['dead', () => m.containers_state_dead()],
]);

/** `running`; a state of a newer engine goes by its own name, which is hostile. */
export function containerStateWord(state: ContainerState): string {
  return words.get(state)?.() ?? state;
}
