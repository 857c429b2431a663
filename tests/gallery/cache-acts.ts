/** What a person would do to reach the scenes of `cache-scenes.ts`, on a page that shows the build cache. */

import type { Page } from 'playwright';
import type { SceneActs } from './scene-acts.ts';
import { settle } from './settle.ts';

const row = (page: Page, index: number) => page.locator(`[data-index="${index}"]`);
const look = (page: Page, index: number) => page.locator('main [role=radiogroup] label').nth(index).click();
async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    // Each key is answered in a frame of its own.
    await settle(page);
  }
}

export const cacheActs: SceneActs = {
  'cache-list': (page) => row(page, 2).hover(),
  'cache-details': async (page) => {
    await row(page, 0).focus();
    await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
  },
  'cache-marked': async (page) => {
    await row(page, 0).focus();
    await press(page, 'Space', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
    await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown');
  },
  'cache-plan': async (page) => {
    await row(page, 0).focus();
    await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown', 'Delete');
    await page.waitForSelector('dialog');
  },
  'cache-tree': async (page) => {
    await look(page, 1);
    await row(page, 0).focus();
    await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  },
  'cache-tree-found': async (page) => {
    await look(page, 1);
    await press(page, '/');
    await page.keyboard.type('x7f00000');
  },
  'cache-map': (page) => look(page, 2),
  'cache-map-details': async (page) => {
    await look(page, 2);
    await row(page, 0).focus();
    await press(page, 'ArrowRight', 'Space', 'ArrowDown', 'Enter');
  },
  'cache-none-found': async (page) => {
    await press(page, '/');
    await page.keyboard.type('postgres');
  },
  'cache-huge': async (page) => {
    await row(page, 0).focus();
    await press(page, 'End');
  },
};
