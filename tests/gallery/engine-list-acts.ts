/** What a person would do to reach the scenes of `engine-list-scenes.ts`, on a page that shows one of those lists. */

import type { Locator, Page } from 'playwright';
import type { SceneActs } from './scene-acts.ts';
import { settle } from './settle.ts';

const firstRow = (page: Page): Locator => page.locator('[data-index]').first();
const openFirst = async (page: Page): Promise<void> => {
  await firstRow(page).focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('.panel dl, .panel section');
};
const toProjects = async (page: Page): Promise<void> => {
  await page.locator('input[type=radio][value=project]').check({ force: true });
  await firstRow(page).waitFor();
};

export const engineListActs: SceneActs = {
  'images-details': async (page) => {
    await page.keyboard.press('/');
    await page.keyboard.type('shop');
    await settle(page);
    await openFirst(page);
    await page.locator('.panel summary').nth(1).click();
  },
  'images-none-found': async (page) => {
    await firstRow(page).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('no such thing');
    await settle(page);
  },
  'containers-details': async (page) => {
    await page.keyboard.press('/');
    await page.keyboard.type('shop-api-1');
    await settle(page);
    await openFirst(page);
    await page.locator('.panel pre').first().scrollIntoViewIfNeeded();
  },
  projects: toProjects,
  'projects-details': async (page) => {
    await toProjects(page);
    await page.keyboard.press('/');
    await page.keyboard.type('workshop');
    await settle(page);
    await openFirst(page);
  },
  'volumes-details': openFirst,
};
