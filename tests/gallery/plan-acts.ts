/** What a person would do to reach the scenes of a plan and its receipt. */

import type { Locator, Page } from 'playwright';
import type { SceneActs } from './scene-acts.ts';
import { settle } from './settle.ts';

const sheetOf = (page: Page): Locator => page.locator('dialog');

const fold =
  (index: number) =>
  async (page: Page): Promise<void> => {
    await sheetOf(page).locator('button[aria-expanded]').nth(index).click();
    await settle(page);
  };

const accept = (page: Page): Promise<void> => sheetOf(page).locator('footer .primary').click();

async function askRegistries(page: Page): Promise<void> {
  await accept(page);
  await settle(page);
  await sheetOf(page).locator('section > .button').click();
  await settle(page);
  await sheetOf(page).locator('section').last().scrollIntoViewIfNeeded();
}

export const planActs: SceneActs = {
  'plan-choices': (page) => sheetOf(page).locator('summary').first().click(),
  'plan-rows': fold(2),
  'plan-huge': async (page) => {
    await fold(3)(page);
    await sheetOf(page).locator('.body').hover();
    await page.mouse.wheel(0, 200_000);
  },
  'plan-details': async (page) => {
    await fold(3)(page);
    for (let row = 0; row < 4; row += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Space');
  },
  'plan-volumes': async (page) => {
    await fold(5)(page);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
  },
  'plan-empty': async (page) => {
    for (const tick of await sheetOf(page).locator('li > .head > input').all())
      if (await tick.isChecked()) await tick.click();
  },
  'plan-stays': async (page) =>
    fold((await sheetOf(page).locator('button[aria-expanded]').count()) - 1)(page),
  'plan-running': accept,
  'plan-held-up': accept,
  'plan-waiting': accept,
  'plan-receipt': accept,
  'plan-receipt-open': async (page) => {
    await accept(page);
    await settle(page);
    for (const index of [2, 4]) await sheetOf(page).locator('summary').nth(index).click();
  },
  'plan-pull-offers': askRegistries,
  'plan-pulling': askRegistries,
};
