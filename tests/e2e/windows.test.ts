/** The popover and the main window: opened by what opens them, closed without ending the app, never in the way. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createHome, openBilge, startBilge, type BilgeHome, type OpenBilge } from './bilge-app.ts';
import { startFakeDocker } from '../fakes/fake-docker-server.ts';
import { startDesktop, type Desktop } from './desktop.ts';
import { placeBuiltApp, type PlacedApp } from './launch-app.ts';
import { until } from './until.ts';

let app: PlacedApp;
let desktop: Desktop;
let home: BilgeHome;
let bilge: OpenBilge;

beforeAll(async () => {
  app = placeBuiltApp();
  desktop = await startDesktop();
});
afterAll(async () => {
  await desktop.stop();
  app.remove();
});
beforeEach(() => {
  home = createHome();
});
afterEach(async () => {
  await bilge.close();
  home.remove();
});

const open = async (...args: string[]): Promise<void> => {
  bilge = await openBilge({ desktop, app, home, args });
};
const nothingInView = (): Promise<true> =>
  until('every window to be gone', async () => ((await bilge.inView()).length === 0 ? true : undefined));

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
const mainBounds = (): Promise<Bounds> =>
  until('the place of the main window', () =>
    bilge.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().endsWith('#window'))
        ?.getNormalBounds(),
    ),
  );
const setMainBounds = (bounds: Bounds): Promise<void> =>
  bilge.electron.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().endsWith('#window'))
      ?.setBounds(wanted);
  }, bounds);

it('a click on the icon opens the popover, Escape closes it', async () => {
  await open('--background');
  const tray = await bilge.tray();
  expect(await bilge.inView()).toEqual([]);
  await tray.activate();
  const popover = await bilge.page('popover');
  await popover.getByRole('heading', { name: 'Bilge' }).waitFor({ state: 'attached' });
  await popover.keyboard.press('Escape');
  await nothingInView();
});

it('the popover goes when another window is clicked', async () => {
  await open('--sample');
  await bilge.page('window');
  const tray = await bilge.tray();
  await tray.activate();
  await bilge.page('popover');
  await bilge.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().endsWith('#window'))
      ?.focus();
  });
  await until('the popover to go', async () =>
    (await bilge.inView()).includes('popover') ? undefined : true,
  );
});

it('opens the main window from the menu; closing it leaves the icon', async () => {
  await open('--sample');
  const window = await bilge.page('window');
  await window.getByRole('heading', { name: 'Overview' }).waitFor();
  await bilge.closeWindow(window);
  await nothingInView();
  await (await bilge.tray()).click('Open Bilge');
  await (await bilge.page('window')).getByRole('heading', { name: 'Overview' }).waitFor();
});

it('the main window opens where it was, and as large, after a new start', async () => {
  await open();
  await bilge.page('window');
  const wanted = { x: 40, y: 60, width: 900, height: 640 };
  await setMainBounds(wanted);
  await until('its place to be kept', async () => {
    const kept = await readFile(join(home.dir, 'state', 'window.json'), 'utf8').catch(() => '{}');
    return (JSON.parse(kept) as Partial<typeof wanted>).width === wanted.width ? true : undefined;
  });
  const before = await mainBounds();
  await bilge.close();
  await open();
  await bilge.page('window');
  expect(await mainBounds()).toMatchObject({ width: before.width, height: before.height });
  // A window manager counts its frame in or out.
  expect(Math.abs((await mainBounds()).x - before.x)).toBeLessThan(60);
});

it('leads from the menu straight to the settings', async () => {
  await open('--background');
  await (await bilge.tray()).click('Settings');
  const window = await bilge.page('window');
  await window.getByRole('heading', { name: 'Settings' }).waitFor();
});

it('shows the way when no engine is found, and a sample engine to try', async () => {
  await open();
  const window = await bilge.page('window');
  await window.getByRole('button', { name: 'Try it on a sample engine' }).click();
  await window.getByText('Sample engine.').waitFor();
  await window.getByRole('button', { name: /^Deep clean — frees/ }).waitFor();
});

it('opens no window when it starts at login, whatever it finds', async () => {
  await open('--background');
  const tray = await bilge.tray();
  await until('the engine to be found missing', async () =>
    /engine/i.test((await tray.properties()).tooltip) ? true : undefined,
  );
  expect(await bilge.inView()).toEqual([]);
});

it('a second start opens the window of the first, and ends', async () => {
  await open('--background');
  await bilge.tray();
  const second = startBilge({ desktop, app, home });
  expect(await second.exited).toBe(0);
  await bilge.page('window');
});

it('the first start opens the window with its welcome; once that is answered, Bilge stays in the tray', async () => {
  const docker = await startFakeDocker();
  home.remove();
  home = createHome(docker.endpoint);
  await open();
  const window = await bilge.page('window');
  await window.getByText('Welcome to Bilge').waitFor();
  await window.getByRole('button', { name: 'Skip' }).click();
  await window.getByText('Welcome to Bilge').waitFor({ state: 'detached' });
  await bilge.close();

  await open();
  const tray = await bilge.tray();
  await until('a figure', async () => /Build cache [\d.]+/.exec((await tray.properties()).tooltip)?.[0]);
  expect(await bilge.inView()).toEqual([]);
  await docker.close();
});

it('gives back the memory that a burst took, once nothing happens and nobody looks', async () => {
  const docker = await startFakeDocker();
  home.remove();
  home = createHome(docker.endpoint);
  await open('--background');
  const roomForNewThings = (): Promise<number> =>
    bilge.electron.evaluate(
      () =>
        process
          .getBuiltinModule('node:v8')
          .getHeapSpaceStatistics()
          .find(({ space_name: name }) => name === 'new_space')!.space_size,
    );
  await bilge.electron.evaluate(() => {
    const things = Array.from({ length: 500_000 }, (_, index) => ({ index }));
    return things.length;
  });
  expect(await roomForNewThings()).toBeGreaterThan(4e6);
  await until(
    'the memory to be given back',
    async () => ((await roomForNewThings()) < 2e6 ? true : undefined),
    20_000,
  );
  await docker.close();
});
