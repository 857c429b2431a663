/** How quick a list feels, measured in the page that shows it. */

/// <reference lib="dom" />

import type { Page } from 'playwright';

/** Longer than anything is meant to take. */
const PATIENCE_MS = 30_000;
const SCROLL_MS = 4_000;
/** Nothing changes by then: the answer was the same. */
const NO_ANSWER_MS = 2_000;

/** From the click on a screen's entry to its first drawn rows, ms. */
export async function firstRows(page: Page, screen: string, heading = screen): Promise<number> {
  await page.getByRole('button', { name: screen, exact: true }).focus();
  return page.evaluate(
    async ([name, patienceMs]) => {
      const beganMs = performance.now();
      (document.activeElement as HTMLElement).click();
      const isThere = (): boolean =>
        document.querySelector('main h1')?.textContent === name &&
        document.querySelector('main [data-index]') !== null;
      while (!isThere()) {
        await new Promise(requestAnimationFrame);
        if (performance.now() - beganMs > patienceMs) throw new Error(`no rows on the screen ${name}`);
      }
      await new Promise(requestAnimationFrame);
      return performance.now() - beganMs;
    },
    [heading, PATIENCE_MS] as const,
  );
}

/** Scrolls by half a page a frame, down and up again, as a held wheel does. */
export async function scroll(page: Page): Promise<{ readonly longestMs: number; readonly frames: number }> {
  return page.evaluate(async (durationMs) => {
    const frame = (): Promise<number> => new Promise((drawn) => requestAnimationFrame(drawn));
    const scroller = (): Element | null => {
      let pane = document.querySelector('main [data-index]');
      while (pane !== null && pane.scrollHeight <= pane.clientHeight + 1) pane = pane.parentElement;
      return pane;
    };
    const pane = scroller();
    if (pane === null) throw new Error('nothing scrolls');
    let [longestMs, frames, before] = [0, 0, await frame()];
    const endMs = before + durationMs;
    for (let way = 1; before < endMs; frames += 1) {
      pane.scrollTop += (way * pane.clientHeight) / 2;
      if (pane.scrollTop + pane.clientHeight >= pane.scrollHeight - 1 || pane.scrollTop === 0) way = -way;
      const now = await frame();
      longestMs = Math.max(longestMs, now - before);
      before = now;
    }
    pane.scrollTop = 0;
    return { longestMs, frames };
  }, SCROLL_MS);
}

/** From each keystroke to the drawn answer, ms; where two letters find the same there is none. */
export async function typeFilter(page: Page, text: string): Promise<readonly number[]> {
  const field = page.getByRole('searchbox');
  await field.focus();
  const keystrokesMs: number[] = [];
  for (const character of text) {
    await page.evaluate((noAnswerMs) => {
      const began = { atMs: 0, totals: document.querySelector('main search [role=status]')?.textContent };
      addEventListener('keydown', () => (began.atMs = performance.now()), { once: true, capture: true });
      (globalThis as { answered?: Promise<number> }).answered = new Promise((answered) => {
        const look = (): void => {
          const isDrawn =
            began.atMs > 0 &&
            document.querySelector('main [aria-busy=true]') === null &&
            document.querySelector('main search [role=status]')?.textContent !== began.totals;
          // Two letters may find the same: then no answer is late.
          if (isDrawn || (began.atMs > 0 && performance.now() - began.atMs > noAnswerMs))
            answered(performance.now() - began.atMs);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
    }, NO_ANSWER_MS);
    await page.keyboard.press(character);
    const tookMs = await page.evaluate(() => (globalThis as { answered?: Promise<number> }).answered);
    if (tookMs !== undefined && tookMs < NO_ANSWER_MS) keystrokesMs.push(tookMs);
  }
  await field.fill('');
  return keystrokesMs;
}
