/** Asks an engine again where a snapshot went while it was measured. */

import { setTimeout as delay } from 'node:timers/promises';

const MOST_ATTEMPTS = 50;

/**
 * A build that has just ended takes snapshots away that a df of the containerd store then misses (seen on 28.5): asked again, it is
 * well. `wordsOf` finds the engine's words in an answer; the last answer is given whatever it says.
 */
export async function askAgainForSnapshots<T>(
  ask: () => Promise<T>,
  wordsOf: (answer: T) => string,
): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    const answer = await ask();
    if (attempts === MOST_ATTEMPTS || !/snapshot \S+ does not exist/.test(wordsOf(answer))) return answer;
    await delay(50);
  }
}
