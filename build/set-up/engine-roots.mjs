/** Fills a small Debian per suite with that suite's own Docker or Podman, for tests that start engines of several ages. */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from './places.mjs';
import { run, say } from './run.mjs';

const common = ['docker.io', 'docker-registry', 'iptables', 'iproute2', 'ca-certificates'];

/** What each root holds besides a minimal Debian. */
const packagesIn = {
  bookworm: [...common, 'podman', 'netavark'],
  trixie: [...common, 'docker-cli', 'docker-buildx'],
  forky: [...common, 'docker-cli', 'docker-buildx'],
};

/**
 * Its name says what it holds: a changed list means a new root.
 * @param {string} suite
 */
export function engineRootDir(suite) {
  const contents = createHash('sha256').update(packagesIn[suite].join()).digest('hex').slice(0, 8);
  return join(cacheDir, 'rig', `root-${suite}-${contents}`);
}

/** Makes the roots that are missing, side by side. Needs root and debootstrap. */
export async function prepareEngineRoots(suites = Object.keys(packagesIn)) {
  const missing = suites.filter((suite) => !existsSync(engineRootDir(suite)));
  if (missing.length === 0) return;
  say(`making engine roots: ${missing.join(', ')} (one to four minutes, once)`);
  mkdirSync(join(cacheDir, 'rig'), { recursive: true });
  await Promise.all(missing.map(makeRoot));
}

async function makeRoot(suite) {
  const root = engineRootDir(suite);
  const unfinished = `${root}.${process.pid}`;
  const include = `--include=${packagesIn[suite].join(',')}`;
  // The same script serves every suite; naming it spares a link in the system's folder for suites younger than the tool.
  const script = '/usr/share/debootstrap/scripts/sid';
  const { code, output } = await run('debootstrap', [
    '--variant=minbase',
    include,
    suite,
    unfinished,
    '',
    script,
  ]);
  if (code !== 0) {
    const log = join(unfinished, 'debootstrap', 'debootstrap.log');
    const lastWords = existsSync(log)
      ? readFileSync(log, 'utf8').split('\n').slice(-5).join('\n')
      : output.slice(-500);
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`debootstrap ${suite} ended with ${code}: ${lastWords}`);
  }
  rmSync(join(unfinished, 'var/cache/apt/archives'), { recursive: true, force: true });
  renameSync(unfinished, root);
}
