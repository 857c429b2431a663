/** What a person would do to see the most of the scenes of `hostile-scenes.ts`. */

const row = (page) => page.locator('main [role=row]');
/** The unbroken word is the sixth of the texts, and tells the most. */
const openDetails = async (page) => {
  await row(page).nth(6).click();
  await page.keyboard.press('Enter');
};
const look = (page, index) => page.locator('main input[type=radio]').nth(index).check({ force: true });

const acts = new Map([
  ['hostile-overview', async () => undefined],
  ['hostile-cache', openDetails],
  ['hostile-cache-tree', (page) => look(page, 1)],
  ['hostile-cache-map', (page) => look(page, 2)],
  ['hostile-images', openDetails],
  ['hostile-containers', openDetails],
  ['hostile-projects', (page) => look(page, 1)],
  ['hostile-volumes', openDetails],
  ['hostile-builders', async () => undefined],
  ['hostile-history', (page) => page.locator('main tbody tr').first().click()],
  ['hostile-settings', async () => undefined],
  ['hostile-plan', (page) => unfold(page)],
  ['hostile-receipt', (page) => page.locator('dialog footer .primary').click()],
]);

export const HOSTILE_SCENES = [...acts.keys()];

export async function actInHostile(page, scene) {
  const act = acts.get(scene);
  if (act === undefined) return;
  await page.waitForTimeout(300);
  await act(page);
  await page.waitForTimeout(300);
}

async function unfold(page) {
  const folds = page.locator('dialog button[aria-expanded=false]');
  while ((await folds.count()) > 0) {
    await folds.first().click();
    await page.waitForTimeout(150);
  }
}

/** What reaches beyond the side of its page, or of the pane that scrolls it. */
export async function sidewaysIn(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = globalThis.document.documentElement;
    const panes = [...globalThis.document.querySelectorAll('main, dialog, dialog .body, [data-pane]')];
    const wide = panes.filter(
      (pane) =>
        pane.scrollWidth > pane.clientWidth && globalThis.getComputedStyle(pane).overflowX !== 'hidden',
    );
    return [
      ...(scrollWidth > clientWidth ? [`the page scrolls sideways: ${scrollWidth} > ${clientWidth}`] : []),
      ...wide.map(
        (pane) => `${pane.tagName} ${pane.className} is too wide: ${pane.scrollWidth} > ${pane.clientWidth}`,
      ),
    ];
  });
}
