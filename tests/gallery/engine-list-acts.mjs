/** What a person would do to reach the scenes of `engine-list-scenes.ts`, on a page that shows one of those lists. */

const firstRow = (page) => page.locator('[data-index]').first();
const openFirst = async (page) => {
  await firstRow(page).focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('.panel dl, .panel section');
};
const toProjects = async (page) => {
  await page.locator('input[type=radio][value=project]').check({ force: true });
  await firstRow(page).waitFor();
};

const acts = new Map([
  ['images', (page) => firstRow(page).waitFor()],
  [
    'images-details',
    async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('shop');
      await page.waitForTimeout(200);
      await openFirst(page);
      await page.locator('.panel summary').nth(1).click();
    },
  ],
  [
    'images-none-found',
    async (page) => {
      await firstRow(page).waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('no such thing');
      await page.waitForTimeout(200);
    },
  ],
  ['images-not-read', (page) => page.waitForTimeout(200)],
  ['images-empty', (page) => page.waitForTimeout(200)],
  ['images-lost', (page) => page.waitForTimeout(200)],
  ['containers', (page) => firstRow(page).waitFor()],
  [
    'containers-details',
    async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('shop-api-1');
      await page.waitForTimeout(200);
      await openFirst(page);
      await page.locator('.panel pre').first().scrollIntoViewIfNeeded();
    },
  ],
  ['containers-unmeasured', (page) => firstRow(page).waitFor()],
  ['containers-measuring', (page) => firstRow(page).waitFor()],
  ['containers-empty', (page) => page.waitForTimeout(200)],
  ['projects', toProjects],
  [
    'projects-details',
    async (page) => {
      await toProjects(page);
      await page.keyboard.press('/');
      await page.keyboard.type('"shop"');
      await page.waitForTimeout(200);
      await openFirst(page);
    },
  ],
  ['volumes', (page) => firstRow(page).waitFor()],
  ['volumes-details', openFirst],
  ['volumes-unmeasured', (page) => firstRow(page).waitFor()],
  ['volumes-measuring', (page) => firstRow(page).waitFor()],
  ['volumes-empty', (page) => page.waitForTimeout(200)],
  ['builders', (page) => page.waitForSelector('table')],
  ['builders-unmeasured', (page) => page.waitForSelector('table')],
  ['builders-none', (page) => page.waitForSelector('table')],
  ['builders-lost', (page) => page.waitForTimeout(200)],
]);

export const ENGINE_LIST_SCENES = [...acts.keys()];

/** Does nothing for any other scene. */
export async function actInEngineLists(page, scene) {
  const act = acts.get(scene);
  if (!act) return;
  await page.waitForSelector('main h1');
  await act(page);
  await page.waitForTimeout(200);
}
