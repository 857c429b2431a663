/** Waits until what was asked for is drawn: pages answer at once, but each answer is drawn in a frame of its own. */

import type { Page } from 'playwright';

export async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((drawn) => {
        let frames = 8;
        const next = (): void => {
          frames -= 1;
          if (frames === 0) drawn();
          else requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
      }),
  );
}
