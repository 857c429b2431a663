import { mkdir, readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOG_FILE_BYTES, LogFile } from '../../electron/host/log-file.ts';
import { tempFolder } from './temp-folder.ts';

const clock = { nowMs: () => Date.UTC(2026, 0, 2, 3, 4, 5) };

describe('the log file', () => {
  it('holds a line of JSON an event', async () => {
    const path = join(await tempFolder(), 'bilge.log');
    const log = new LogFile(path, clock);
    log.write('started');
    log.write('engine-read', { durationMs: 12, kind: 'ok', isCheap: true });
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { at: '2026-01-02T03:04:05.000Z', event: 'started' },
      { at: '2026-01-02T03:04:05.000Z', event: 'engine-read', durationMs: 12, kind: 'ok', isCheap: true },
    ]);
  });

  it('never takes more than two files of 512 KB, the newest lines kept', async () => {
    const folder = await tempFolder();
    const log = new LogFile(join(folder, 'bilge.log'), clock);
    for (let number = 0; number < 15_000; number += 1) log.write('tick', { number, pad: 'x'.repeat(60) });
    expect((await readdir(folder)).sort()).toEqual(['bilge.log', 'bilge.log.1']);
    for (const name of await readdir(folder)) {
      expect((await stat(join(folder, name))).size).toBeLessThanOrEqual(LOG_FILE_BYTES);
    }
    expect(await readFile(join(folder, 'bilge.log'), 'utf8')).toContain('"number":14999');
  });

  it('cuts a fact that is too long to be one', async () => {
    const path = join(await tempFolder(), 'bilge.log');
    new LogFile(path, clock).write('odd', { text: 'x'.repeat(5000) });
    expect((await stat(path)).size).toBeLessThan(400);
  });

  it('disturbs nothing when it cannot be written', async () => {
    const path = join(await tempFolder(), 'bilge.log');
    await mkdir(path);
    expect(() => new LogFile(path, clock).write('event')).not.toThrow();
  });
});
