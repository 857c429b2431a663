/** A filesystem in a file: an engine that has one to itself shows in its free space what a clean gave back, and nothing else. */

import { execFileSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';

/** An empty ext4 that holds `sizeBytes` less its own tables; the file is sparse. Nothing is reserved for root. */
export function makeDiskImage(path: string, sizeBytes: number): void {
  writeFileSync(path, '');
  truncateSync(path, sizeBytes);
  execFileSync('mkfs.ext4', ['-q', '-m', '0', path]);
}
