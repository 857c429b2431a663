/** `npm run bench [-- part…]`: what Bilge costs, held against what it must not be slower than. Missed budgets are printed, not failed. */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setUpApp, setUpSources } from './set-up.mjs';
import { prepareEngineRoots } from './set-up/engine-roots.mjs';
import { checkoutDir } from './set-up/places.mjs';
import { mustRun, say } from './set-up/run.mjs';
import { installSystemPackages } from './set-up/system-packages.mjs';

async function bench() {
  await setUpSources();
  if (process.platform !== 'linux' || process.getuid() !== 0)
    throw new Error('it starts engines and a desktop of its own, which needs root on Linux');
  const lack = await installSystemPackages(['engines', 'desktop', 'bench']);
  if (lack) throw new Error(lack);
  await setUpApp();
  await prepareEngineRoots(['forky']);
  say('building (fifteen seconds)');
  const vite = join('node_modules', 'vite', 'bin', 'vite.js');
  await mustRun(process.execPath, [join('build', 'build.mjs')]);
  await mustRun(process.execPath, [vite, 'build', '--config', join('build', 'vite.bench.config.ts')]);
  const { runBench } = await import('../out/bench/run-bench.mjs');
  await runBench(process.argv.slice(2));
}

try {
  await bench();
} catch (error) {
  say(`the bench failed: ${error.stack ?? error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(join(checkoutDir, 'out', 'bench'), { recursive: true, force: true });
}
