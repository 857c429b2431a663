/** Whatever an engine does, Bilge says it in words, shows no old figure as fresh, and is back when the engine is. */

import { chmodSync, chownSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Page } from 'playwright';
import { createHome, openBilge, type BilgeHome, type OpenBilge } from './bilge-app.ts';
import { startDesktop, type Desktop } from './desktop.ts';
import { placeBuiltApp, type PlacedApp } from './launch-app.ts';
import type { TrayItem } from './tray-item.ts';
import { startTroubledEngine, type Trouble, type TroubledEngine } from './troubled-engine.ts';
import { until } from './until.ts';

const NOBODY = 65534;
const FRESH = /^Build cache 24\.1\sGB of/m;

let app: PlacedApp;
let desktop: Desktop;
let engine: TroubledEngine;
let home: BilgeHome;
let bilge: OpenBilge;
let tray: TrayItem;
let page: Page;

beforeAll(async () => {
  app = withoutPrivileges(placeBuiltApp());
  desktop = await startDesktop();
});
afterAll(async () => {
  await desktop.stop();
  app.remove();
});
beforeEach(async () => {
  engine = await startTroubledEngine();
  home = createHome(engine.endpoint);
  bilge = await openBilge({ desktop, app, home, args: ['--settings'] });
  tray = await bilge.tray();
  page = await bilge.page('window');
  await page.getByRole('button', { name: 'Overview' }).click();
  await tooltip(FRESH);
});
afterEach(async () => {
  await bilge.close();
  await engine.dispose();
  home.remove();
});

/** Started so, even root may open only what its permissions allow. */
function withoutPrivileges(placed: PlacedApp): PlacedApp {
  const executable = join(dirname(placed.executable), 'unprivileged');
  const drop = 'exec setpriv --bounding-set=-all --inh-caps=-all';
  writeFileSync(executable, `#!/bin/sh\n${drop} '${placed.executable}' "$@"\n`, { mode: 0o755 });
  return { ...placed, executable };
}

function tooltip(wanted: RegExp): Promise<string> {
  return until(
    `a tooltip like ${wanted.source}`,
    async () => {
      const { tooltip: text } = await tray.properties();
      return wanted.test(text) ? text : undefined;
    },
    60_000,
  );
}

async function saysSo(words: RegExp): Promise<void> {
  const text = await tooltip(words);
  expect(text).toContain('as of');
  expect(text).not.toMatch(FRESH);
  expect((await tray.menu()).find(({ label }) => label === 'Deep clean')?.isEnabled).toBe(false);
  await page.getByText(words).first().waitFor();
}

it.each<[Trouble, RegExp]>([
  ['garbage', /answer makes no sense/],
  ['half-a-reply', /went away|answer makes no sense/],
  ['error-500', /answer makes no sense/],
  ['conflict-409', /engine is busy|answer makes no sense/],
])('an engine that answers with %s', async (trouble, words) => {
  engine.setTrouble(trouble);
  await page.getByRole('button', { name: 'Read the engine again' }).click();
  await saysSo(words);
  engine.setTrouble(undefined);
  await tooltip(FRESH);
});

it('an engine that takes the question and never answers', async () => {
  engine.setTrouble('silence');
  // The window's own rhythm asks within 15 s, and gives a reading half a minute.
  await saysSo(/takes too long to answer/);
  engine.setTrouble(undefined);
  await tooltip(FRESH);
});

it('an engine that is killed and restarted', async () => {
  await engine.kill();
  await saysSo(/engine went away|Nothing answers|No Docker engine found/);
  await engine.start();
  await tooltip(FRESH);
});

it('an engine that may no longer be read', async () => {
  await engine.kill();
  await engine.start();
  chownSync(engine.socketPath, NOBODY, NOBODY);
  chmodSync(engine.socketPath, 0o600);
  await saysSo(/may not talk to this engine/);
  chmodSync(engine.socketPath, 0o666);
  await tooltip(FRESH);
});
