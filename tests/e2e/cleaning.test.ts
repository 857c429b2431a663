/** Cleaning from tray, popover and window: seen first, one click from then on, the receipt everywhere. */

import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
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
beforeEach(async () => {
  home = createHome();
  bilge = await openBilge({ desktop, app, home, args: ['--sample'] });
});
afterEach(async () => {
  await bilge.close();
  home.remove();
});

async function clickDeepClean(): Promise<void> {
  const tray = await bilge.tray();
  await until('the offer in the menu', async () => {
    const entry = (await tray.menu()).find(({ label }) => label.startsWith('Deep clean, frees'));
    return entry?.isEnabled;
  });
  await tray.click(/^Deep clean, frees/);
}

it('the first deep clean from the tray opens its plan and deletes nothing', async () => {
  await clickDeepClean();
  const page = await bilge.page('window');
  const sheet = page.getByRole('dialog', { name: 'Deep clean' });
  await sheet.getByRole('heading', { name: 'Goes' }).waitFor();
  await sheet.getByRole('button', { name: 'Close' }).click();
  expect((await (await bilge.tray()).properties()).tooltip).toContain('Build cache 24.1');
});

it('an accepted plan can be stopped; with consent the next click takes the rest without a plan', async () => {
  await clickDeepClean();
  const page = await bilge.page('window');
  const sheet = page.getByRole('dialog');
  await sheet.getByText('From now on, clean at once').click();
  await sheet.getByRole('button', { name: /^Clean — frees/ }).click();
  await sheet.getByRole('button', { name: 'Stop' }).click();
  await sheet.getByText(/, took /).waitFor();
  expect(home.settings().cleansAtOnce).toHaveLength(1);
  await sheet.getByRole('button', { name: 'Close' }).click();

  await clickDeepClean();
  await until('the whole cache to be gone', async () =>
    (await (await bilge.tray()).properties()).tooltip.includes('Build cache 0') ? true : undefined,
  );
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.getByText(/^Last clean: .* freed/).waitFor();
});
