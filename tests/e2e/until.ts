/** Waits for something outside this process to become true, and says what it waited for when it does not. */

import { setTimeout as delay } from 'node:timers/promises';

/** Resolves with the first answer that is not undefined; a check that throws is asked again. */
export async function until<T>(
  what: string,
  check: () => Promise<T | undefined> | T | undefined,
  timeoutMs = 10_000,
): Promise<T> {
  const deadlineMs = Date.now() + timeoutMs;
  let lastError: unknown;
  while (Date.now() < deadlineMs) {
    try {
      const answer = await check();
      if (answer !== undefined) return answer;
    } catch (error) {
      lastError = error;
    }
    await delay(25);
  }
  throw new Error(`waited ${timeoutMs} ms in vain for ${what}`, { cause: lastError });
}
