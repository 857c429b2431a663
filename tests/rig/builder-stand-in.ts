/**
 * A buildx `docker-container` builder as an engine sees it: a container and a volume of buildx's names. Its `buildctl` is
 * synthetic (`stand-in-buildctl.sh`): no closed machine can pull BuildKit's own image.
 */

import { readFileSync } from 'node:fs';
import { baseImage, build, importBase } from './build-image.ts';
import type { RigEngine } from './engines.ts';
import { runInBackground } from './run-container.ts';

/** Whose output it prints. */
export type BuildKitAge = '0.10' | '0.11' | '0.17';

export interface StandInRecord {
  readonly id: string;
  readonly parents?: readonly string[];
  readonly type?: string;
  readonly isInUse?: boolean;
  readonly sizeBytes?: number;
  /** Epoch seconds. */
  readonly usedAt?: number;
  readonly description?: string;
}

const image = 'stand-in-buildkit:1';
const stateDir = '/var/lib/buildkit';
export const containerOf = (node: string): string => `buildx_buildkit_${node}`;
export const volumeOf = (node: string): string => `buildx_buildkit_${node}_state`;

export async function importStandIn(engine: RigEngine): Promise<void> {
  await importBase(engine);
  const dockerfile = `FROM ${baseImage}\nCOPY buildctl /bin/buildctl\nRUN /bin/busybox chmod 755 /bin/buildctl\n`;
  const buildctl = readFileSync(new URL('stand-in-buildctl.sh', import.meta.url));
  await build(engine, { dockerfile, files: { buildctl }, tags: [image] });
}

/** Runs until it is stopped. A state volume that is there is taken over, as buildx does. */
export async function startBuilder(engine: RigEngine, node: string, from = image): Promise<void> {
  const volume = `${volumeOf(node)}:${stateDir}`;
  await runInBackground(engine, containerOf(node), ['--volume', volume, from, 'sleep', '100000']);
}

/** A file in its state: `age`, `slow` (seconds a record takes to go), `verbatim` (all it prints), `endless`, `exit`. */
export async function putState(
  engine: RigEngine,
  node: string,
  file: string,
  content: string,
): Promise<void> {
  await engine.docker(
    ['exec', '-i', containerOf(node), 'sh', '-c', `cat > ${stateDir}/${file}`],
    `${content}\n`,
  );
}

export async function dropState(engine: RigEngine, node: string, file: string): Promise<void> {
  await engine.docker(['exec', containerOf(node), 'rm', `${stateDir}/${file}`]);
}

export async function putRecords(
  engine: RigEngine,
  node: string,
  records: readonly StandInRecord[],
): Promise<void> {
  await putState(engine, node, 'records', records.map(row).join('\n'));
}

/** Ids of the records that are there, asked past Bilge. */
export async function idsIn(engine: RigEngine, node: string): Promise<readonly string[]> {
  const table = await engine.docker(['exec', containerOf(node), 'cat', `${stateDir}/records`]);
  return table.split('\n').flatMap((line) => (line === '' ? [] : [line.split('\t')[0] ?? '']));
}

const CREATED_AT = 1_760_000_000;

function row({ id, parents = [], usedAt, description = '', ...record }: StandInRecord): string {
  const { type = 'regular', isInUse = false, sizeBytes = 1_000_000 } = record;
  const times = [CREATED_AT, usedAt ?? '', usedAt === undefined ? 0 : 1];
  return [id, parents.join(','), type, isInUse, sizeBytes, ...times, description].join('\t');
}
