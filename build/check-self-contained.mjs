/** Fails when a source file names a place that only its author's machine has, or the host of a package registry. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutDir } from './set-up/places.mjs';

const forbidden = {
  'a work folder': /(?<![\w.$}~-])\/(?:work|workspace|builds)\//,
  'a package registry': /\bregistry\.(?:npmjs|yarnpkg|npmmirror)\b|\bdeb\.debian\.org\b|\bpypi\.org\b/,
};
const isBinary = /\.(?:png|ico|icns|gz|zip|woff2)$/;

const ignored = new Set(
  readFileSync(join(checkoutDir, '.gitignore'), 'utf8')
    .split('\n')
    .map((line) => line.replace(/\/$/, '')),
);
const findings = sources('')
  .filter((path) => !isBinary.test(path))
  .flatMap(findIn);
for (const finding of findings) console.error(finding);
process.exitCode = findings.length === 0 ? 0 : 1;

/** Paths below a folder of the checkout, without what git does not keep. */
function sources(folder) {
  return readdirSync(join(checkoutDir, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.name === '.git' || ignored.has(entry.name) || ignored.has(path) || path === 'tests/fixtures')
      return [];
    return entry.isDirectory() ? sources(path) : [path];
  });
}

function findIn(path) {
  const lines = readFileSync(join(checkoutDir, path), 'utf8').split('\n');
  return lines.flatMap((line, index) =>
    Object.entries(forbidden)
      .filter(([, pattern]) => pattern.test(line))
      .map(([what]) => `${path}:${index + 1} names ${what}: ${line.trim().slice(0, 120)}`),
  );
}
