/** Puts a built app where a shipped one is: in `resources/app` of an Electron. That is also the true start-up path. */

import {
  cpSync,
  linkSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  readlinkSync,
  copyFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';

/**
 * @param {{ electron: { dir: string, executable: string }, appDir: string, dir: string }} from `dir` is replaced.
 * @returns {string} the executable to start
 */
export function placeApp({ electron, appDir, dir }) {
  rmSync(dir, { recursive: true, force: true });
  linkTree(electron.dir, dir);
  const executable = join(dir, relative(electron.dir, electron.executable));
  const resources =
    process.platform === 'darwin' ? join(dir, 'Electron.app/Contents/Resources') : join(dir, 'resources');
  rmSync(join(resources, 'default_app.asar'), { force: true });
  cpSync(appDir, join(resources, 'app'), { recursive: true });
  return executable;
}

/** Hard links: no copy of 250 MB at every start. */
function linkTree(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkFile(source, target);
  }
}

function linkFile(source, target) {
  try {
    linkSync(source, target);
  } catch {
    // Another file system, or one without hard links.
    copyFileSync(source, target);
  }
}
