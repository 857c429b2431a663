/** The main job on real input: a real engine's real cache, a real panel, a real notification, real deletes. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingsDefaults } from '../../shared/settings.ts';
import { build } from '../rig/build-image.ts';
import { startEngine, type RigEngine } from '../rig/engines.ts';
import { fill } from '../rig/fill.ts';
import { contentsOf } from '../rig/inventory.ts';
import { recordRequests, type RecordingProxy } from '../rig/recording-proxy.ts';
import { createHome, openBilge, type BilgeHome, type OpenBilge } from './bilge-app.ts';
import { startDesktop, type Desktop } from './desktop.ts';
import { placeBuiltApp, type PlacedApp } from './launch-app.ts';
import { keepPage, keepScreen } from './pictures.ts';
import type { TrayItem } from './tray-item.ts';
import { until } from './until.ts';

const BUDGET_BYTES = 100_000_000;

let engine: RigEngine;
let proxy: RecordingProxy;
let app: PlacedApp;
let desktop: Desktop;
let home: BilgeHome;
let bilge: OpenBilge;
let tray: TrayItem;

beforeAll(async () => {
  engine = await startEngine('d28');
  await fill(engine, 'shared');
  proxy = await recordRequests(engine.socketPath);
  app = placeBuiltApp();
  desktop = await startDesktop();
  home = createHome(proxy.endpoint);
  mkdirSync(join(home.dir, 'config'), { recursive: true });
  writeFileSync(
    join(home.dir, 'config', 'settings.json'),
    JSON.stringify({
      ...settingsDefaults,
      version: 1,
      language: 'en',
      isWelcomed: true,
      budgetBytes: BUDGET_BYTES,
    }),
  );
  bilge = await openBilge({ desktop, app, home });
  tray = await bilge.tray();
});
afterAll(async () => {
  await bilge.close();
  await desktop.stop();
  await proxy.close();
  await engine.dispose();
  home.remove();
  app.remove();
});

/** `24.6 GB` in the tooltip, as the person reads it. */
async function figure(): Promise<string | undefined> {
  return /Build cache ([\d.]+\s\S?B)/.exec((await tray.properties()).tooltip)?.[1];
}

const deepCleanLabel = async (): Promise<string | undefined> =>
  (await tray.menu()).map(({ label }) => label).find((label) => label.startsWith('Deep clean'));

async function idleAgain(): Promise<void> {
  await until('the clean to end', async () => ((await deepCleanLabel()) ? true : undefined), 30_000);
}

describe('one day with Bilge', () => {
  it('shows the engine’s true figure at a glance', async () => {
    const shown = await until('a figure', figure);
    const total = /^Total:\s+(\S+)/m.exec(await engine.docker(['buildx', 'du']))?.[1] ?? '';
    expect(parseFloat(shown)).toBeCloseTo(parseFloat(total), 0);
    await keepScreen(desktop, 'tray');
  });

  it('follows a tagged build within five seconds, and never asks for a full df', async () => {
    const before = await figure();
    await build(engine, {
      dockerfile: 'FROM bb:local\nRUN head -c 20000000 /dev/urandom > /grown\n',
      tags: ['grown:1'],
    });
    const builtAtMs = Date.now();
    await until('the figure to change', async () => ((await figure()) === before ? undefined : true));
    expect(Date.now() - builtAtMs).toBeLessThan(5_000);
    const readings = proxy.requests.filter((line) => line.includes('/system/df'));
    expect(readings.filter((line) => line.includes('type=build-cache')).length).toBeGreaterThan(0);
    for (const reading of readings) {
      expect(reading).toMatch(/\/system\/df\?type=(build-cache|image)( |$)/);
    }

    await tray.activate();
    const popover = await bilge.page('popover');
    await popover.getByText('build cache', { exact: true }).waitFor();
    await keepPage(popover, 'popover-after-build');
    await popover.keyboard.press('Escape');
  });

  it('warns when the budget is crossed, and the button on the warning cleans what frees now', async () => {
    const dockerfile = 'FROM bb:local\nRUN head -c 90000000 /dev/urandom > /big\nRUN false\n';
    await build(engine, { dockerfile, tags: ['never:1'] }).catch(() => undefined);
    await build(engine, { dockerfile: 'FROM bb:local\nRUN echo tick\n', tags: ['tick:1'] });
    const warning = await desktop.notifications.next(
      ({ summary }) => summary.startsWith('Build cache at'),
      20_000,
    );
    expect(Object.values(warning.buttons)).toEqual(
      expect.arrayContaining(['Clean cache', 'Snooze 1 day', 'Open']),
    );
    await keepScreen(desktop, 'notification');

    await desktop.notifications.press('Clean cache', warning.summary);
    const finished = await desktop.notifications.next(({ body }) => body.includes('deleted'), 60_000);
    expect(finished.summary).toMatch(/cleaned|disk space/);
    await keepScreen(desktop, 'notification-cleaned');
    const { stdout } = await engine.tryDocker(['buildx', 'du']);
    expect(/^Private:\s+(\S+)/m.exec(stdout)?.[1]).toBe('0B');
    expect((await contentsOf(engine)).images.some((image) => image.startsWith('grown:1'))).toBe(true);
  });

  it('shows the plan before the first deep clean, and cleans when it is accepted', async () => {
    await idleAgain();
    await tray.click(/^Deep clean/);
    const window = await bilge.page('window');
    const accept = window.getByRole('button', { name: /^Clean — frees/ });
    await accept.waitFor();
    await keepPage(window, 'plan');
    await window.getByRole('checkbox', { name: /From now on/ }).check();
    await accept.click();
    await window.getByText(/, took /).waitFor({ timeout: 60_000 });
    await keepPage(window, 'receipt');
    const left = await contentsOf(engine);
    expect(left.containers).toEqual(['/running']);
    expect(left.records).toEqual([]);
    await bilge.closeWindow(window);
  });

  it('deep cleans at one click from then on, with the receipt in the popover', async () => {
    await build(engine, {
      dockerfile: 'FROM bb:local\nRUN head -c 5000000 /dev/urandom > /again\n',
      tags: ['again:1'],
    });
    await idleAgain();
    await tray.click(/^Deep clean/);
    await until(
      'the engine to be clean',
      async () => ((await contentsOf(engine)).records.length === 0 ? true : undefined),
      60_000,
    );
    await idleAgain();
    expect(await bilge.inView()).toEqual([]);
    expect(await engine.docker(['images', '--format', '{{.Repository}}'])).toBe('bb\n');
    await tray.activate();
    const popover = await bilge.page('popover');
    await popover
      .getByText(/^Last clean/)
      .first()
      .waitFor();
    await keepPage(popover, 'popover');
    await keepScreen(desktop, 'popover-on-desktop');
  });
});
