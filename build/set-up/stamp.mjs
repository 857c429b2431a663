/** Remembers what a generated folder was made from, so that making it again is skipped while that is unchanged. */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Fingerprint of the contents of files, in the given order. */
export function fingerprint(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

export function isStamped(stampFile, value) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === value;
}

export function stamp(stampFile, value) {
  writeFileSync(stampFile, value);
}
