/** How soon the popover is there after a click on the icon: built anew, and hidden a moment ago. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createHome } from '../../tests/e2e/bilge-app.ts';
import { startDesktop } from '../../tests/e2e/desktop.ts';
import { placeBuiltApp, startBareApp, type BareApp, type PlacedApp } from '../../tests/e2e/launch-app.ts';
import { trayItemOf, type TrayItem } from '../../tests/e2e/tray-item.ts';
import { until } from '../../tests/e2e/until.ts';
import { startFakeDocker } from '../../tests/fakes/fake-docker-server.ts';
import type { Row } from './rows.ts';
import { median, ms, several } from './timing.ts';

const RUNS = 7;
/** A click sooner than this after the popover went means that it stays closed. */
const BETWEEN_CLICKS_MS = 500;

export async function popoverRows(): Promise<readonly Row[]> {
  const desktop = await startDesktop();
  const docker = await startFakeDocker();
  const home = createHome(docker.endpoint);
  const app = placeTimedApp();
  const running = startBareApp({ desktop, app, args: ['--background'], env: home.env });
  try {
    const tray = await trayItemOf(desktop.bus, running.pid);
    const openAndClose = opener(running, tray);
    const first = await openAndClose();
    const cold = await several(RUNS, async () => {
      process.kill(running.pid, 'SIGUSR2');
      return openAndClose();
    });
    const recent = await several(RUNS, openAndClose);
    return [
      {
        what: 'popover, click → first frame, built anew',
        measured: `${ms(Math.max(...cold))} the slowest of ${RUNS}; ${ms(first)} the first after the start`,
        result: median(cold),
        unit: 'ms',
        budget: { atMost: 120 },
      },
      {
        what: '… hidden a moment ago',
        measured: `${ms(Math.max(...recent))} the slowest of ${RUNS}`,
        result: median(recent),
        unit: 'ms',
        budget: { atMost: 20 },
      },
    ];
  } finally {
    await running.stop();
    app.remove();
    home.remove();
    await docker.close();
    await desktop.stop();
  }
}

/** Opens and closes it once: milliseconds from the click, over the bus, to the first frame. */
function opener(running: BareApp, tray: TrayItem): () => Promise<number> {
  const drawn = (): readonly number[] =>
    [...running.output().matchAll(/^drawn (\d+)$/gm)].map(([, atMs]) => Number(atMs));
  return async () => {
    await delay(BETWEEN_CLICKS_MS);
    const count = drawn().length;
    const clickedAtMs = Date.now();
    await tray.activate();
    const drawnAtMs = await until('the popover to be drawn', () => drawn()[count]);
    await delay(BETWEEN_CLICKS_MS);
    await tray.activate();
    return drawnAtMs - clickedAtMs;
  };
}

/** The built app, which says when a window had its first frame in view, and destroys its windows at a signal. */
function placeTimedApp(): PlacedApp {
  const dir = mkdtempSync(join(tmpdir(), 'bilge-timed-'));
  cpSync(resolve('dist'), dir, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as object;
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ ...manifest, main: 'timed.cjs' }));
  writeFileSync(
    join(dir, 'timed.cjs'),
    `const { app, BrowserWindow } = require('electron');
    const frame = 'new Promise((drawn) => requestAnimationFrame(() => drawn(Date.now())))';
    app.on('browser-window-created', (_event, window) => window.on('show', async () => {
      console.log('drawn ' + (await window.webContents.executeJavaScript(frame)));
    }));
    process.on('SIGUSR2', () => BrowserWindow.getAllWindows().forEach((window) => window.destroy()));
    require('./main.cjs');`,
  );
  try {
    return placeBuiltApp(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}
