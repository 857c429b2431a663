/** A lock between processes that a crash cannot leave shut: its owner is a living process, or it is nobody's. */

import { randomBytes } from 'node:crypto';
import { link, lstat, readFile, readlink, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { errorCode } from './error-code.ts';
import { processStart } from './process-start.ts';

export type Release = () => Promise<void>;

const startOf = processStart(process.platform);

/** Undefined when another living process (or an earlier call in this one) holds it. */
export async function takeLock(path: string): Promise<Release | undefined> {
  const own = `${process.pid}:${(await startOf(process.pid)) ?? ''}`;
  if (await createMark(path, own)) return () => removeMark(path, own);

  const owner = await readMark(path);
  if (owner !== undefined && (await isLiving(owner))) return undefined;
  // Of several that find a dead owner one may remove its mark, and only that very mark.
  const release = await takeLock(`${path}.recovery`);
  if (release === undefined) return undefined;
  try {
    if (owner !== undefined) await removeMark(path, owner);
    return (await createMark(path, own)) ? () => removeMark(path, own) : undefined;
  } finally {
    await release();
  }
}

/** True when a living process holds it. */
export async function isLocked(path: string): Promise<boolean> {
  const owner = await readMark(path);
  return owner !== undefined && (await isLiving(owner));
}

async function isLiving(owner: string): Promise<boolean> {
  const [pid, start] = [owner.slice(0, owner.indexOf(':')), owner.slice(owner.indexOf(':') + 1)];
  return start === (await startOf(Number(pid)));
}

/**
 * The mark is a symbolic link whose target is the owner: it appears with its content in one step, and needs no block of a
 * full disk. Windows wants a privilege for those, so there it is a second name of a small file (NTFS keeps it in its table).
 */
async function createMark(path: string, owner: string): Promise<boolean> {
  try {
    await (process.platform === 'win32' ? linkFile(path, owner) : symlink(owner, path));
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function linkFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, text, { mode: 0o600 });
    await link(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

async function readMark(path: string): Promise<string | undefined> {
  try {
    return (await lstat(path)).isSymbolicLink() ? await readlink(path) : await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function removeMark(path: string, owner: string): Promise<void> {
  if ((await readMark(path)) !== owner) return;
  await unlink(path).catch((error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw error;
  });
}
