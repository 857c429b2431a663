/**
 * Draws the gallery: every scene in both surfaces, checked with axe, as pictures in a folder.
 *   node tests/gallery/draw.mjs FOLDER [SCENE…]
 * LOOKS=light-en,dark-ko draws those looks alone. Needs a Chromium: CHROMIUM=/path, else /usr/bin/chromium.
 */

import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { CACHE_SCENES, actInCache } from './cache-acts.mjs';
import { ENGINE_LIST_SCENES, actInEngineLists } from './engine-list-acts.mjs';
import { HOSTILE_SCENES, actInHostile, sidewaysIn } from './hostile-acts.mjs';
import { LIBRARY_SCENES, actInLibrary } from './library-acts.mjs';
import { OVERVIEW_SCENES, STATE_SCENES, actInOverview } from './overview-acts.mjs';
import { serveGallery } from './serve.mjs';

const [folder, ...wanted] = process.argv.slice(2);
if (!folder) throw new Error('Usage: node tests/gallery/draw.mjs FOLDER [SCENE…]');

const SCENES = [
  ...[
    'ready',
    'sample',
    'empty',
    'connecting',
    'running',
    'stopping',
    'waiting',
    'planning',
    'interrupted',
    'stale',
  ],
  ...['not-found', 'refused', 'forbidden', 'too-old', 'asleep', 'busy', 'timed-out', 'bad-reply', 'gone'],
  ...[
    'plan',
    'plan-choices',
    'plan-rows',
    'plan-details',
    'plan-volumes',
    'plan-empty',
    'plan-stays',
    'plan-huge',
  ],
  ...['plan-nothing', 'plan-failed', 'plan-running', 'plan-held-up', 'plan-waiting'],
  ...['plan-receipt', 'plan-receipt-open', 'plan-pull-offers', 'plan-pulling'],
  ...['settings', 'settings-open'],
  ...OVERVIEW_SCENES,
  ...STATE_SCENES,
  ...LIBRARY_SCENES,
  ...CACHE_SCENES,
  ...ENGINE_LIST_SCENES,
  ...HOSTILE_SCENES,
];
/** Looks that are drawn for every scene, and those for which a few scenes are enough. */
const LOOKS = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'ko' },
  { theme: 'light', language: 'zh-CN' },
  { theme: 'dark', language: 'en' },
];
const wantedLooks = process.env.LOOKS?.split(',');
const SPECIAL_SCENES = [
  ...['overview', 'overview-below', 'welcome', 'disk-low', 'shortcuts'],
  ...[
    'ready',
    'plan',
    'plan-details',
    'plan-volumes',
    'plan-receipt',
    'settings-open',
    'forbidden',
    'running',
  ],
  ...['settings-presets', 'preset-editor', 'settings-protection', 'history'],
  ...['cache-list', 'cache-details', 'cache-marked', 'cache-tree', 'cache-map'],
  ...['images-details', 'containers-details', 'volumes', 'builders'],
];
const SPECIAL_LOOKS = [
  { theme: 'light', language: 'en', zoom: 2 },
  { theme: 'light', language: 'ko', contrast: 'more' },
  { theme: 'dark', language: 'en', contrast: 'more' },
  { theme: 'dark', language: 'en', forcedColors: 'active' },
];
const SIZES = { popover: { width: 380, height: 560 }, window: { width: 980, height: 680 } };

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
await mkdir(folder, { recursive: true });
const server = await serveGallery();
const { port } = server.address();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
let faults = 0;

for (const scene of wanted.length > 0 ? wanted : SCENES) {
  const looks = [...LOOKS, ...(SPECIAL_SCENES.includes(scene) ? SPECIAL_LOOKS : [])];
  for (const surface of isWindowOnly(scene) ? ['window'] : ['popover', 'window']) {
    for (const look of looks.filter(isWanted)) faults += await draw(surface, scene, look);
  }
}

await browser.close();
server.close();
console.log(faults === 0 ? 'No violations.' : `${faults} violations.`);
process.exit(faults === 0 ? 0 : 1);

function isWanted({ theme, language, ...special }) {
  if (wantedLooks === undefined) return true;
  return Object.keys(special).length === 0 && wantedLooks.includes(`${theme}-${language}`);
}

async function draw(surface, scene, look) {
  const { theme, language, zoom = 1, contrast = 'no-preference', forcedColors = 'none' } = look;
  const { width, height } = SIZES[surface];
  const context = await browser.newContext({
    viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
    deviceScaleFactor: zoom * 1.5,
    contrast,
    forcedColors,
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: language,
  });
  const page = await context.newPage();
  const name = [
    surface,
    scene,
    theme,
    language,
    zoom > 1 && 'zoom',
    contrast === 'more' && 'contrast',
    forcedColors !== 'none' && 'forced',
  ]
    .filter(Boolean)
    .join('-');
  const problems = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(`http://127.0.0.1:${port}/?${new URLSearchParams({ scene, theme, language })}#${surface}`);
  await page.waitForSelector('#app *');
  await act(page, scene);
  await actInOverview(page, scene);
  await actInLibrary(page, scene);
  await actInCache(page, scene);
  await actInEngineLists(page, scene);
  await actInHostile(page, scene);
  problems.push(...(await sidewaysIn(page)));
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  problems.push(
    ...violations.map(
      ({ id, nodes }) =>
        `${id} (${nodes.length}): ${nodes
          .slice(0, 3)
          .map((node) => `${node.html.slice(0, 120)} ${node.any[0]?.message ?? ''}`)
          .join(' | ')}`,
    ),
  );
  for (const problem of problems) console.log(`${name}: ${problem}`);
  await context.close();
  return problems.length;
}

/** The popover has neither settings nor a history. */
function isWindowOnly(scene) {
  const scenes = [
    ...OVERVIEW_SCENES,
    ...LIBRARY_SCENES,
    ...CACHE_SCENES,
    ...ENGINE_LIST_SCENES,
    ...HOSTILE_SCENES.slice(1),
  ];
  return scene.startsWith('settings') || scenes.includes(scene);
}

/** What a person would do to get there. */
async function act(page, scene) {
  if (!scene.startsWith('plan-') && scene !== 'plan') return;
  await page.waitForSelector('dialog');
  // Pages answer at once, but each answer is drawn in a frame of its own.
  const settle = () => page.waitForTimeout(150);
  await settle();
  const sheet = page.locator('dialog');
  const fold = async (index) => {
    await sheet.locator('button[aria-expanded]').nth(index).click();
    await settle();
  };
  const acts = {
    'plan-choices': () => sheet.locator('summary').first().click(),
    'plan-rows': () => fold(2),
    'plan-huge': async () => {
      await fold(3);
      await sheet.locator('.body').hover();
      await page.mouse.wheel(0, 200_000);
    },
    'plan-details': async () => {
      await fold(3);
      await page.keyboard.press('ArrowDown');
      for (let row = 0; row < 3; row += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Space');
    },
    'plan-volumes': async () => {
      await fold(5);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Space');
    },
    'plan-empty': async () => {
      for (const tick of await sheet.locator('li > .head > input').all())
        if (await tick.isChecked()) await tick.click();
    },
    'plan-stays': async () => {
      const heads = await sheet.locator('button[aria-expanded]').count();
      await fold(heads - 1);
    },
    'plan-running': () => accept(sheet),
    'plan-held-up': () => accept(sheet),
    'plan-waiting': () => accept(sheet),
    'plan-receipt': () => accept(sheet),
    'plan-receipt-open': async () => {
      await accept(sheet);
      await settle();
      for (const index of [2, 4]) await sheet.locator('summary').nth(index).click();
    },
    'plan-pull-offers': () => askRegistries(sheet, settle),
    'plan-pulling': () => askRegistries(sheet, settle),
  };
  await acts[scene]?.();
  await settle();
}

async function accept(sheet) {
  await sheet.locator('footer .primary').click();
}

async function askRegistries(sheet, settle) {
  await accept(sheet);
  await settle();
  await sheet.locator('section > .button').click();
  await settle();
  await sheet.locator('section').last().scrollIntoViewIfNeeded();
}
