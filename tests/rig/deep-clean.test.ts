import { afterEach, describe, expect, test } from 'vitest';
import { bilgeCommand } from './bilge-command.ts';
import { dockerEngines, startEngine, type RigEngine } from './engines.ts';
import { fill } from './fill.ts';
import { contentsOf } from './inventory.ts';
import { runInBackground, startContainer } from './run-container.ts';

const open: RigEngine[] = [];
afterEach(async () => {
  for (const engine of open.splice(0)) await engine.dispose();
});

async function filled(name: (typeof dockerEngines)[number]): Promise<RigEngine> {
  const engine = await startEngine(name);
  open.push(engine);
  await fill(engine, 'shared');
  return engine;
}

interface ReceiptDocument {
  readonly event: string;
  readonly outcome: string;
  readonly deleted: readonly { readonly kind: string; readonly id: string; readonly sizeBytes: number }[];
  readonly skipped: readonly { readonly kind: string; readonly id: string; readonly why: string }[];
  readonly engineBytes: number;
}

/** The lines of `clean --json`: first the plan, last the receipt. */
function linesOf(stdout: string): readonly Readonly<Record<string, unknown>>[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}

describe.each(dockerEngines)('a deep clean on %s', (name) => {
  test('leaves what docker leaves on an identical engine', async () => {
    const engine = await filled(name);
    const twin = await engine.startTwin();
    open.push(twin);
    // The copy was made of stopped engines: what ran runs again on both.
    for (const each of [engine, twin]) await startContainer(each, 'running');
    const bilge = await bilgeCommand();

    await twin.docker(['system', 'prune', '-af']);
    await twin.docker(['builder', 'prune', '-af']);
    const answer = await bilge.run([
      'clean',
      'deep',
      '--yes',
      '--while-building',
      '--json',
      '--host',
      engine.endpoint,
    ]);
    bilge.dispose();

    expect(answer.stderr).toBe('');
    expect(answer.code).toBe(0);
    expect(await contentsOf(engine)).toEqual(await contentsOf(twin));
  });

  test('deletes exactly what the plan listed, and the receipt accounts for what was predicted', async () => {
    const engine = await filled(name);
    const bilge = await bilgeCommand();
    const lines = linesOf(
      (await bilge.run(['clean', 'deep', '--yes', '--while-building', '--json', '--host', engine.endpoint]))
        .stdout,
    );
    bilge.dispose();
    const plan = lines[0] as unknown as {
      items: ReceiptDocument['deleted'];
      predicted: { engineBytes: number };
    };
    const receipt = lines.at(-1) as unknown as ReceiptDocument;
    const idOf = ({ kind, id }: { readonly kind: string; readonly id: string }): string => `${kind} ${id}`;
    expect(receipt).toMatchObject({ event: 'receipt', outcome: 'done', skipped: [] });
    expect(receipt.deleted.map(idOf).sort()).toEqual(plan.items.map(idOf).sort());
    expect(receipt.engineBytes).toBe(plan.predicted.engineBytes);
  });

  test('keeps what docker would delete where the safety law says so, and nothing else', async () => {
    const engine = await filled(name);
    const create = (container: string, ...labels: readonly string[]): Promise<string> =>
      engine.docker([
        'create',
        '--network',
        'none',
        '--name',
        container,
        ...labels.flatMap((label) => ['--label', label]),
        'bb:local',
        'true',
      ]);
    const compose = 'com.docker.compose.project=shop';
    await runInBackground(engine, 'shop-web', ['--label', compose, 'bb:local', 'sleep', '100000']);
    await create('shop-migrations', compose);
    await engine.docker(['network', 'create', '--label', compose, 'shop_default']);
    await create('buildx_buildkit_extra0');
    await create('cluster-node', 'io.x-k8s.kind.cluster=dev');
    await engine.docker(['volume', 'create', 'shop_data']);

    const bilge = await bilgeCommand();
    const args = [
      'clean',
      'deep',
      '--volumes',
      '--yes',
      '--while-building',
      '--json',
      '--host',
      engine.endpoint,
    ];
    const answer = await bilge.run(args);
    bilge.dispose();

    expect(answer.code).toBe(0);
    const left = await contentsOf(engine);
    expect(left.containers).toEqual([
      '/buildx_buildkit_extra0',
      '/cluster-node',
      '/running',
      '/shop-migrations',
      '/shop-web',
    ]);
    expect(left.networks).toEqual(['shop_default']);
    expect(left.volumes).toEqual(expect.arrayContaining(['precious', 'shop_data']));
    // The anonymous one of the running container is in use; the other went.
    expect(left.volumes).toHaveLength(3);
    expect(left.images.map((image) => image.split(' ')[0])).toEqual(['bb:local']);
    expect(left.records).toEqual([]);
  });
});
