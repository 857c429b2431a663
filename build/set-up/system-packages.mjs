/** Installs the Debian packages that a job needs, or prints the one command that would. */

import { existsSync } from 'node:fs';
import { mustRun, run, say } from './run.mjs';

/** Names by purpose; in a list the first that the distribution knows is taken (libraries were renamed for 64-bit time). */
const packagesFor = {
  app: [
    ['libgtk-3-0t64', 'libgtk-3-0'],
    ['libasound2t64', 'libasound2'],
    ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
    ['libcups2t64', 'libcups2'],
    'libnss3',
    'libgbm1',
    'libdrm2',
    'libxss1',
    'libnotify4',
    'libsecret-1-0',
    'unzip',
  ],
  unit: ['dbus', 'libglib2.0-bin', 'procps'],
  bench: ['curl'],
  engines: ['debootstrap', 'debian-archive-keyring', 'busybox-static', 'util-linux', 'mount', 'e2fsprogs'],
  desktop: [
    'xvfb',
    'openbox',
    'xfce4-panel',
    'xfconf',
    'dunst',
    'dbus',
    'dbus-x11',
    'libglib2.0-bin',
    'imagemagick',
    'xdotool',
    'fonts-dejavu-core',
    'fonts-noto-cjk',
  ],
};

/**
 * Resolves with undefined when everything is there, else with the sentence that says what to do.
 * @param {readonly (keyof typeof packagesFor)[]} purposes
 * @returns {Promise<string | undefined>}
 */
export async function installSystemPackages(purposes) {
  if (process.platform !== 'linux') return undefined;
  if (!existsSync('/usr/bin/dpkg-query') || !existsSync('/usr/bin/apt-get')) return undefined;
  const missing = await missingOf(purposes.flatMap((purpose) => packagesFor[purpose]));
  if (missing.length === 0) return undefined;
  if (process.getuid() !== 0)
    return `missing packages: sudo apt-get install ${(await known(missing)).join(' ')}`;
  await install(missing);
  return undefined;
}

async function install(missing) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  say(`installing ${missing.length} system packages (up to three minutes)`);
  // One unreachable third-party source fails the update; the install then says whether it mattered.
  await run('apt-get', ['update', '-qq'], { env });
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...(await known(missing))];
  await mustRun('apt-get', args, { env });
}

async function missingOf(wanted) {
  const { output } = await run('dpkg-query', [
    '-W',
    '-f',
    '${db:Status-Abbrev} ${Package}\n',
    ...wanted.flat(),
  ]);
  const lines = output.split('\n').filter((line) => line.startsWith('ii'));
  const installed = new Set(lines.map((line) => line.split(/\s+/).at(-1)));
  return wanted.filter((names) => ![names].flat().some((name) => installed.has(name)));
}

/** Of each list the name that this distribution has. */
async function known(wanted) {
  const { output } = await run('apt-cache', ['pkgnames', '--generate']);
  const names = new Set(output.split('\n'));
  return wanted.map(
    (alternatives) => [alternatives].flat().find((name) => names.has(name)) ?? [alternatives].flat().at(-1),
  );
}
