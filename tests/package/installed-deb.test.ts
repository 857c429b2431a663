/** The deb as a user gets it: installs, starts sandboxed and fused, shows its icon, quits, and goes away again. */

import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkoutDir } from '../../build/set-up/places.mjs';
import { startDesktop, type Desktop } from '../e2e/desktop.ts';
import { startBareApp, type BareApp } from '../e2e/launch-app.ts';
import { trayItemOf } from '../e2e/tray-item.ts';

const installDir = '/opt/Bilge';
const executable = join(installDir, 'bilge');
/** Nobody in particular: a user without rights, for whom the sandbox must work. */
const uid = 65534;

const apt = (...args: readonly string[]): void => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', [...args, '-y', '-qq', '--no-install-recommends'], { env });
};

let desktop: Desktop;
beforeAll(async () => {
  execFileSync(process.execPath, [join('build', 'pack.mjs')], { cwd: checkoutDir });
  const packages = join(checkoutDir, 'out', 'packages');
  const deb = readdirSync(packages).find((name) => name.endsWith('.deb')) ?? '';
  apt('install', join(packages, deb));
  desktop = await startDesktop({ uid });
});
afterAll(async () => {
  await desktop.stop();
  if (existsSync(executable)) apt('remove', 'bilge');
});

const started = async (...args: readonly string[]): Promise<BareApp> =>
  startBareApp({ desktop, app: { executable, remove: () => undefined }, args });

it('belongs to root, with the desktop entry that notifications and windows refer to', () => {
  expect(statSync(executable).uid).toBe(0);
  expect(statSync(join(installDir, 'resources/app.asar')).mode & 0o022).toBe(0);
  const entry = readFileSync('/usr/share/applications/dev.bilge.Bilge.desktop', 'utf8');
  expect(entry).toMatch(/^Exec=\/opt\/Bilge\/bilge %U$/m);
  expect(entry).toMatch(/^StartupWMClass=dev\.bilge\.Bilge$/m);
});

it('cannot be turned into a Node, be given a debugger or another app', async () => {
  const wire = await getCurrentFuseWire(executable);
  expect(wire.version).toBe(FuseVersion.V1);
  const isOn = (fuse: FuseV1Options): boolean => String.fromCharCode(Number(wire[fuse])) === '1';
  const on = [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseV1Options.OnlyLoadAppFromAsar];
  const off = [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
  ];
  expect(on.filter(isOn)).toEqual(on);
  expect(off.filter(isOn)).toEqual([]);
});

it('shows its icon to an unprivileged user, keeps its windows sandboxed, and quits by its menu', async () => {
  const app = await started();
  const item = await trayItemOf(desktop.bus, app.pid);
  const { icons, tooltip } = await item.properties();
  expect(icons.length).toBeGreaterThan(0);
  expect(tooltip).toContain('Bilge');
  expect(readFileSync(`/proc/${app.pid}/cmdline`, 'utf8')).not.toContain('no-sandbox');
  expect(app.output()).not.toMatch(/sandbox/i);
  await item.click('Quit');
  expect(await app.exited).toBe(0);
});

it('leaves nothing in the system when it is removed', () => {
  apt('remove', 'bilge');
  expect(existsSync(installDir)).toBe(false);
  expect(existsSync('/usr/bin/bilge')).toBe(false);
});
