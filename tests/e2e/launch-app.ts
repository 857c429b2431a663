/** Starts the built app in a desktop: by Playwright to look inside, or bare, as a person's login starts it. */

import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright';
import { placeApp } from '../../build/place-app.mjs';
import { findElectron } from '../../build/set-up/electron.mjs';
import { checkoutDir } from '../../build/set-up/places.mjs';
import { createRunDir } from '../rig/run-dir.ts';
import type { Desktop } from './desktop.ts';
import { startOwned, type Environment } from './session-processes.ts';

export interface PlacedApp {
  readonly executable: string;
  remove(): void;
}

export interface LaunchOptions {
  readonly desktop: Desktop;
  readonly app: PlacedApp;
  readonly args?: readonly string[];
  readonly env?: Environment;
}

export interface BareApp {
  readonly pid: number;
  /** For measuring: when the process was asked for. */
  readonly startedAtMs: number;
  /** What it has written so far. */
  readonly output: () => string;
  /** Resolves with the exit code once it has ended by itself. */
  readonly exited: Promise<number | undefined>;
  stop(): Promise<void>;
}

/** The built app, unfused, in an Electron of its own. `npm run test:desktop` has built and provisioned both. */
export function placeBuiltApp(appDir = join(checkoutDir, 'dist')): PlacedApp {
  const electron = findElectron();
  if (!electron) throw new Error('no Electron on this machine: run npm run test:desktop once');
  const runDir = createRunDir('app');
  const executable = placeApp({ electron, appDir, dir: join(runDir.dataDir, 'electron') });
  return { executable, remove: () => runDir.remove() };
}

/** Chromium has no sandbox for root. */
function sandboxArgs({ uid = process.getuid?.() }: Desktop): readonly string[] {
  return uid === 0 ? ['--no-sandbox'] : [];
}

export async function launchApp({
  desktop,
  app,
  args = [],
  env = {},
}: LaunchOptions): Promise<ElectronApplication> {
  const electron = await _electron.launch({
    executablePath: app.executable,
    args: [...sandboxArgs(desktop), ...args],
    env: { ...desktop.env, ...env },
  });
  return askingAgain(electron);
}

/** V8 may collect the promise of an evaluation before the debugger has seen it: the main process is then asked again. */
function askingAgain(electron: ElectronApplication): ElectronApplication {
  const evaluate = electron.evaluate.bind(electron);
  const again = async (...asked: Parameters<typeof evaluate>): Promise<unknown> => {
    try {
      return await evaluate(...asked);
    } catch (error) {
      if (String(error).includes('promise was garbage collected')) return again(...asked);
      throw error;
    }
  };
  return Object.assign(electron, { evaluate: again as typeof evaluate });
}

export function startBareApp({ desktop, app, args = [], env = {} }: LaunchOptions): BareApp {
  const startedAtMs = Date.now();
  const command = [app.executable, ...sandboxArgs(desktop), ...args];
  const owned = startOwned(command, {
    env: { ...desktop.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    uid: desktop.uid,
  });
  let output = '';
  for (const stream of [owned.child.stdout, owned.child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  return {
    pid: owned.child.pid ?? 0,
    startedAtMs,
    output: () => output,
    exited: new Promise((resolve) => owned.child.once('exit', (code) => resolve(code ?? undefined))),
    stop: () => owned.stop(),
  };
}
