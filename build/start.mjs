/** `npm start`: set-up if needed, build, and Bilge opens. What follows `--` goes to the app. */

import { join } from 'node:path';
import { placeApp } from './place-app.mjs';
import { sandboxArgs } from './sandbox-args.mjs';
import { setUpApp } from './set-up.mjs';
import { cacheDir, checkoutDir } from './set-up/places.mjs';
import { mustRun, run, say } from './set-up/run.mjs';

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
  const executable = placeApp({
    electron,
    appDir: join(checkoutDir, 'dist'),
    dir: join(cacheDir, 'run', 'start'),
  });
  const { code } = await run(executable, [...(await sandboxArgs(electron)), ...args], { isLoud: true });
  return code;
}

try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
