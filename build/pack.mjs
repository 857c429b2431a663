/** `npm run pack`: the app as packages in `out/packages`, by default the unpacked one and the system's usual form. */

import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { drawIcons } from './draw-icons.mjs';
import { packageConfig } from './package-config.mjs';
import { setUpApp } from './set-up.mjs';
import { checkoutDir } from './set-up/places.mjs';
import { mustRun, say } from './set-up/run.mjs';

const usual = { linux: ['dir', 'deb'], darwin: ['dir', 'dmg'], win32: ['dir', 'nsis'] };

async function pack(targets) {
  const electron = await setUpApp();
  say('building (ten seconds)');
  await mustRun(process.execPath, [join('build', 'build.mjs')]);
  const iconDir = join(checkoutDir, 'out', 'icons');
  drawIcons(iconDir);
  say(`packing ${targets.join(', ')} with Electron ${electron.version} (one minute)`);
  await useLocalTools(targets);
  const { build, Platform } = await import('electron-builder');
  const config = packageConfig({ electronDir: electron.dir, electronVersion: electron.version, iconDir });
  const files = await build({
    projectDir: checkoutDir,
    targets: Platform.current().createTarget(targets),
    config,
    publish: 'never',
  });
  for (const file of files) say(`made ${file}`);
}

/** electron-builder would download these from a release page. */
async function useLocalTools(targets) {
  const { path7za } = await import('7zip-bin');
  // npm keeps no permissions for files that are not commands.
  chmodSync(path7za, 0o755);
  process.env.ELECTRON_BUILDER_7ZIP_PATH ??= path7za;
  // Ours knows only Debian's form; for others fpm itself is needed.
  if (!targets.includes('rpm'))
    process.env.CUSTOM_FPM_PATH ??= join(checkoutDir, 'build', 'fpm-over-dpkg.mjs');
}

const named = process.argv.slice(2);
try {
  await pack(named.length > 0 ? named : usual[process.platform]);
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
