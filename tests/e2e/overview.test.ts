/** The overview in the real app, over an engine with history: the first run, the chart under the content policy, what came. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { engineKey } from '../../electron/core/engine-key.ts';
import { createHome, openBilge, type BilgeHome, type OpenBilge } from './bilge-app.ts';
import { startDesktop, type Desktop } from './desktop.ts';
import { placeBuiltApp, type PlacedApp } from './launch-app.ts';
import { startTroubledEngine, type TroubledEngine } from './troubled-engine.ts';
import { until } from './until.ts';

const HOUR_MS = 3_600_000;
const GB = 1_000_000_000;

let app: PlacedApp;
let desktop: Desktop;
let engine: TroubledEngine;
let home: BilgeHome;
let bilge: OpenBilge;
let page: Page;
/** What the page was refused, and what it complained of. */
const refused: string[] = [];

beforeAll(async () => {
  app = placeBuiltApp();
  desktop = await startDesktop();
  engine = await startTroubledEngine();
  home = createHome(engine.endpoint);
  writeHistory(home, engine.endpoint);
  bilge = await openBilge({ desktop, app, home, args: ['--settings'] });
  page = await bilge.page('window');
  page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
  page.on('pageerror', (error) => refused.push(error.message));
  await page.getByRole('button', { name: 'Overview' }).click();
});
afterAll(async () => {
  await bilge.close();
  await desktop.stop();
  await engine.dispose();
  app.remove();
  home.remove();
});

/** Forty days: the cache as it may have been, the disk losing 2 GB a day until now, with 50 GB left. */
function writeHistory({ dir }: BilgeHome, endpoint: string): void {
  const key = engineKey({
    endpoint,
    id: '5a3b1e60-0000-4000-8000-000000000000',
    rootDir: '/sample/var/lib/docker',
  });
  const lines = Array.from({ length: 40 * 24 }, (_, hour) => {
    const hoursAgo = 40 * 24 - hour;
    const atMs = Date.now() - hoursAgo * HOUR_MS;
    const samples = [
      [atMs, key, 'cache', 20 * GB + (hour % 72) * 0.1 * GB],
      [atMs, key, 'disk-free', Math.round((50 + hoursAgo / 12) * GB)],
    ];
    return samples.map((sample) => `\n${JSON.stringify(sample)}`).join('');
  });
  mkdirSync(join(dir, 'state'), { recursive: true });
  writeFileSync(join(dir, 'state', 'samples'), lines.join(''));
}

it('welcomes at the first run, in three steps, and saves what was chosen at the end', async () => {
  const welcome = page.getByRole('region', { name: 'Welcome to Bilge' });
  await welcome.getByText('Step 1 of 3').waitFor();
  await welcome.getByRole('radio', { checked: true }).waitFor();
  await welcome
    .getByText(/28\.|Docker/)
    .first()
    .waitFor();
  await welcome.getByRole('button', { name: 'Next' }).click();
  await welcome.getByRole('radio', { name: /^My own/ }).check();
  await welcome.getByRole('spinbutton', { name: 'Build-cache budget' }).fill('30');
  await welcome.getByRole('button', { name: 'Next' }).click();
  expect(await welcome.getByRole('switch', { name: 'Start at login' }).isChecked()).toBe(false);
  await welcome.getByRole('button', { name: 'Done' }).click();
  await welcome.waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Overview');
  expect(home.settings()).toMatchObject({ isWelcomed: true, budgetBytes: 30 * GB, startsAtLogin: false });
});

it('draws the history, and the keyboard goes along it', async () => {
  const chart = page.getByRole('slider', { name: 'Build cache over 48 hours' });
  await chart.waitFor();
  const told = () => chart.getAttribute('aria-valuetext');
  const atEnd = await told();
  await chart.focus();
  await chart.press('Home');
  await until('another point', async () => ((await told()) === atEnd ? undefined : true));
  expect(await told()).toMatch(/^\w{3} \d\d:\d\d: 2\d\.\d\sGB$/);
  await page.getByRole('radio', { name: '90 days' }).check({ force: true });
  await page.getByRole('slider', { name: 'Build cache over 90 days' }).waitFor();
  await page.getByText('As a table').click();
  await page.getByRole('table', { name: 'Build cache over 90 days' }).waitFor();
});

it('is drawn anew in the colours of another theme', async () => {
  const picture = () => page.evaluate(() => document.querySelector('canvas')?.toDataURL());
  const light = await picture();
  await page.emulateMedia({ colorScheme: 'dark' });
  await until('other colours', async () => ((await picture()) === light ? undefined : true));
  await page.emulateMedia({ colorScheme: 'light' });
  await until('the colours of before', async () => ((await picture()) === light ? true : undefined));
});

it('foretells when the disk is full', async () => {
  const { forecast } = await page.evaluate(() => window.bilge.getState());
  expect(forecast).toMatchObject({ kind: 'fills' });
  if (forecast.kind === 'fills') expect(forecast.likelyDays).toBeCloseTo(25, 0);
});

it('leads from what came of late to the thing itself', async () => {
  await page.getByRole('radio', { name: 'Since last week' }).check({ force: true });
  const newest = page.getByRole('list', { name: 'Largest new things' }).getByRole('button').first();
  await newest.click();
  await page.getByRole('heading', { level: 1, name: /Build cache|Images|Containers|Volumes/ }).waitFor();
  await page.keyboard.press('Control+1');
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
});

it('shows all keys when asked, and goes back to where one was', async () => {
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await sheet.getByText('Go to').waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
});

it('was refused nothing by its content policy, and complained of nothing', () => {
  expect(refused).toEqual([]);
});
