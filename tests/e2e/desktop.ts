/** A real, private Linux desktop: X server, session bus, window manager, and when wanted a panel with tray and a notification server. */

import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createRunDir } from '../rig/run-dir.ts';
import { watchNotifications, type NotificationWatch } from './notifications.ts';
import { busSettings, buttonChooser, dunstSettings, panelSettings } from './desktop-settings.ts';
import { callBus, connectToBus, hasOwner, type SessionBus } from './session-bus.ts';
import { startOwned, type Environment, type OwnedProcess, type StartOptions } from './session-processes.ts';
import { until } from './until.ts';

export interface Desktop {
  /** Start programs of this desktop with it: display, bus, and a home of their own. */
  readonly env: Environment;
  readonly uid: number | undefined;
  readonly bus: SessionBus;
  readonly notifications: NotificationWatch;
  /** Resolves once the panel hosts tray icons. */
  startPanel(): Promise<void>;
  stopPanel(): Promise<void>;
  /** A picture of the whole screen, as PNG. */
  screenshot(file: string): Promise<void>;
  stop(): Promise<void>;
}

export interface DesktopOptions {
  /** False leaves the desktop without a tray until `startPanel`. */
  readonly hasPanel?: boolean;
  readonly size?: string;
  /** Whose session it is; by default of the user who runs the tests. */
  readonly uid?: number;
}

const path = process.env['PATH'] ?? '';
const watcher = 'org.kde.StatusNotifierWatcher';

export async function startDesktop({
  hasPanel = true,
  size = '1280x800',
  uid,
}: DesktopOptions = {}): Promise<Desktop> {
  const runDir = createRunDir('desktop');
  const processes: OwnedProcess[] = [];
  const own = (command: readonly string[], options: StartOptions): OwnedProcess => {
    const owned = startOwned(command, { ...options, uid });
    processes.push(owned);
    return owned;
  };

  const server = own(['Xvfb', '-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp'], {
    env: { PATH: path },
    stdio: withLineOn3,
  });
  const env = sessionEnvironment(runDir.dir, `:${await lineOn3(server)}`);
  writeSettings(env, runDir.dir);
  if (uid !== undefined) execFileSync('chown', ['-R', `${uid}:${uid}`, runDir.dir]);
  const busAddress = `unix:path=${join(runDir.dir, 'bus')}`;
  const busArgs = [
    `--config-file=${join(runDir.dir, busSettings.name)}`,
    '--nofork',
    '--nopidfile',
    '--print-address=3',
  ];
  await lineOn3(own(['dbus-daemon', ...busArgs, `--address=${busAddress}`], { env, stdio: withLineOn3 }));
  const bus = connectToBus(busAddress);
  own(['openbox'], { env });
  own(['dunst'], { env });
  const notifications = await watchNotifications(busAddress, runDir.dir);
  await until(
    'the notification server',
    async () => (await hasOwner(bus, 'org.freedesktop.Notifications')) || undefined,
  );

  let panel: OwnedProcess | undefined;
  const desktop: Desktop = {
    env,
    uid,
    bus,
    notifications,
    async startPanel() {
      panel = own(['xfce4-panel', '--disable-wm-check'], { env });
      await until('the panel to host tray icons', async () => (await hostsTray(bus)) || undefined, 20_000);
    },
    async stopPanel() {
      await panel?.stop();
      await until('the tray host to be gone', async () => !(await hasOwner(bus, watcher)) || undefined);
    },
    async screenshot(file) {
      mkdirSync(dirname(file), { recursive: true });
      await promisify(execFile)('import', ['-silent', '-window', 'root', file], { env });
    },
    async stop() {
      notifications.stop();
      bus.disconnect();
      for (const owned of processes.reverse()) await owned.stop();
      runDir.remove();
    },
  };
  if (hasPanel) await desktop.startPanel();
  return desktop;
}

/** Servers write a line there once they can be used. */
const withLineOn3 = ['ignore', 'ignore', 'ignore', 'pipe'] as const;

async function lineOn3(server: OwnedProcess): Promise<string> {
  const failed = once(server.child, 'exit').then(() => {
    throw new Error(`${server.child.spawnargs.join(' ')} ended before it could be used`);
  });
  const [line] = (await Promise.race([once(server.child.stdio[3] as Readable, 'data'), failed])) as [Buffer];
  return line.toString().trim();
}

/** Folders for programs that take their places from it, and nothing of the real session. */
function sessionEnvironment(dir: string, display: string): Environment {
  const home = join(dir, 'home');
  return {
    PATH: path,
    LANG: 'C.UTF-8',
    TMPDIR: tmpdir(),
    DISPLAY: display,
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(dir, 'bus')}`,
    HOME: home,
    XDG_RUNTIME_DIR: join(dir, 'run'),
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_STATE_HOME: join(home, '.local/state'),
    XDG_CURRENT_DESKTOP: 'XFCE',
    // No accessibility bus and no virtual file systems: they would outlive the session.
    NO_AT_BRIDGE: '1',
    GTK_A11Y: 'none',
    GIO_USE_VFS: 'local',
  };
}

function writeSettings(env: Environment, dir: string): void {
  const config = env['XDG_CONFIG_HOME'] ?? '';
  const files = {
    [join(config, 'xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml')]: panelSettings,
    [join(config, 'dunst/dunstrc')]: dunstSettings(dir),
    [join(dir, buttonChooser.name)]: buttonChooser.script,
    [join(dir, busSettings.name)]: busSettings.text,
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: 0o755 });
  }
  for (const name of ['XDG_RUNTIME_DIR', 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME']) {
    mkdirSync(env[name] ?? '', { recursive: true });
  }
  chmodSync(env['XDG_RUNTIME_DIR'] ?? '', 0o700);
}

async function hostsTray(bus: SessionBus): Promise<boolean> {
  const [isHosted] = await callBus(bus, {
    destination: watcher,
    path: '/StatusNotifierWatcher',
    member: 'org.freedesktop.DBus.Properties.Get',
    signature: 'ss',
    body: [watcher, 'IsStatusNotifierHostRegistered'],
  });
  return isHosted === true;
}
