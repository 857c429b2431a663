/**
 * Lines of JSON inside a file whose blocks are already paid for: appending needs no free byte on the disk.
 * The rest of the file is zero bytes, so a torn last line has no line end and is ignored.
 * On file systems that write every change to new blocks (Btrfs, ZFS) a full disk can still refuse; the caller is told.
 */

import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** Kept for `appendLast`, whatever was appended before: the closing words always fit. */
const TAIL_BYTES = 8 * 1024;
const MEBIBYTE_BYTES = 1024 * 1024;

export class PreallocatedLog {
  readonly #file: FileHandle;
  readonly #baseBytes: number;
  #sizeBytes: number;
  #endBytes = 0;
  /** Whole lines found when opened. */
  readonly lines: readonly unknown[];

  private constructor(file: FileHandle, baseBytes: number, content: Buffer) {
    this.#file = file;
    this.#baseBytes = baseBytes;
    this.#sizeBytes = content.length;
    const { lines, endBytes } = readLines(content);
    this.lines = lines;
    this.#endBytes = endBytes;
  }

  /** Makes the file `baseBytes` large, really written, unless it is. */
  static async open(path: string, baseBytes: number): Promise<PreallocatedLog> {
    const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    try {
      const content = await file.readFile();
      const log = new PreallocatedLog(file, baseBytes, content);
      await log.#growTo(baseBytes);
      const isTorn = content.subarray(log.#endBytes).some((byte) => byte !== 0);
      if (isTorn) await log.#wipe(log.#endBytes, content.length);
      return log;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** On the disk when it returns. Grows the file when full; fails with ENOSPC, having written nothing, where that cannot be. */
  async append(value: unknown): Promise<void> {
    await this.#append(value, TAIL_BYTES);
  }

  /** As `append`, but may use the room kept for the last line. */
  async appendLast(value: unknown): Promise<void> {
    await this.#append(value, 0);
  }

  /** Forgets every line and gives back what the file grew by. */
  async clear(): Promise<void> {
    await this.#file.truncate(this.#baseBytes);
    this.#sizeBytes = this.#baseBytes;
    await this.#wipe(0, Math.min(this.#endBytes, this.#baseBytes));
    this.#endBytes = 0;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #append(value: unknown, keptBytes: number): Promise<void> {
    const line = Buffer.from(`${JSON.stringify(value)}\n`);
    const needBytes = this.#endBytes + line.length + keptBytes;
    if (needBytes > this.#sizeBytes)
      await this.#growTo(Math.ceil(needBytes / MEBIBYTE_BYTES) * MEBIBYTE_BYTES);
    await this.#write(line, this.#endBytes);
    await this.#file.datasync();
    this.#endBytes += line.length;
  }

  async #growTo(sizeBytes: number): Promise<void> {
    if (sizeBytes <= this.#sizeBytes) return;
    try {
      await this.#wipe(this.#sizeBytes, sizeBytes);
      this.#sizeBytes = sizeBytes;
    } catch (error) {
      await this.#file.truncate(this.#sizeBytes);
      throw error;
    }
  }

  async #wipe(fromBytes: number, toBytes: number): Promise<void> {
    await this.#write(Buffer.alloc(toBytes - fromBytes), fromBytes);
    await this.#file.sync();
  }

  /** A disk that fills up may take a part of a write and say so only at the next one. */
  async #write(bytes: Buffer, atBytes: number): Promise<void> {
    let done = 0;
    while (done < bytes.length) {
      done += (await this.#file.write(bytes, done, bytes.length - done, atBytes + done)).bytesWritten;
    }
  }
}

/** Lines up to the first that is not whole, and where they end. */
export function readLines(content: Buffer): {
  readonly lines: readonly unknown[];
  readonly endBytes: number;
} {
  const lines: unknown[] = [];
  let start = 0;
  for (let end = content.indexOf('\n'); end !== -1; end = content.indexOf('\n', start)) {
    try {
      lines.push(JSON.parse(content.toString('utf8', start, end)));
    } catch {
      break;
    }
    start = end + 1;
  }
  return { lines, endBytes: start };
}
