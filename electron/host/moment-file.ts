/** One moment on disk, always the same length: overwritten in place, so that it can be noted on a full disk. */

import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';

const DIGITS = 16;

/** Undefined when nothing was noted, or the note is damaged. */
export async function readMoment(path: string): Promise<number | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const isWhole = new RegExp(`^\\d{${DIGITS}}\\n$`).test(text);
  return isWhole && Number(text) > 0 ? Number(text) : undefined;
}

/** `atMs` 0 notes "never", and so makes room for a later moment. */
export async function writeMoment(path: string, atMs: number): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT, 0o600);
  try {
    await file.write(`${String(Math.trunc(atMs)).padStart(DIGITS, '0')}\n`, 0);
    await file.datasync();
  } finally {
    await file.close();
  }
}
