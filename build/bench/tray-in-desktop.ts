/** What it costs to sit in the tray, against an Electron that does nothing but show an icon. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createHome } from '../../tests/e2e/bilge-app.ts';
import { startDesktop, type Desktop } from '../../tests/e2e/desktop.ts';
import { placeBuiltApp, startBareApp, type PlacedApp } from '../../tests/e2e/launch-app.ts';
import { trayItemOf } from '../../tests/e2e/tray-item.ts';
import { startFakeDocker } from '../../tests/fakes/fake-docker-server.ts';
import { contextSwitches, processTree, pssBytes } from './process-tree.ts';
import type { Row } from './rows.ts';
import { median, ms, several } from './timing.ts';

const STARTS = 7;
const SETTLE_MS = 15_000;
const WINDOW_MS = 10_000;
const LOOK_MS = 3_000;
/** A hidden window of Bilge is kept for a minute; then as long as after the start. */
const SETTLE_CLOSED_MS = 60_000 + SETTLE_MS;

interface Idle {
  /** Before any window was opened. */
  readonly pssBytes: number;
  /** With a window opened and closed since. */
  readonly closedPssBytes: number;
  readonly wakeUpsPerSecond: number;
}

interface Contender {
  readonly app: PlacedApp;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export async function trayInDesktopRows(): Promise<readonly Row[]> {
  const desktop = await startDesktop();
  const docker = await startFakeDocker();
  const home = createHome(docker.endpoint);
  const bare: Contender = { app: placeBareTray(), args: [], env: {} };
  const bilge: Contender = { app: placeBuiltApp(), args: ['--background'], env: home.env };
  try {
    const starts = { bare: [] as number[], bilge: [] as number[] };
    await several(STARTS, async () => {
      starts.bare.push(await startToTray(desktop, bare));
      starts.bilge.push(await startToTray(desktop, bilge));
      return 0;
    });
    return rowsOf(starts, { bare: await idle(desktop, bare), bilge: await idle(desktop, bilge) });
  } finally {
    for (const { app } of [bare, bilge]) app.remove();
    home.remove();
    await docker.close();
    await desktop.stop();
  }
}

function rowsOf(
  starts: Readonly<Record<'bare' | 'bilge', readonly number[]>>,
  idles: Readonly<Record<'bare' | 'bilge', Idle>>,
): readonly Row[] {
  const [bareMs, bilgeMs] = [median(starts.bare), median(starts.bilge)];
  const megabytes = (key: 'pssBytes' | 'closedPssBytes'): string =>
    `${Math.round(idles.bilge[key] / 1e6)} MB ours, ${Math.round(idles.bare[key] / 1e6)} MB bare`;
  return [
    {
      what: 'spawn → tray registered, against a bare Electron tray',
      measured: `${ms(bilgeMs)} ours, ${ms(bareMs)} bare, each to within 25 ms`,
      result: bilgeMs / bareMs,
      unit: '×',
      budget: { atMost: 1.4 },
    },
    {
      what: 'idle memory (PSS), never opened, against a bare tray',
      measured: megabytes('pssBytes'),
      result: idles.bilge.pssBytes / idles.bare.pssBytes,
      unit: '×',
      budget: { atMost: 1.1 },
    },
    {
      what: '… with a window opened and closed',
      measured: megabytes('closedPssBytes'),
      result: idles.bilge.closedPssBytes / idles.bare.closedPssBytes,
      unit: '×',
      budget: { atMost: 1.1 },
    },
    {
      what: 'idle wake-ups',
      measured: `all threads over ${WINDOW_MS / 1_000} s; bare ${idles.bare.wakeUpsPerSecond.toFixed(1)} /s`,
      result: idles.bilge.wakeUpsPerSecond,
      unit: '/s',
      budget: { atMost: 1 },
    },
  ];
}

async function startToTray(desktop: Desktop, { app, args, env }: Contender): Promise<number> {
  const running = startBareApp({ desktop, app, args, env });
  try {
    await trayItemOf(desktop.bus, running.pid);
    return Date.now() - running.startedAtMs;
  } finally {
    await running.stop();
  }
}

async function idle(desktop: Desktop, { app, args, env }: Contender): Promise<Idle> {
  const running = startBareApp({ desktop, app, args, env });
  try {
    const tray = await trayItemOf(desktop.bus, running.pid);
    await delay(SETTLE_MS);
    const pids = processTree(running.pid);
    const before = contextSwitches(pids);
    await delay(WINDOW_MS);
    const wakeUpsPerSecond = ((contextSwitches(pids) - before) * 1_000) / WINDOW_MS;
    const neverOpenedBytes = pssBytes(pids);
    await tray.activate();
    await delay(LOOK_MS);
    await tray.activate();
    await delay(SETTLE_CLOSED_MS);
    return {
      pssBytes: neverOpenedBytes,
      closedPssBytes: pssBytes(processTree(running.pid)),
      wakeUpsPerSecond,
    };
  } finally {
    await running.stop();
  }
}

/** The least an app with an icon, a menu and a window can be: a click on the icon opens it, another one closes it. */
function placeBareTray(): PlacedApp {
  const dir = mkdtempSync(join(tmpdir(), 'bilge-bare-tray-'));
  writeFileSync(join(dir, 'package.json'), '{"name":"bare-tray","main":"main.cjs"}');
  writeFileSync(
    join(dir, 'main.cjs'),
    `const { app, BrowserWindow, Menu, nativeImage, Tray } = require('electron');
    let window;
    const toggle = () => {
      if (window) window = window.destroy();
      else (window = new BrowserWindow()).loadURL('data:text/html,bare');
    };
    app.on('window-all-closed', () => undefined);
    app.setPath('userData', require('node:path').join(require('node:os').tmpdir(), 'bare-tray-' + process.pid));
    app.whenReady().then(() => {
      const icon = nativeImage.createFromBitmap(Buffer.alloc(22 * 22 * 4, 200), { width: 22, height: 22 });
      globalThis.tray = new Tray(icon);
      tray.setToolTip('bare');
      tray.on('click', toggle);
      tray.setContextMenu(Menu.buildFromTemplate([{ role: 'quit' }]));
    });`,
  );
  try {
    return placeBuiltApp(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}
