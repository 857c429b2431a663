/** What a person would do to reach the scenes of `overview-scenes.ts`. */

import type { Page } from 'playwright';
import type { SceneActs } from './scene-acts.ts';
import { settle } from './settle.ts';

const drawn = (page: Page): Promise<unknown> => page.waitForSelector('.u-over');
const next = (page: Page): Promise<unknown> => page.locator('section footer .primary').first().click();
const show = (page: Page, index: number) =>
  page
    .locator('main section.card')
    .nth(index)
    .evaluate((element) => element.scrollIntoView());

export const overviewActs: SceneActs = {
  overview: drawn,
  'overview-90-days': async (page) => {
    await page.locator('main input[type=radio][value="90d"]').check({ force: true });
    await settle(page);
    await show(page, 1);
    await page.locator('.u-over').hover({ position: { x: 220, y: 60 } });
  },
  'overview-disk': async (page) => {
    await page.locator('main select').first().selectOption('disk-free');
    await settle(page);
    await show(page, 1);
    await page.locator('[role=slider]').focus();
    await page.keyboard.press('PageUp');
  },
  'overview-table': async (page) => {
    await drawn(page);
    await page.locator('main summary').first().click();
    await show(page, 1);
  },
  'overview-below': async (page) => {
    await drawn(page);
    await show(page, 3);
  },
  'overview-filling-soon': (page) => show(page, 1),
  'overview-not-filling': (page) => show(page, 1),
  'overview-no-history': (page) => show(page, 1),
  'overview-huge': drawn,
  'welcome-budget': next,
  'welcome-login': async (page) => {
    await next(page);
    await next(page);
  },
  shortcuts: async (page) => {
    await page.keyboard.press('?');
    await page.waitForSelector('dialog');
  },
};
