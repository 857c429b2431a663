/** A preset, a protect rule and the history in the real app: from the keyboard to the settings file and back. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright';
import { openOnSample, type SampleSession } from './sample-session.ts';

let session: SampleSession;
let page: Page;

beforeAll(async () => {
  session = await openOnSample();
  page = session.page;
});
afterAll(() => session.close());

it('saves a preset made with the keyboard, and says what it frees', async () => {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Duplicate: Cache clean' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('All my cache');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(session.home.settings().presets).toMatchObject([
    { name: 'All my cache', choices: { kinds: ['record'] } },
  ]);
  await page
    .getByRole('listitem')
    .filter({ hasText: 'All my cache' })
    .getByText(/^frees \d/)
    .waitFor();
});

it('counts what a rule keeps, and plans without it', async () => {
  await page.getByLabel('What it protects').selectOption('Cache type');
  await page.getByLabel('Pattern').fill('exec.cachemount');
  await page.keyboard.press('Enter');
  await page.getByText(/^Protects \d+ items? now/).waitFor();
  expect(session.home.settings().protectRules).toEqual([{ kind: 'cache-type', pattern: 'exec.cachemount' }]);
});

it('cleans by the preset, and finds its receipt in the history', async () => {
  await page.getByRole('button', { name: 'Plan it: All my cache' }).click();
  const sheet = page.getByRole('dialog', { name: 'All my cache' });
  await sheet.getByRole('button', { name: /^Clean — frees/ }).click();
  await sheet.getByText(/^\d+ items deleted$/).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'History' }).click();
  const row = page.getByRole('row').filter({ hasText: 'All my cache' });
  await row.getByText('Done').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('nothing of this name');
  await page.getByText('Nothing found for “nothing of this name”.').waitFor();
  await page.keyboard.press('Escape');
  await row.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'All my cache' }).waitFor();
});
