/** `npm test`: set-up if needed, then every layer one after the other, or those named on the command line. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './check.mjs';
import { setUpApp, setUpSources } from './set-up.mjs';
import { prepareEngineRoots } from './set-up/engine-roots.mjs';
import { mustRun, run, say } from './set-up/run.mjs';
import { installSystemPackages } from './set-up/system-packages.mjs';

const isCi = process.env.CI === 'true';
const isLinuxRoot = process.platform === 'linux' && process.getuid() === 0;
const engineReason = isLinuxRoot ? undefined : 'starting engines of its own needs root on Linux';

/** In the order they run. `reason` says why a layer cannot run here. */
const layers = {
  check: { run: runChecks },
  unit: { packages: ['unit'], run: () => vitest('unit') },
  window: { run: () => vitest('window') },
  engine: { reason: engineReason, packages: ['engines'], run: () => vitest('rig') },
  desktop: {
    reason: engineReason,
    packages: ['engines', 'desktop'],
    isApp: true,
    run: () => vitest('desktop'),
  },
  package: {
    reason:
      isCi && isLinuxRoot
        ? undefined
        : 'it installs Bilge on the machine: only with CI=true, as root on Linux',
    packages: ['desktop'],
    isApp: true,
    run: () => vitest('package'),
  },
};

async function vitest(project) {
  const dir = mkdtempSync(join(tmpdir(), 'bilge-results-'));
  try {
    const outputFile = join(dir, 'results.json');
    const args = [
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      '--outputFile',
      outputFile,
    ];
    const { code } = await run(process.execPath, [join('node_modules', 'vitest', 'vitest.mjs'), ...args], {
      isLoud: true,
    });
    return { ...readCounts(outputFile), code };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function readCounts(file) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    return { passed: numPassedTests, failed: numFailedTests, left: numPendingTests + numTodoTests };
  } catch {
    return { passed: 0, failed: 0, left: 0 };
  }
}

let isBuilt = false;

/** Why a layer cannot run, or undefined once all that it needs is there. */
async function prepare({ reason, packages = [], isApp = false }) {
  if (reason) return reason;
  const lack = await installSystemPackages(packages);
  if (lack) return lack;
  if (packages.includes('engines')) await prepareEngineRoots();
  if (isApp) await setUpApp();
  if (isApp && !isBuilt) {
    say('building the app (ten seconds)');
    await mustRun(process.execPath, [join('build', 'build.mjs')]);
    isBuilt = true;
  }
  return undefined;
}

async function runLayer(name) {
  const startedAtMs = Date.now();
  const result = await attempt(layers[name]);
  const seconds = (Date.now() - startedAtMs) / 1000;
  const outcome = result.reason ? 'skipped' : `${result.passed} passed, ${result.failed} failed`;
  console.log(`── ${name}: ${outcome} (${seconds.toFixed(1)} s)\n`);
  return { name, ...result };
}

async function attempt(layer) {
  try {
    const reason = await prepare(layer);
    if (reason) return { passed: 0, failed: isCi ? 1 : 0, reason };
    return counted(await layer.run());
  } catch (error) {
    console.error(error.message);
    return { passed: 0, failed: 1 };
  }
}

/** A run that ends badly without a failed test (a file that does not load) is a failure; so is a test left out under CI. */
function counted({ passed, failed, left = 0, code = 0 }) {
  const failures = failed + (isCi ? left : 0);
  return { passed, failed: code !== 0 && failures === 0 ? 1 : failures };
}

async function test(names) {
  await setUpSources();
  const results = [];
  for (const name of names) results.push(await runLayer(name));
  for (const { name, reason } of results.filter((result) => result.reason)) {
    console.log(`${isCi ? 'not allowed under CI: ' : ''}skipped ${name}: ${reason}`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 ? 0 : 1;
}

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in layers));
if (unknown.length > 0) {
  say(`no such layer: ${unknown.join(', ')} (there are ${Object.keys(layers).join(', ')})`);
  process.exit(2);
}
process.exitCode = await test(named.length > 0 ? named : Object.keys(layers));
