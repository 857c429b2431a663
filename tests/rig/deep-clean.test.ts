import { afterEach, describe, expect, test } from 'vitest';
import { bilgeCommand } from './bilge-command.ts';
import { dockerEngines, startEngine, type RigEngine } from './engines.ts';
import { fill } from './fill.ts';
import { contentsOf, type EngineContents } from './inventory.ts';

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

/** Where the safety law keeps more than docker does; everything else must be equal. */
const keptByLaw: Partial<Record<(typeof dockerEngines)[number], (left: EngineContents) => EngineContents>> =
  {};

describe.each(dockerEngines)('a deep clean on %s', (name) => {
  test('leaves what docker leaves on an identical engine', async () => {
    const engine = await filled(name);
    const twin = await engine.startTwin();
    open.push(twin);
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
    const byDocker = await contentsOf(twin);
    expect(await contentsOf(engine)).toEqual(keptByLaw[name]?.(byDocker) ?? byDocker);
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
});
