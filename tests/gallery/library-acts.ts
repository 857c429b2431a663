/** What a person would do to reach the scenes of `library-scenes.ts`, on a page that shows settings or history. */

import type { Page } from 'playwright';
import type { SceneActs } from './scene-acts.ts';

const [PRESETS, PROTECTION, ABOUT] = [3, 4, 7];
const section = (page: Page, index: number) => page.locator('main section').nth(index);
const show = (page: Page, index: number) =>
  section(page, index).evaluate((element) => element.scrollIntoView());
const firstOwn = (page: Page) => section(page, PRESETS).locator('li').nth(3);

export const libraryActs: SceneActs = {
  'update-current': (page) => show(page, ABOUT),
  'update-bad-reply': (page) => show(page, ABOUT),
  'update-newer-offline': (page) => show(page, ABOUT),
  'update-offline': (page) => show(page, ABOUT),
  'settings-presets': (page) => show(page, PRESETS),
  'settings-preset-deleted': async (page) => {
    await firstOwn(page).locator('button').nth(3).click();
    await show(page, PRESETS);
  },
  'preset-editor': (page) => firstOwn(page).locator('button').nth(1).click(),
  'preset-editor-wrong': async (page) => {
    await firstOwn(page).locator('button').nth(1).click();
    const form = page.locator('dialog form');
    await form.locator('input[type=text]').first().fill('');
    await form.locator('input[type=number]').first().fill('-1');
    for (const tick of await form.locator('fieldset fieldset input[type=checkbox]').all())
      await tick.uncheck();
    await page.locator('dialog footer .primary').click();
  },
  'settings-protection': (page) => show(page, PROTECTION),
  'settings-protection-edited': async (page) => {
    await section(page, PROTECTION).locator('li').nth(1).locator('button').first().click();
    await section(page, PROTECTION).locator('li input').fill('');
    await page.keyboard.press('Enter');
    await show(page, PROTECTION);
  },
  history: (page) => page.locator('tbody tr').nth(1).hover(),
  'history-receipt': async (page) => {
    await page.keyboard.press('/');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog details');
  },
  'history-not-found': async (page) => {
    await page.keyboard.press('/');
    await page.keyboard.type('postgres');
    await page.waitForSelector('.empty');
  },
};
