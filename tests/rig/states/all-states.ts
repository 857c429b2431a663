/** Every state of the table, in the order in which it is read. */

import { cacheStates } from './cache-states.ts';
import { containerStates } from './container-states.ts';
import type { FilledStates } from './filled-state.ts';
import { imageStates } from './image-states.ts';
import { keptStates } from './kept-states.ts';

export const allStates: FilledStates = { ...imageStates, ...cacheStates, ...containerStates, ...keptStates };
