/** What another language would do to a picture: every word two fifths longer. */

import type { Page } from 'playwright';

/** Lasts until the page draws its words anew. */
export async function lengthenWords(page: Page): Promise<void> {
  await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode())
      node.nodeValue = (node.nodeValue ?? '').replace(
        /\p{L}{2,}/gu,
        (word) => word + word.slice(-Math.ceil(word.length * 0.4)),
      );
  });
}

/** Buttons and headings whose words no longer fit into them. */
export async function burstIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, h1, h2, h3, label, legend, summary')]
      .filter((box) => box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).display !== 'inline')
      .filter((box) => box.getClientRects().length > 0 && box.closest('.spoken') === null)
      .map(
        ({ tagName, textContent }) =>
          `${tagName.toLowerCase()} is too narrow: ${textContent.trim().slice(0, 80)}`,
      ),
  );
}
