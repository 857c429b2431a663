/**
 * Every screen in every state, light and dark, in three languages, at 100 and 200 %, and in English with more contrast and with forced
 * colours: drawn in the Electron that Bilge runs in, checked with axe, and kept as pictures in `test-results/gallery`.
 * `BILGE_SCENES=ready,plan` draws those alone.
 */

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { actInScene } from './acts.ts';
import { burstIn, lengthenWords } from './longer-words.ts';
import { openGalleryWindows, type GalleryWindows } from './gallery-window.ts';
import type { Scene } from './scene.ts';
import { scenesAt } from './scenes.ts';
import { serveGallery, type GalleryServer } from './serve.ts';
import type { Surface } from './scene-page.ts';
import { settle } from './settle.ts';
import { sidewaysIn } from './sideways.ts';

const FOLDER = 'test-results/gallery';
const LANGUAGES = ['en', 'zh-CN', 'ko'] as const;
const SIZES = {
  popover: { width: 380, height: 560 },
  window: { width: 980, height: 680 },
} as const satisfies Record<Surface, { width: number; height: number }>;
const ZOOMS = [1, 2] as const;

type Language = (typeof LANGUAGES)[number];

interface Colours {
  readonly theme: 'light' | 'dark';
  readonly contrast?: 'more';
  readonly forcedColors?: 'active';
  readonly languages: readonly Language[];
  readonly zooms: readonly number[];
}

/** Colours do not change with the language: those that few need are drawn in one. */
const COLOURS: Readonly<Record<string, Colours>> = {
  light: { theme: 'light', languages: LANGUAGES, zooms: ZOOMS },
  dark: { theme: 'dark', languages: LANGUAGES, zooms: ZOOMS },
  contrast: { theme: 'light', contrast: 'more', languages: ['en'], zooms: [1] },
  forced: { theme: 'dark', forcedColors: 'active', languages: ['en'], zooms: [1] },
};

let windows: GalleryWindows;
let server: GalleryServer;
beforeAll(async () => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  [server, windows] = await Promise.all([serveGallery(), openGalleryWindows(4)]);
  await Promise.all(windows.pages.map((page) => page.goto(server.address)));
});
afterAll(async () => {
  await windows.close();
  server.close();
});

it('nothing is wrong with any picture', { timeout: 900_000 }, async () => {
  const wanted = process.env['BILGE_SCENES']?.split(',');
  const scenes = Object.entries(scenesAt(Date.now())).filter(([name]) => wanted?.includes(name) ?? true);
  const jobs = scenes
    .flatMap(([name, scene]) => surfacesOf(name, scene).map((surface) => ({ name, surface })))
    .values();
  const faults: string[] = [];
  await Promise.all(
    windows.pages.map(async (page) => {
      for (const { name, surface } of jobs) faults.push(...(await drawScene(page, name, surface)));
    }),
  );
  expect(faults).toEqual([]);
});

/** The popover has neither settings nor lists, and less of an overview. */
function surfacesOf(name: string, { goesTo }: Scene): readonly Surface[] {
  const isOfWindow =
    (goesTo !== undefined && goesTo !== 'plan') || /^(overview|welcome|empty-first-run)/.test(name);
  return isOfWindow ? ['window'] : ['popover', 'window'];
}

/** The faults of all its looks; one that cannot be reached is a fault as well. */
async function drawScene(page: Page, scene: string, surface: Surface): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const language of LANGUAGES) {
    const note = (text: string): void => void faults.push(`${surface} ${scene} ${language}: ${text}`);
    const onError = (error: Error): void => note(error.message);
    page.on('pageerror', onError);
    try {
      await openScene(page, { scene, surface, language });
      for (const [colours, { languages }] of Object.entries(COLOURS))
        if (languages.includes(language))
          for (const fault of await drawLook(page, { scene, surface, language, colours })) note(fault);
      for (const fault of await drawLonger(page, { scene, surface, language })) note(fault);
    } catch (error) {
      note(String(error));
    }
    page.off('pageerror', onError);
  }
  return faults;
}

interface Look {
  readonly scene: string;
  readonly surface: Surface;
  readonly language: Language;
  /** By their name in `COLOURS`. */
  readonly colours: string;
}

async function openScene(page: Page, { scene, surface, language }: Omit<Look, 'colours'>): Promise<void> {
  await page.emulateMedia({
    reducedMotion: 'reduce',
    colorScheme: 'light',
    contrast: null,
    forcedColors: null,
  });
  await page.setViewportSize(SIZES[surface]);
  await page.mouse.move(0, 0);
  await page.evaluate(([name, where, look]) => window.gallery.open(name, where, look), [
    scene,
    surface,
    { theme: 'light', language },
  ] as const);
  await actInScene(page, scene);
}

async function wear(page: Page, { colours, language }: Pick<Look, 'colours' | 'language'>): Promise<void> {
  const { theme = 'light', contrast = null, forcedColors = null } = COLOURS[colours] ?? {};
  await page.emulateMedia({ colorScheme: theme, contrast, forcedColors });
  await page.evaluate((look) => window.gallery.show(look), { theme, language });
}

async function drawLook(page: Page, { scene, surface, language, colours }: Look): Promise<readonly string[]> {
  const { zooms = [] } = COLOURS[colours] ?? {};
  await wear(page, { colours, language });
  const faults: string[] = [];
  const { width, height } = SIZES[surface];
  for (const zoom of zooms) {
    await page.setViewportSize({ width: Math.round(width / zoom), height: Math.round(height / zoom) });
    const name = [surface, scene, colours, language, `${String(100 * zoom)}%`].join('-');
    await page.screenshot({ path: join(FOLDER, `${name}.jpg`), type: 'jpeg', quality: 85 });
    const found = [...(await sidewaysAtRest(page)), ...(zoom === 1 ? await violations(page) : [])];
    faults.push(...found.map((fault) => `${colours} ${String(100 * zoom)} % ${fault}`));
  }
  return faults;
}

/** With longer words, as languages that nobody has translated to yet would have; an engine's attacks are never longer. */
async function drawLonger(
  page: Page,
  { scene, surface, language }: Omit<Look, 'colours'>,
): Promise<readonly string[]> {
  if (language !== 'en' || scene.startsWith('hostile-')) return [];
  await wear(page, { colours: 'light', language });
  await lengthenWords(page);
  await page.screenshot({ path: join(FOLDER, `${surface}-${scene}-longer.jpg`), type: 'jpeg', quality: 85 });
  const found = [...(await sidewaysAtRest(page)), ...(await burstIn(page))];
  return found.map((fault) => `with longer words ${fault}`);
}

/** What is too wide may still be on its way to another size. */
async function sidewaysAtRest(page: Page): Promise<readonly string[]> {
  if ((await sidewaysIn(page)).length === 0) return [];
  await settle(page);
  return sidewaysIn(page);
}

/** Only what is wrong leaves the page: all that is right is megabytes. */
async function violations(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
    const { violations: found } = await axe.run({ resultTypes: ['violations'] });
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  });
}
