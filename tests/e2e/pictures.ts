/** Keeps pictures of what a test saw, as an artefact; `BILGE_PICTURES` names the folder, without it none is kept. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Desktop } from './desktop.ts';

const folder = process.env['BILGE_PICTURES'];

export async function keepScreen(desktop: Desktop, name: string): Promise<void> {
  const file = pictureFile(name);
  if (file !== undefined) await desktop.screenshot(file);
}

export async function keepPage(page: Page, name: string): Promise<void> {
  const file = pictureFile(name);
  if (file !== undefined) await page.screenshot({ path: file, animations: 'disabled' });
}

function pictureFile(name: string): string | undefined {
  if (folder === undefined) return undefined;
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.png`);
}
