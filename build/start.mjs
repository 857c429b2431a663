/** `npm start`: set-up if needed, build, and Bilge opens. What follows `--` goes to the app. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { placeApp } from './place-app.mjs';
import { sandboxArgs } from './sandbox-args.mjs';
import { setUpApp } from './set-up.mjs';
import { cacheDir, checkoutDir } from './set-up/places.mjs';
import { mustRun, say } from './set-up/run.mjs';

async function start(args) {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new Error(
      'there is no display to open on. Start it from a desktop session; without one, ' +
        '"npm run build && node dist/cli.mjs df" does the same work in a terminal.',
    );
  }
  const electron = await setUpApp();
  say('building (ten seconds)');
  await mustRun(process.execPath, [join('build', 'build.mjs')]);
  const runDir = freshRunDir();
  try {
    const executable = placeApp({ electron, appDir: join(checkoutDir, 'dist'), dir: runDir });
    return await runInForeground(executable, [...(await sandboxArgs(electron)), ...args]);
  } finally {
    rmSync(runDir, { recursive: true, force: true });
  }
}

/** One for each start, since an app that runs must keep its files; those of starts that were killed are removed. */
function freshRunDir() {
  const base = join(cacheDir, 'run');
  mkdirSync(base, { recursive: true });
  for (const pid of readdirSync(base)) {
    if (!isAlive(Number(pid))) rmSync(join(base, pid), { recursive: true, force: true });
  }
  return join(base, String(process.pid));
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Passes on what should end it, and ends with it. */
async function runInForeground(command, args) {
  const child = spawn(command, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
