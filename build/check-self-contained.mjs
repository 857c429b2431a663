/** Fails when a tracked file names a place that only its author's machine has, or the host of a package registry. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutDir } from './set-up/places.mjs';

const forbidden = {
  'a work folder': /(?<![\w.$}~-])\/(?:work|workspace|builds)\//,
  'a package registry': /\bregistry\.(?:npmjs|yarnpkg|npmmirror)\b|\bdeb\.debian\.org\b|\bpypi\.org\b/,
};
const isBinary = /\.(?:png|ico|icns|gz|zip|woff2)$/;

const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: checkoutDir, encoding: 'utf8' }).split('\0');
const findings = tracked
  .filter((path) => path !== '' && !isBinary.test(path) && !path.startsWith('tests/fixtures/'))
  .flatMap((path) => findIn(path));
for (const finding of findings) console.error(finding);
process.exitCode = findings.length === 0 ? 0 : 1;

function findIn(path) {
  const lines = readFileSync(join(checkoutDir, path), 'utf8').split('\n');
  return lines.flatMap((line, index) =>
    Object.entries(forbidden)
      .filter(([, pattern]) => pattern.test(line))
      .map(([what]) => `${path}:${index + 1} names ${what}: ${line.trim().slice(0, 120)}`),
  );
}
