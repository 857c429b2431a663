import { appendFile, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Sample } from '../../electron/core/ports/host.ts';
import { CompactSampleFile } from '../../electron/host/sample-file.ts';
import { RememberingLog } from './remembering-log.ts';
import { tempFolder } from './temp-folder.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const START_MS = 1_700_000_000_000;

async function aSampleFile() {
  const path = join(await tempFolder(), 'samples.jsonl');
  const clock = { time: START_MS, nowMs: () => clock.time };
  return { path, clock, file: new CompactSampleFile(path, clock, new RememberingLog()) };
}

function at(atMs: number, over: Partial<Sample> = {}): Sample {
  return { atMs, engineKey: 'one', category: 'cache', bytes: atMs - START_MS, ...over };
}

describe('the sample file', () => {
  it('is empty before the first sample', async () => {
    const { file } = await aSampleFile();
    expect(await file.read('one', 'cache', 0)).toEqual([]);
  });

  it('gives one series of one engine since a moment, oldest first', async () => {
    const { file } = await aSampleFile();
    const later = (minutes: number, over: Partial<Sample> = {}): Sample =>
      at(START_MS + minutes * MINUTE_MS, over);
    await file.add([later(20), later(10)]);
    await file.add([later(30, { category: 'images' }), later(40, { engineKey: 'two' }), later(-10)]);
    expect(await file.read('one', 'cache', START_MS)).toEqual([later(10), later(20)]);
  });

  it('loses only a torn line', async () => {
    const { file, path } = await aSampleFile();
    await file.add([at(START_MS)]);
    await appendFile(path, '\n[17000000');
    await file.add([at(START_MS + 10 * MINUTE_MS)]);
    expect(await file.read('one', 'cache', 0)).toEqual([at(START_MS), at(START_MS + 10 * MINUTE_MS)]);
  });

  it('grows no more than a day between thinnings', async () => {
    const { file, path, clock } = await aSampleFile();
    for (let day = 0; day < 5; day += 1) {
      const samples = Array.from({ length: 1440 }, (_, minute) =>
        at(START_MS + day * DAY_MS + minute * MINUTE_MS),
      );
      clock.time = samples[1439]!.atMs;
      await file.add(samples);
    }
    const lines = (await readFile(path, 'utf8')).split('\n').length;
    expect(lines).toBeLessThan(1440 + 2 * 290 + 3 * 26);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('goes on when the clock is set back', async () => {
    const { file, clock } = await aSampleFile();
    await file.add([at(START_MS)]);
    clock.time = START_MS - 400 * DAY_MS;
    await file.add([at(clock.time)]);
    expect(await file.read('one', 'cache', 0)).toEqual([at(clock.time), at(START_MS)]);
  });
});
