/** What a person would do to see the most of the scenes of `hostile-scenes.ts`. */

import type { Page } from 'playwright';
import type { SceneActs } from './scene-acts.ts';

/** By script: each fold makes the next click slower. */
const unfold = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const folded = () => document.querySelector<HTMLElement>('dialog button[aria-expanded=false]');
    for (let fold = folded(); fold !== null; fold = folded()) {
      fold.scrollIntoView();
      fold.click();
      await new Promise(requestAnimationFrame);
    }
  });
const openDetails = async (page: Page): Promise<void> => {
  await page.locator('main [role=row]').nth(6).click();
  await page.keyboard.press('Enter');
};
const look = (page: Page, index: number): Promise<void> =>
  page.locator('main input[type=radio]').nth(index).check({ force: true });

export const hostileActs: SceneActs = {
  'hostile-cache': openDetails,
  'hostile-cache-tree': (page) => look(page, 1),
  'hostile-cache-map': (page) => look(page, 2),
  'hostile-images': openDetails,
  'hostile-containers': openDetails,
  'hostile-projects': (page) => look(page, 1),
  'hostile-volumes': openDetails,
  'hostile-history': (page) => page.locator('main tbody tr').first().click(),
  'hostile-plan': unfold,
  'hostile-receipt': (page) => page.locator('dialog footer .primary').click(),
};
