/** A filesystem in a file: an engine that has one to itself shows in its free space what a clean gave back, and nothing else. */

import { execFileSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';

/** An empty ext4 of `sizeBytes` with the block size that large ones have, and nothing reserved for root. The file is sparse. */
export function makeDiskImage(path: string, sizeBytes: number): void {
  writeFileSync(path, '');
  truncateSync(path, sizeBytes);
  execFileSync('mkfs.ext4', ['-q', '-b', '4096', '-m', '0', path]);
}
