import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DfDocument, DfItems } from '../../electron/cli/df-report.ts';
import { dockerItemSize, dockerReclaimable, dockerSize } from '../../shared/format.ts';
import type { ParityRow } from '../../shared/usage.ts';
import { bilgeCommand, type BilgeCommand } from './bilge-command.ts';
import { dockerReads } from './docker-reads.ts';
import { dockerEngines, startEngine, type RigEngine } from './engines.ts';
import { fill, states } from './fill.ts';
import { getJson } from './get-json.ts';

interface DockerRow {
  readonly Type: string;
  readonly TotalCount: string;
  readonly Active: string;
  readonly Size: string;
  readonly Reclaimable: string;
}

interface DockerItems {
  readonly Images: readonly {
    readonly ID: string;
    readonly Size: string;
    readonly SharedSize: string;
    readonly UniqueSize: string;
  }[];
  readonly Containers: readonly { readonly ID: string; readonly Size: string }[];
  readonly Volumes: readonly { readonly Name: string; readonly Size: string; readonly Links: string }[];
  readonly BuildCache: readonly {
    readonly ID: string;
    readonly Size: string;
    readonly Shared: string;
    readonly InUse: string;
  }[];
}

type Row = readonly [string, readonly string[]];
type Rows = Readonly<Record<string, readonly string[]>>;

/** Docker prints no percentage for the build cache. */
function asDockerPrints(row: ParityRow, hasPercent: boolean): readonly string[] {
  const reclaimable = hasPercent
    ? dockerReclaimable(row.reclaimableBytes, row.sizeBytes)
    : dockerSize(row.reclaimableBytes);
  return [String(row.total), String(row.active), dockerSize(row.sizeBytes), reclaimable];
}

async function dockerRows(engine: RigEngine): Promise<Rows> {
  const lines = (await dockerReads(engine, ['system', 'df', '--format', '{{json .}}'])).trim().split('\n');
  const rows = lines.map((line) => JSON.parse(line) as DockerRow);
  return Object.fromEntries(
    rows.map((row) => [row.Type, [row.TotalCount, row.Active, row.Size, row.Reclaimable]]),
  );
}

/** By id as short as docker prints it. Sizes of containers without the virtual size behind them. */
async function dockerItems(engine: RigEngine): Promise<Rows> {
  const items = JSON.parse(
    await dockerReads(engine, ['system', 'df', '-v', '--format', '{{json .}}']),
  ) as DockerItems;
  const rows = [
    ...items.Images.map(({ ID, Size, SharedSize, UniqueSize }): Row => [
      ID.replace('sha256:', '').slice(0, 12),
      [Size, SharedSize, UniqueSize],
    ]),
    ...items.Containers.map(({ ID, Size }): Row => [ID.slice(0, 12), [Size.replace(/ \(.*/, '')]]),
    ...items.Volumes.map(({ Name, Size, Links }): Row => [Name, [Size, Links]]),
    ...items.BuildCache.map(({ ID, Size, Shared, InUse }): Row => [
      ID.replace('*', '').slice(0, 12),
      [Size, Shared, InUse],
    ]),
  ];
  return Object.fromEntries(rows);
}

function bilgeItems(items: DfItems): Rows {
  const rows = [
    ...items.images.map(({ id, sizeBytes, virtualBytes, sharedBytes }): Row => {
      const wholeBytes = virtualBytes ?? sizeBytes;
      const sizes = [
        dockerItemSize(wholeBytes),
        dockerSize(sharedBytes),
        dockerSize(wholeBytes - sharedBytes),
      ];
      return [id.replace('sha256:', '').slice(0, 12), sizes];
    }),
    ...items.containers.map(({ id, writtenBytes }): Row => [id.slice(0, 12), [dockerItemSize(writtenBytes)]]),
    ...items.volumes.map(({ name, sizeBytes, refCount }): Row => [
      name,
      [dockerSize(sizeBytes), String(refCount)],
    ]),
    ...items.records.map(({ id, sizeBytes, isShared, isInUse }): Row => [
      id.slice(0, 12),
      [dockerItemSize(sizeBytes), String(isShared), String(isInUse)],
    ]),
  ];
  return Object.fromEntries(rows);
}

describe.each(dockerEngines)('bilge df on %s', (name) => {
  let engine: RigEngine;
  let bilge: BilgeCommand;

  beforeAll(async () => {
    bilge = await bilgeCommand();
  });
  afterAll(() => bilge.dispose());

  describe.each(states)('in the state %s', (state) => {
    let df: DfDocument & { readonly items: DfItems };
    let rows: Rows;
    let items: Rows;

    beforeAll(async () => {
      engine = await startEngine(name);
      await fill(engine, state);
      await getJson(engine, '/system/df');
      // A build leaves work behind (mutable records are measured once, the containerd store collects its garbage):
      // Bilge is compared where docker says the same before and after it.
      for (let isStill = false; !isStill;) {
        [rows, items] = [await dockerRows(engine), await dockerItems(engine)];
        df = (await bilge.json(['df', '-v', '--host', engine.endpoint])) as typeof df;
        const after = [await dockerRows(engine), await dockerItems(engine)];
        isStill = JSON.stringify(after) === JSON.stringify([rows, items]);
      }
    });
    afterAll(() => engine.dispose());

    test('prints every field that docker prints', () => {
      expect({
        Images: asDockerPrints(df.parity.images, true),
        Containers: asDockerPrints(df.parity.containers, true),
        'Local Volumes': asDockerPrints(df.parity.volumes, true),
        'Build Cache': asDockerPrints(df.parity.buildCache, false),
      }).toEqual(rows);
    });

    test('gives every item the size that docker gives it', () => {
      expect(bilgeItems(df.items)).toEqual(items);
    });

    test('the honest parts sum to the engine’s records', async () => {
      const { BuildCache } = await getJson<{
        readonly BuildCache: readonly { readonly Size: number }[] | null;
      }>(engine, '/system/df');
      const total = (BuildCache ?? []).reduce((sum, record) => sum + record.Size, 0);
      const { freesNowBytes, sharedBytes, inUseBytes, protectedBytes, totalBytes } = df.buildCache;
      expect(freesNowBytes + sharedBytes + inUseBytes + protectedBytes).toBe(total);
      expect(totalBytes).toBe(total);
    });

    // Debian's 20.10 has no buildx.
    if (name === 'd20') return;
    test('the honest total is the one of buildx', async () => {
      const total = /^Total:\s+(\S+)/m.exec(await dockerReads(engine, ['buildx', 'du']))?.[1] ?? '0B';
      expect(dockerSize(df.buildCache.totalBytes)).toBe(total);
    });
  });
});
