/** Decides whether Chromium's sandbox can work here, and says so when it cannot. */

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { run, say } from './set-up/run.mjs';

/** Arguments that a development start needs; an installed package brings a working sandbox instead. */
export async function sandboxArgs(electron) {
  if (process.platform !== 'linux') return [];
  if (process.getuid() === 0) {
    say('running as root, where Chromium has no sandbox: adding --no-sandbox');
    return ['--no-sandbox'];
  }
  if (hasSetuidHelper(electron.dir) || (await hasUserNamespaces())) return [];
  say('this system forbids user namespaces, which the sandbox needs: adding --no-sandbox');
  return ['--no-sandbox'];
}

function hasSetuidHelper(dir) {
  try {
    const helper = statSync(join(dir, 'chrome-sandbox'));
    return helper.uid === 0 && (helper.mode & 0o4000) !== 0;
  } catch {
    return false;
  }
}

async function hasUserNamespaces() {
  try {
    return (await run('unshare', ['-Ur', 'true'])).code === 0;
  } catch {
    return false;
  }
}
