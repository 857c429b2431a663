import { beforeEach, describe, expect, test } from 'vitest';
import { ContainerInspections } from '../../../electron/core/browsing/container-inspections.ts';
import type { Container } from '../../../shared/usage.ts';
import { FakeClock, settled } from '../../fakes/fake-clock.ts';
import { MemoryEngine } from '../../fakes/memory-engine.ts';
import { aContainer } from '../an-inventory.ts';

const path = '/var/lib/docker/containers/a/a-json.log';
const running = aContainer({ id: 'a', state: 'running', finishedAtMs: undefined });
const ended = aContainer({ id: 'b', finishedAtMs: 40 });

let clock: FakeClock;
let engine: MemoryEngine;
let inspections: ContainerInspections;
let sizes: Map<string, number>;
let lateCount: number;

beforeEach(() => {
  clock = new FakeClock(0);
  engine = new MemoryEngine({ containers: [running, ended] });
  engine.logs.set('a', { driver: 'json-file', isUnrotated: true, path });
  sizes = new Map([[path, 9]]);
  lateCount = 0;
  inspections = new ContainerInspections({
    clock,
    logFiles: { sizesBytes: async () => sizes },
    onLate: () => (lateCount += 1),
  });
});

const asked = (): readonly string[] => engine.calls.filter((call) => call.startsWith('inspect'));

/** 200 containers of which four are told every 50 ms. */
function slowlyMany(): readonly Container[] {
  const containers = Array.from({ length: 200 }, (_, index) => aContainer({ id: `many-${index}` }));
  engine = new MemoryEngine({ containers });
  engine.onCall = async (call) => {
    if (call.startsWith('inspect')) await new Promise<void>((answer) => clock.after(50, answer));
  };
  return containers;
}

describe('what is asked of each container', () => {
  test('is how its log is kept, how large that is, and when it ended', async () => {
    await inspections.look(engine, [running, ended]);
    const { logs, ends } = inspections.of(engine);
    expect(logs.get('a')).toEqual({ driver: 'json-file', isUnrotated: true, sizeBytes: 9 });
    expect(logs.get('b')).toEqual({ driver: 'json-file', isUnrotated: false, sizeBytes: undefined });
    expect([...ends]).toEqual([['b', 40]]);
    expect(asked()).toEqual(['inspectContainers a b']);
    expect(lateCount).toBe(0);
  });

  test('is asked once, and again only of one that started or ended; sizes are looked at anew', async () => {
    await inspections.look(engine, [running, ended]);
    const before = inspections.of(engine);
    engine.calls.length = 0;
    const containers = [{ ...running, state: 'exited' }, ended];
    sizes = new Map([[path, 20]]);
    await inspections.look(engine, containers);
    await inspections.look(engine, containers);
    expect(asked()).toEqual(['inspectContainers a']);
    expect(inspections.of(engine)).not.toBe(before);
    expect(inspections.of(engine).logs.get('a')?.sizeBytes).toBe(20);
    expect(inspections.of(engine)).toBe(inspections.of(engine));
  });

  test('keeps no list waiting for more than half a second, and is there once it came', async () => {
    let answer = (): void => undefined;
    engine.onCall = () => new Promise((resolve) => (answer = resolve));
    const containers = [running, ended];
    let isDone = false;
    const look = inspections.look(engine, containers).then(() => (isDone = true));
    await clock.advance(499);
    expect(isDone).toBe(false);
    await clock.advance(1);
    await look;
    expect(inspections.of(engine).logs.size).toBe(0);
    engine.onCall = () => undefined;
    answer();
    await settled();
    expect(inspections.of(engine).logs.size).toBe(2);
  });

  test('of very many is shown as far as it is known in time; the rest follows, and is told of', async () => {
    const many = slowlyMany();
    let isShown = false;
    const look = inspections.look(engine, many).then(() => (isShown = true));
    await clock.advance(399);
    expect(isShown).toBe(false);
    await clock.advance(1);
    await look;
    expect(inspections.of(engine).logs.size).toBe(32);
    await clock.advance(1);
    await inspections.look(engine, many);
    expect(inspections.of(engine).logs.size).toBe(32);
    expect(lateCount).toBe(0);
    await clock.advance(60_000);
    expect(inspections.of(engine).logs.size).toBe(200);
    expect(asked()).toHaveLength(50);
    expect(lateCount).toBe(1);
  });

  test('keeps what it learned where another look comes before it is done', async () => {
    const many = slowlyMany();
    const first = inspections.look(engine, many);
    await clock.advance(100);
    const second = inspections.look(engine, [...many]);
    await clock.advance(60_000);
    await Promise.all([first, second]);
    expect(inspections.of(engine).logs.size).toBe(200);
    expect(new Set(asked()).size).toBe(asked().length);
  });

  test('of a newer reading keeps no list waiting while the rest of the last one is still asked for', async () => {
    const many = slowlyMany();
    const first = inspections.look(engine, many);
    await clock.advance(500);
    await first;
    let isShown = false;
    void inspections.look(engine, [...many]).then(() => (isShown = true));
    await settled();
    expect(isShown).toBe(true);
    await clock.advance(60_000);
    expect(inspections.of(engine).logs.size).toBe(200);
    expect(lateCount).toBe(1);
    expect(new Set(asked()).size).toBe(asked().length);
  });

  test('of one engine is never told of another', async () => {
    await inspections.look(engine, [running]);
    const other = new MemoryEngine({ containers: [ended] });
    expect(inspections.of(other).logs.size).toBe(0);
    await inspections.look(other, [ended]);
    expect([...inspections.of(other).logs.keys()]).toEqual(['b']);
    expect(inspections.of(engine).logs.size).toBe(0);
  });

  test('stays unknown where the engine fails, without harm', async () => {
    engine.failure = 'gone';
    await inspections.look(engine, [running]);
    expect(inspections.of(engine).logs.size).toBe(0);
    engine.failure = undefined;
    await inspections.look(engine, [running, ended]);
    expect(inspections.of(engine).logs.size).toBe(2);
  });
});
