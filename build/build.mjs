/** Builds what ships into `dist`: all parts, or those named on the command line. */

import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setUpSources } from './set-up.mjs';
import { checkoutDir } from './set-up/places.mjs';
import { mustRun, say } from './set-up/run.mjs';

const parts = ['main', 'preload', 'cli', 'renderer'];
const distDir = join(checkoutDir, 'dist');

async function build(wanted) {
  await setUpSources();
  if (wanted.length === parts.length) rmSync(distDir, { recursive: true, force: true });
  mkdirSync(distDir, { recursive: true });
  await Promise.all(wanted.map(buildPart));
  writeFileSync(join(distDir, 'package.json'), JSON.stringify(shippedManifest(), undefined, 2));
  const cli = join(distDir, 'cli.mjs');
  if (existsSync(cli)) chmodSync(cli, 0o755);
}

function buildPart(part) {
  const vite = join('node_modules', 'vite', 'bin', 'vite.js');
  return mustRun(process.execPath, [vite, 'build', '--config', join('build', `vite.${part}.config.ts`)]);
}

/** What Electron reads when `dist` lies in its `resources/app`. */
function shippedManifest() {
  const { name, productName, version, description, author, license, homepage, desktopName } = JSON.parse(
    readFileSync(join(checkoutDir, 'package.json'), 'utf8'),
  );
  return {
    name,
    productName,
    version,
    description,
    author,
    license,
    homepage,
    desktopName,
    main: 'main.cjs',
  };
}

const named = process.argv.slice(2);
const unknown = named.filter((part) => !parts.includes(part));
if (unknown.length > 0) {
  say(`no such part: ${unknown.join(', ')} (there are ${parts.join(', ')})`);
  process.exit(2);
}
await build(named.length > 0 ? named : parts);
