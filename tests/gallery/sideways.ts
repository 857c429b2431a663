/** What scrolls sideways in a picture: the page, or a pane that scrolls by itself and would hide it from the page. */

import type { Page } from 'playwright';

export function sidewaysIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('main, dialog, dialog .body')]
      .filter((pane) => pane.scrollWidth > pane.clientWidth && getComputedStyle(pane).overflowX !== 'hidden')
      .map(
        ({ tagName, scrollWidth, clientWidth }) =>
          `${tagName.toLowerCase()} scrolls sideways: ${scrollWidth} > ${clientWidth}`,
      ),
  );
}
