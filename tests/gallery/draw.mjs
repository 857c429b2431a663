/**
 * Draws the gallery: every scene in both surfaces, checked with axe, as pictures in a folder.
 *   node tests/gallery/draw.mjs FOLDER [SCENE…]
 * Needs a Chromium: CHROMIUM=/path, else /usr/bin/chromium.
 */

import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
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
  ...['plan', 'plan-nothing', 'plan-failed', 'plan-running', 'plan-receipt', 'settings', 'settings-open'],
];
/** Looks that are drawn for every scene, and those for which a few scenes are enough. */
const LOOKS = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'ko' },
  { theme: 'light', language: 'zh-CN' },
  { theme: 'dark', language: 'en' },
];
const SPECIAL_SCENES = ['ready', 'plan', 'settings-open', 'forbidden', 'running'];
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
  for (const surface of scene.startsWith('settings') ? ['window'] : ['popover', 'window']) {
    for (const look of looks) faults += await draw(surface, scene, look);
  }
}

await browser.close();
server.close();
console.log(faults === 0 ? 'No violations.' : `${faults} violations.`);
process.exit(faults === 0 ? 0 : 1);

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
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  problems.push(
    ...violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map((node) => `${node.html.slice(0, 120)} ${node.any[0]?.message ?? ''}`).join(' | ')}`,
    ),
  );
  for (const problem of problems) console.log(`${name}: ${problem}`);
  await context.close();
  return problems.length;
}

/** What a person would do to get there. */
async function act(page, scene) {
  if (!scene.startsWith('plan-') && scene !== 'plan') return;
  if (scene === 'planning') return;
  await page.waitForSelector('dialog');
  if (scene === 'plan') await page.locator('dialog button[aria-expanded]').nth(2).click();
  if (scene === 'plan-running' || scene === 'plan-receipt')
    await page.locator('dialog footer .primary').click();
  await page.waitForTimeout(150);
}
