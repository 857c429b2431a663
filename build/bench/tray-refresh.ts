/** What keeping the figure fresh costs a real engine that has 200,000 files in a volume. */

import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readingOfCache } from '../../electron/core/usage-readings.ts';
import { parseEndpoint } from '../../electron/engine/endpoint.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { startEngine, type RigEngine } from '../../tests/rig/engines.ts';
import { fill } from '../../tests/rig/fill.ts';
import type { Row } from './rows.ts';
import { median, ms, several, timed } from './timing.ts';

const FOLDERS = 200;
const FILES_EACH = 1_000;
const READ_RUNS = 100;
const WALK_RUNS = 9;
const CACHE_ONLY = '/v1.51/system/df?type=build-cache';

export async function trayRefreshRows(): Promise<readonly Row[]> {
  const rig = await startEngine('d28');
  try {
    await fill(rig, 'shared');
    await fillVolume(rig);
    const { ours, bare, curl, curlProcess } = await readSideBySide(rig);
    const [command, api] = await walk(rig);
    return [
      {
        what: 'tray refresh against `docker system df`',
        measured: `${ms(command)} the command, ${ms(ours)} ours, both from call to figure, 200,000 files in a volume`,
        result: command / ours,
        unit: '×',
        budget: { atLeast: 40 },
      },
      {
        what: '… against its bare API call',
        measured: `${ms(api)} GET /system/df`,
        result: api / ours,
        unit: '×',
      },
      {
        what: 'tray refresh against bare curl of the same reply',
        measured: `${ms(ours)} ours, in process; ${ms(curl)} by curl’s own time_total, its start left out`,
        result: ours / curl,
        unit: '×',
        budget: { atMost: 1.3 },
      },
      {
        what: '… against a bare call by Node’s own client',
        measured: `${ms(bare)}, connection, reply and text alone`,
        result: ours / bare,
        unit: '×',
      },
      {
        what: '… against curl as a process',
        measured: `${ms(curlProcess)} from spawn to exit`,
        result: ours / curlProcess,
        unit: '×',
      },
    ];
  } finally {
    await rig.dispose();
  }
}

async function fillVolume(rig: RigEngine): Promise<void> {
  await rig.docker(['volume', 'create', 'many-files']);
  const content = join(rig.data, 'volumes', 'many-files', '_data');
  for (let folder = 0; folder < FOLDERS; folder += 1) {
    const dir = join(content, String(folder));
    mkdirSync(dir);
    for (let file = 0; file < FILES_EACH; file += 1) writeFileSync(join(dir, String(file)), 'small');
  }
}

interface SideBySide {
  readonly ours: number;
  readonly bare: number;
  readonly curl: number;
  readonly curlProcess: number;
}

/** In turns, so that whatever else the machine does hits both alike. */
async function readSideBySide(rig: RigEngine): Promise<SideBySide> {
  const engine = openEngine(parseEndpoint(rig.endpoint));
  const read = async (): Promise<void> => void readingOfCache(await engine.readCache(), { protectRules: [] });
  const args = ['-s', '-o', '/dev/null', '-w', '%{time_total}', '--unix-socket', rig.socketPath];
  const curl = async (): Promise<number> => {
    const { stdout } = await promisify(execFile)('curl', [...args, `http://engine${CACHE_ONLY}`]);
    return Number(stdout) * 1_000;
  };
  for (let warm = 0; warm < 10; warm += 1) {
    await read();
    await curl();
  }
  const times: Record<keyof SideBySide, number[]> = { ours: [], bare: [], curl: [], curlProcess: [] };
  for (let run = 0; run < READ_RUNS; run += 1) {
    times.ours.push(await timed(read));
    times.curlProcess.push(await timed(async () => times.curl.push(await curl())));
    times.bare.push(await timed(() => rig.api('GET', CACHE_ONLY)));
    // So that ours, too, always comes after a process and finds the processor cold.
    await curl();
  }
  engine.close();
  return {
    ours: median(times.ours),
    bare: median(times.bare),
    curl: median(times.curl),
    curlProcess: median(times.curlProcess),
  };
}

/** The command inside the engine's world, and the API call alone; both warm. */
async function walk(rig: RigEngine): Promise<readonly [command: number, api: number]> {
  await rig.docker(['system', 'df']);
  const command = await several(WALK_RUNS, () => timed(() => rig.docker(['system', 'df'])));
  const api = await several(WALK_RUNS, () => timed(() => rig.api('GET', '/v1.51/system/df')));
  return [median(command), median(api)];
}
