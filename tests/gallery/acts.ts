/** What a person would do to reach a scene, once its screen is there; most scenes are there by themselves. */

import type { Page } from 'playwright';
import type { SceneActs } from './scene-acts.ts';
import { cacheActs } from './cache-acts.ts';
import { engineListActs } from './engine-list-acts.ts';
import { hostileActs } from './hostile-acts.ts';
import { libraryActs } from './library-acts.ts';
import { overviewActs } from './overview-acts.ts';
import { planActs } from './plan-acts.ts';
import { settle } from './settle.ts';

const acts: SceneActs = {
  ...planActs,
  ...libraryActs,
  ...overviewActs,
  ...cacheActs,
  ...engineListActs,
  ...hostileActs,
};
/** What is covered by a sheet. */
const SHEETS = /^(plan(-|$)|hostile-(plan|receipt)$)/;

export async function actInScene(page: Page, scene: string): Promise<void> {
  if (SHEETS.test(scene)) await page.waitForSelector('dialog');
  await settle(page);
  const act = acts[scene];
  if (act === undefined) return;
  await act(page);
  await settle(page);
}
