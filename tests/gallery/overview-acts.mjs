/** What a person would do to reach the scenes of `overview-scenes.ts`. */

const drawn = (page) => page.waitForSelector('.u-over');
const next = (page) => page.locator('section footer .primary').first().click();
const show = (page, index) =>
  page
    .locator('main section.card')
    .nth(index)
    .evaluate((element) => element.scrollIntoView());

const acts = new Map([
  ['overview', drawn],
  [
    'overview-90-days',
    async (page) => {
      await page.locator('main input[type=radio][value="90d"]').check({ force: true });
      await page.waitForTimeout(100);
      await show(page, 1);
      await page.locator('.u-over').hover({ position: { x: 220, y: 60 } });
    },
  ],
  [
    'overview-disk',
    async (page) => {
      await page.locator('main select').first().selectOption('disk-free');
      await page.waitForTimeout(100);
      await show(page, 1);
      await page.locator('[role=slider]').focus();
      await page.keyboard.press('PageUp');
    },
  ],
  [
    'overview-table',
    async (page) => {
      await drawn(page);
      await page.locator('main summary').first().click();
      await show(page, 1);
    },
  ],
  [
    'overview-below',
    async (page) => {
      await drawn(page);
      await show(page, 3);
    },
  ],
  ['overview-filling-soon', (page) => show(page, 1)],
  ['overview-not-filling', (page) => show(page, 1)],
  ['overview-no-history', (page) => show(page, 1)],
  ['overview-huge', drawn],
  ['welcome', (page) => page.waitForSelector('[role=radiogroup]')],
  ['welcome-budget', next],
  [
    'welcome-login',
    async (page) => {
      await next(page);
      await next(page);
    },
  ],
  ['welcome-no-engine', (page) => page.waitForSelector('section footer')],
  ['welcome-sample', (page) => page.waitForSelector('[role=radiogroup]')],
  ['empty-first-run', (page) => page.waitForSelector('[role=radiogroup]')],
]);
/** These are states of the popover as well. */
const BOTH = [
  ...['disk-low', 'disk-low-deep', 'disk-low-nothing', 'paused', 'shortcuts'],
  ...['not-found-darwin', 'not-found-win32', 'refused-darwin', 'refused-win32'],
  ...['forbidden-darwin', 'forbidden-win32'],
];

export const OVERVIEW_SCENES = [...acts.keys()];
export const STATE_SCENES = BOTH;

/** Does nothing for any other scene. */
export async function actInOverview(page, scene) {
  if (scene === 'shortcuts') {
    await page.keyboard.press('?');
    await page.waitForSelector('dialog');
  }
  const act = acts.get(scene);
  if (!act) return;
  await act(page);
  await page.waitForTimeout(200);
}
