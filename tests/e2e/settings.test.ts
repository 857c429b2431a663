/** Settings changed in the window take effect at once everywhere, and are there after a restart. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Page } from 'playwright';
import { createHome, openBilge, type BilgeHome, type OpenBilge } from './bilge-app.ts';
import { startDesktop, type Desktop } from './desktop.ts';
import { placeBuiltApp, type PlacedApp } from './launch-app.ts';
import { until } from './until.ts';

let app: PlacedApp;
let desktop: Desktop;
let home: BilgeHome;
let bilge: OpenBilge;

beforeAll(async () => {
  app = placeBuiltApp();
  desktop = await startDesktop();
});
afterAll(async () => {
  await desktop.stop();
  app.remove();
});
beforeEach(() => {
  home = createHome();
});
afterEach(async () => {
  await bilge.close();
  home.remove();
});

async function openSettings(...args: readonly string[]): Promise<Page> {
  bilge = await openBilge({ desktop, app, home, args: ['--settings', ...args] });
  const page = await bilge.page('window');
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  return page;
}

it('speaks the chosen language in the window and in the tray, also after a restart', async () => {
  const page = await openSettings();
  await page.getByLabel('Language').selectOption('한국어');
  await page.getByRole('heading', { level: 1, name: '설정' }).waitFor();
  const inKorean = async (): Promise<true | undefined> =>
    (await (await bilge.tray()).menu()).some(({ label }) => label === 'Bilge 열기') ? true : undefined;
  await until('a Korean menu', inKorean);
  expect(home.settings().language).toBe('ko');

  await bilge.close();
  bilge = await openBilge({ desktop, app, home, args: ['--background'] });
  await until('a Korean menu', inKorean);
});

it('starts at login by an entry of the desktop that opens no window, until it is switched off', async () => {
  const entry = join(desktop.env['XDG_CONFIG_HOME'] ?? '', 'autostart', 'dev.bilge.Bilge.desktop');
  const page = await openSettings();
  expect(existsSync(entry)).toBe(false);
  const toggle = page.getByLabel('Start at login');
  await toggle.click();
  await until('the entry', () => (existsSync(entry) ? true : undefined));
  expect(readFileSync(entry, 'utf8')).toContain(`Exec="${app.executable}" "--background"`);
  await toggle.click();
  await until('the entry to go', () => (existsSync(entry) ? undefined : true));
});

it('follows the chosen theme', async () => {
  const page = await openSettings();
  // Playwright holds pages to the light scheme unless told not to.
  await page.emulateMedia({ colorScheme: null });
  const isDark = (): Promise<boolean> =>
    page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  expect(await isDark()).toBe(false);
  await page.getByLabel('Theme').selectOption('Dark');
  await until('the dark theme', async () => ((await isDark()) ? true : undefined));
});

it('says so where it cannot look for a new version, and goes on', async () => {
  const page = await openSettings('--host-resolver-rules=MAP * ~NOTFOUND');
  await page.getByRole('button', { name: 'Look for a new version' }).click();
  await page.getByText('The release page cannot be reached.').waitFor();
  await page.getByRole('switch', { name: 'Look for a new version once a day' }).click();
  await until('the setting to be kept', async () => (home.settings().looksForUpdates ? true : undefined));
});
