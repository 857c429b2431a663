/** The plan sheet on the sample engine, by the keyboard alone: change the plan, see its figures follow, protect, confirm. */

import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openOnSample, type SampleSession } from './sample-session.ts';
import { until } from './until.ts';

let session: SampleSession;
let page: Page;
let sheet: Locator;

beforeAll(async () => {
  session = await openOnSample();
  page = session.page;
  sheet = page.getByRole('dialog');
});
afterAll(() => session.close());
beforeEach(async () => {
  if ((await sheet.count()) > 0) await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'See the plan' }).press('Enter');
  await sheet.getByRole('heading', { name: 'Goes' }).waitFor();
});

const accept = () => sheet.getByRole('button', { name: /^Clean — frees/ });
const head = (name: RegExp) => sheet.getByRole('button', { name });
const focused = () => page.locator(':focus');

/** Opens a group with its head's Enter and goes to its first row. */
async function firstRowOf(name: RegExp): Promise<void> {
  await head(name).first().press('Enter');
  const row = sheet.getByRole('list', { name }).getByRole('checkbox').first();
  await row.waitFor();
  await page.keyboard.press('ArrowDown');
  await until('the first row', async () =>
    (await row.evaluate((element) => element === document.activeElement)) ? true : undefined,
  );
}

/** Waits until the button names other bytes than before. */
async function otherBytes(before: string | null): Promise<void> {
  await until('other figures', async () => ((await accept().textContent()) === before ? undefined : true));
}

it('a row is reached, read and unticked, and the figures follow', async () => {
  const before = await accept().textContent();
  await firstRowOf(/^\d+ images/);
  await page.keyboard.press('Enter');
  await sheet.getByText('Why it goes').waitFor();
  await page.keyboard.press('Escape');
  expect(await sheet.getByText('Why it goes').count()).toBe(0);
  await page.keyboard.press('Space');
  await otherBytes(before);
  await head(/^\d+ images 1 unticked/).waitFor();
  await page.keyboard.press('Space');
  await until('the old figures', async () => ((await accept().textContent()) === before ? true : undefined));
});

it('a rule is added from a row, saved, and its row stays from then on', async () => {
  await firstRowOf(/^\d+ containers?/);
  await page.keyboard.press('p');
  await until('a rule to press', async () =>
    (await focused().getAttribute('data-rule')) === '' ? true : undefined,
  );
  await page.keyboard.press('Enter');
  await sheet.getByRole('button', { name: /^\d+ containers? protected/ }).waitFor();
  expect(session.home.settings().protectRules).toHaveLength(1);
});

it('choices change the plan in place, and are saved as a preset', async () => {
  const before = await accept().textContent();
  await sheet.locator('summary').first().press('Enter');
  await sheet.getByRole('checkbox', { name: 'Images', exact: true }).press('Space');
  await otherBytes(before);
  expect(await head(/^\d+ images [\d.]/).count()).toBe(0);
  await sheet.getByRole('button', { name: 'Save as preset…' }).press('Enter');
  await page.keyboard.type('No images');
  await page.keyboard.press('Enter');
  await sheet.getByText('Saved as “No images”.').waitFor();
  expect(session.home.settings().presets).toMatchObject([{ name: 'No images' }]);
});

it('a named volume needs its tick and the typed word', async () => {
  await sheet.locator('summary').first().press('Enter');
  await sheet.getByRole('checkbox', { name: 'Anonymous volumes' }).press('Space');
  await head(/named volumes? none ticked/).waitFor();
  await firstRowOf(/named volume/);
  await page.keyboard.press('Space');
  const word = sheet.getByRole('textbox', { name: /Type “delete”/ });
  await word.waitFor();
  expect(await accept().isDisabled()).toBe(true);
  await word.press('End');
  await page.keyboard.type('delete');
  expect(await accept().isDisabled()).toBe(false);
});
