/** The tray icon as a panel gets it: there early, there again after the panel, right in picture, words and menu. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { optionsOf } from '../../shared/clean-options.ts';
import { createHome, openBilge, startBilge, type BilgeHome, type OpenBilge } from './bilge-app.ts';
import { startDesktop, type Desktop } from './desktop.ts';
import { placeBuiltApp, type BareApp, type PlacedApp } from './launch-app.ts';
import { trayItemOf, trayItems, type IconPixels, type TrayItem } from './tray-item.ts';
import { until } from './until.ts';

let app: PlacedApp;
let desktop: Desktop;
let home: BilgeHome;
let running: BareApp | undefined;
let bilge: OpenBilge | undefined;

beforeAll(() => {
  app = placeBuiltApp();
});
afterAll(() => app.remove());
beforeEach(() => {
  home = createHome();
});
afterEach(async () => {
  await bilge?.close();
  bilge = undefined;
  await running?.stop();
  await desktop.stop();
  home.remove();
});

const start = (...args: string[]): BareApp => (running = startBilge({ desktop, app, home, args }));

const withTooltip = (item: TrayItem, wanted: RegExp): Promise<string> =>
  until(`a tooltip like ${wanted.source}`, async () => {
    const { tooltip } = await item.properties();
    return wanted.test(tooltip) ? tooltip : undefined;
  });

const labels = async (item: TrayItem): Promise<readonly string[]> =>
  (await item.menu()).filter(({ isSeparator }) => !isSeparator).map(({ label }) => label);

/** Share of opaque pixels for which it holds. */
function share({ argb }: IconPixels, holds: (red: number, green: number, blue: number) => boolean): number {
  const pixels = Array.from({ length: argb.length / 4 }, (_, index) =>
    argb.subarray(index * 4, index * 4 + 4),
  );
  const opaque = pixels.filter(([alpha]) => alpha === 255);
  return opaque.filter(([, red, green, blue]) => holds(red!, green!, blue!)).length / opaque.length;
}

describe('with a panel', () => {
  beforeEach(async () => {
    desktop = await startDesktop();
  });

  it('appears within two seconds of the start', async () => {
    const { pid, startedAtMs } = start('--background');
    await trayItemOf(desktop.bus, pid);
    expect(Date.now() - startedAtMs).toBeLessThan(2000);
  });

  it('says that no engine was found, and offers nothing that needs one', async () => {
    const item = await trayItemOf(desktop.bus, start('--background').pid);
    await withTooltip(item, /No Docker engine found|Nothing answers/);
    const clean = (await item.menu()).find(({ label }) => label.startsWith('Deep clean'));
    expect(clean).toMatchObject({ label: 'Deep clean', isEnabled: false });
  });

  it('shows the figures of the sample engine and what a clean frees', async () => {
    const item = await trayItemOf(desktop.bus, start('--sample').pid);
    expect(await withTooltip(item, /frees now/)).toMatch(
      /^Bilge\nSample engine, not real\nBuild cache 24\.1.GB of 20\.0.GB\n/,
    );
    await until('what the presets free', async () =>
      (await labels(item)).some((label) => /^Deep clean, frees [\d.]+.GB$/.test(label)) ? true : undefined,
    );
    expect(await labels(item)).toEqual([
      'Sample engine, not real',
      expect.stringMatching(/^Build cache/),
      expect.stringMatching(/frees now$/),
      expect.stringMatching(/^Deep clean, frees/),
      expect.stringMatching(/^Clean build cache only, frees/),
      'Open Bilge',
      'Pause automation',
      'Settings',
      'Quit',
    ]);
  });

  it('has the user’s own presets, each with what it frees; a click opens the plan of one', async () => {
    await mkdir(join(home.dir, 'config'), { recursive: true });
    const { preset: _, ...choices } = optionsOf('cache');
    const presets = [{ id: 'custom-1', name: 'Cache & more', choices }];
    await writeFile(join(home.dir, 'config', 'settings.json'), JSON.stringify({ presets }));
    bilge = await openBilge({ desktop, app, home, args: ['--sample', '--background'] });
    const item = await bilge.tray();
    const preset = /^Cache & more, frees [\d.]+.GB$/;
    await until('what the preset frees', async () => {
      const menu = (await item.menu()).find(({ label }) => label === 'Presets');
      return menu?.children.some(({ label }) => preset.test(label)) ? true : undefined;
    });
    await item.click('Presets', preset);
    const window = await bilge.page('window');
    await window.getByText('Cache & more').first().waitFor();
  });

  it('draws the state of the engine into its pixels', async () => {
    const isRed = (red: number, green: number, blue: number): boolean =>
      red > 180 && green < 110 && blue < 110;
    const item = await trayItemOf(desktop.bus, start('--sample').pid);
    await until('a red icon, as the sample is over its budget', async () => {
      const [icon] = (await item.properties()).icons;
      return icon && share(icon, isRed) > 0.1 ? true : undefined;
    });
    const [icon] = (await item.properties()).icons;
    expect(icon).toMatchObject({ width: 22, height: 22 });
  });

  it('leaves the panel when the app is quit from its menu', async () => {
    const { pid, exited } = start('--background');
    const item = await trayItemOf(desktop.bus, pid);
    await item.click('Quit');
    expect(await exited).toBe(0);
    expect(await trayItems(desktop.bus)).toEqual([]);
  });

  it('comes back when the panel does', async () => {
    const { pid } = start('--background');
    await trayItemOf(desktop.bus, pid);
    await desktop.stopPanel();
    await desktop.startPanel();
    const item = await trayItemOf(desktop.bus, pid);
    expect(await labels(item)).toContain('Open Bilge');
    expect(await trayItems(desktop.bus)).toHaveLength(1);
  });
});

describe('without a panel at first', () => {
  beforeEach(async () => {
    desktop = await startDesktop({ hasPanel: false });
  });

  it('appears once the panel is there', async () => {
    const { pid, output } = start('--background');
    await until('the app to run', () => (output() !== '' ? true : undefined));
    await desktop.startPanel();
    const item = await trayItemOf(desktop.bus, pid);
    expect(await labels(item)).toContain('Open Bilge');
  });
});
