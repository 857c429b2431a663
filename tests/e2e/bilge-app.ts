/** Bilge as a person uses it in a test's desktop: its windows, its icon, its files. It never meets an engine of this machine. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import type { Settings } from '../../shared/settings.ts';
import { createRunDir } from '../rig/run-dir.ts';
import type { Desktop } from './desktop.ts';
import { launchApp, startBareApp, type BareApp, type PlacedApp } from './launch-app.ts';
import type { Environment } from './session-processes.ts';
import { trayItemOf, type TrayItem } from './tray-item.ts';
import { until } from './until.ts';

export interface BilgeHome {
  readonly dir: string;
  /** What tells the app where its files and its engine are. */
  readonly env: Environment;
  /** As saved. */
  settings(): Settings;
  remove(): void;
}

/** A place for the app's files. Without an endpoint it finds no engine, whatever this machine has. */
export function createHome(endpoint?: string): BilgeHome {
  const runDir = createRunDir('home');
  const nowhere = `unix://${join(runDir.dir, 'no-engine.sock')}`;
  return {
    dir: runDir.dir,
    env: { BILGE_HOME: runDir.dir, DOCKER_HOST: endpoint ?? nowhere },
    settings: () => JSON.parse(readFileSync(join(runDir.dir, 'config', 'settings.json'), 'utf8')) as Settings,
    remove: () => runDir.remove(),
  };
}

export type Surface = 'popover' | 'window';

export interface OpenBilge {
  readonly electron: ElectronApplication;
  tray(): Promise<TrayItem>;
  /** The page of an open window, once it is in view. */
  page(surface: Surface): Promise<Page>;
  /** Surfaces in view now. */
  inView(): Promise<readonly Surface[]>;
  /** Closes a window as its own button does. */
  closeWindow(page: Page): Promise<void>;
  close(): Promise<void>;
}

export interface Start {
  readonly desktop: Desktop;
  readonly app: PlacedApp;
  readonly home: BilgeHome;
  readonly args?: readonly string[];
}

export async function openBilge({ desktop, app, home, args = [] }: Start): Promise<OpenBilge> {
  const electron = await launchApp({ desktop, app, args, env: home.env });
  // A window that is just being made has no address yet.
  const inView = (): Promise<readonly Surface[]> =>
    until('the list of windows', () =>
      electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .filter((window) => window.isVisible())
          .map((window) => new URL(window.webContents.getURL()).hash.slice(1) as Surface),
      ),
    );
  return {
    electron,
    inView,
    tray: () => trayItemOf(desktop.bus, electron.process().pid ?? 0),
    page: (surface) =>
      until(`the ${surface} to be in view`, async () =>
        (await inView()).includes(surface)
          ? electron.windows().find((page) => page.url().endsWith(`#${surface}`))
          : undefined,
      ),
    async closeWindow(page) {
      // The page is gone before it can answer.
      await page.evaluate('close()').catch(() => undefined);
    },
    close: () => electron.close(),
  };
}

/** Without any tool inside, as a login or a click on its launcher starts it. */
export function startBilge({ desktop, app, home, args = [] }: Start): BareApp {
  return startBareApp({ desktop, app, args, env: home.env });
}
