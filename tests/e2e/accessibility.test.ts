/** Every surface passes axe (WCAG 2.2 AA) in the real app, in both schemes and at 200 % zoom. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import type { AxeResults, RunOptions } from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOnSample, type SampleSession } from './sample-session.ts';

/** Evaluated rather than added as a script, which the pages' content policy refuses. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let session: SampleSession;
let page: Page;

beforeAll(async () => {
  session = await openOnSample();
  page = session.page;
});
afterAll(() => session.close());

async function violations(of: Page): Promise<readonly string[]> {
  await of.evaluate(axeSource);
  const options: RunOptions = {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  };
  const { violations: found } = await of.evaluate(
    (given) => (globalThis as unknown as { axe: { run(o: RunOptions): Promise<AxeResults> } }).axe.run(given),
    options,
  );
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
  beforeAll(() => page.emulateMedia({ colorScheme }));

  it('the overview', async () => {
    await page.getByRole('button', { name: 'Overview' }).click();
    expect(await violations(page)).toEqual([]);
  });

  it('the settings', async () => {
    await page.getByRole('button', { name: 'Settings' }).click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Overview' }).click();
  });

  it('the plan', async () => {
    await page.getByRole('button', { name: /^Deep clean — frees/ }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('heading', { name: 'Goes' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('the plan, opened to its choices, rows and details', async () => {
    const sheet = page.getByRole('dialog');
    await sheet.locator('summary').first().click();
    await sheet.getByRole('button', { name: /^\d+ cache records/ }).click();
    await sheet
      .getByRole('list', { name: /cache records/ })
      .getByRole('button')
      .first()
      .click();
    await sheet.getByText('Why it goes').waitFor();
    expect(await violations(page)).toEqual([]);
    await sheet.getByRole('button', { name: 'Close' }).click();
  });

  it('the popover', async () => {
    const tray = await session.bilge.tray();
    await tray.activate();
    const popover = await session.bilge.page('popover');
    await popover.emulateMedia({ colorScheme });
    await popover.getByRole('button', { name: /^Deep clean — frees/ }).waitFor();
    expect(await violations(popover)).toEqual([]);
    await popover.keyboard.press('Escape');
  });
});

it('the overview at 200 % zoom needs no sideways scrolling', async () => {
  await session.bilge.electron.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.setZoomFactor(2);
  });
  expect(await violations(page)).toEqual([]);
  const overflowPx = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflowPx).toBeLessThanOrEqual(0);
});
