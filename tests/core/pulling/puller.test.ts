import { beforeEach, describe, expect, it } from 'vitest';
import { Puller, type PullAnswer } from '../../../electron/core/pulling/puller.ts';
import { EngineError } from '../../../electron/core/ports/engine.ts';
import type { Pulling } from '../../../shared/state.ts';
import { MemoryEngine } from '../../fakes/memory-engine.ts';
import { stopSignal } from '../../fakes/memory-host.ts';
import { anImage } from '../an-inventory.ts';
import { aDeletedImage, aReceipt, hex } from './a-receipt.ts';

const app = (digit: string) =>
  aDeletedImage({
    id: digit,
    name: `hub/${digit}:1`,
    references: [`hub/${digit}:1`],
    digests: [`hub/${digit}@${hex(digit)}`],
  });
const receipt = aReceipt([app('a'), app('b'), app('c')]);

let engine: MemoryEngine;
let seen: Pulling[];
let logged: unknown[];
let isCleaning: boolean;
let isLocked: boolean;
let puller: Puller;

beforeEach(() => {
  engine = new MemoryEngine();
  for (const digit of ['a', 'b', 'c'])
    engine.registry.set(`hub/${digit}:1`, { kind: 'has', digest: hex(digit) });
  seen = [];
  logged = [];
  isCleaning = false;
  isLocked = false;
  const acquire = async (): Promise<(() => Promise<void>) | undefined> => {
    if (isLocked) return undefined;
    isLocked = true;
    return async () => {
      isLocked = false;
    };
  };
  puller = new Puller(
    { lock: { acquire }, newStop: stopSignal, log: { write: (...line) => logged.push(line) } },
    () => isCleaning,
    (pulling) => seen.push(pulling),
  );
});

async function ended(answer: Promise<PullAnswer>): Promise<readonly string[]> {
  const started = await answer;
  if (started.kind !== 'started') throw new Error(started.kind);
  await started.ended;
  const last = seen.at(-1);
  return last?.kind === 'idle'
    ? (last.last?.results.map(({ row, result }) => `${row} ${result}`) ?? [])
    : ['pulls on'];
}
const pulls = (): readonly string[] =>
  engine.calls.filter((call) => call.startsWith('pullImage')).map((call) => call.slice(10));

describe('pulling images back', () => {
  it('takes the chosen ones alone, one after another, under their tags', async () => {
    expect(await ended(puller.pull(receipt, [2, 0], engine))).toEqual(['2 pulled', '0 pulled']);
    expect(pulls()).toEqual(['hub/c:1', 'hub/a:1']);
    expect(engine.inventory.images.map(({ references }) => references[0])).toEqual(['hub/c:1', 'hub/a:1']);
  });

  it('shows each with its bytes, then what became of it', async () => {
    await ended(puller.pull(receipt, [0, 1], engine));
    const told = seen.flatMap((pulling) =>
      pulling.kind === 'pulling'
        ? [
            `${pulling.name} ${pulling.doneImages}/${pulling.totalImages} ${pulling.doneBytes}/${pulling.totalBytes}`,
          ]
        : ['idle'],
    );
    expect(told).toEqual([
      'hub/a:1 0/2 0/0',
      'hub/a:1 0/2 50/100',
      'hub/a:1 0/2 100/100',
      'hub/b:1 1/2 0/0',
      'hub/b:1 1/2 50/100',
      'hub/b:1 1/2 100/100',
      'idle',
    ]);
    expect(seen.at(-2)).toMatchObject({
      planId: 'plan',
      isStopping: false,
      results: [{ row: 0, result: 'pulled' }],
    });
  });

  it('brings back every tag that the registry still has for it', async () => {
    const both = { ...app('a'), references: ['hub/a:1', 'hub/a:2', 'hub/a:moved'] };
    engine.registry.set('hub/a:2', { kind: 'has', digest: hex('a') });
    engine.registry.set('hub/a:moved', { kind: 'has', digest: hex('f') });
    expect(await ended(puller.pull(aReceipt([both]), [0], engine))).toEqual(['0 pulled']);
    expect(pulls()).toEqual(['hub/a:1', 'hub/a:2']);
  });

  it('looks again before it pulls: a tag that moved meanwhile is left alone', async () => {
    engine.registry.set(`hub/a@${hex('a')}`, { kind: 'has', digest: hex('a') });
    const [offer] = await puller.offers(receipt, engine);
    expect(offer?.offer).toBe('by-tag');
    engine.registry.set('hub/a:1', { kind: 'has', digest: hex('f') });
    expect(await ended(puller.pull(receipt, [0], engine))).toEqual(['0 pulled-untagged']);
    expect(pulls()).toEqual([`hub/a@${hex('a')}`]);
  });

  it('never takes a name from an image that bears it now', async () => {
    engine.inventory = { ...engine.inventory, images: [anImage({ id: 'mine', references: ['hub/a:1'] })] };
    expect(await ended(puller.pull(receipt, [0], engine))).toEqual(['0 present']);
    expect(pulls()).toEqual([]);
  });

  it('goes on past what fails, and says each', async () => {
    engine.registry.delete('hub/a:1');
    engine.pullOutcomes.set('hub/b:1', 'unreachable');
    expect(await ended(puller.pull(receipt, [0, 1, 2], engine))).toEqual([
      '0 not-there',
      '1 unreachable',
      '2 pulled',
    ]);
  });

  it('says when the engine could not', async () => {
    engine.onCall = (name) => {
      if (name === 'pullImage hub/a:1') throw new EngineError('bad-reply', 'no space left on device');
    };
    expect(await ended(puller.pull(receipt, [0, 1], engine))).toEqual(['0 failed', '1 pulled']);
  });

  it('logs how many, and no name', async () => {
    engine.registry.delete('hub/a:1');
    await ended(puller.pull(receipt, [0, 1], engine));
    expect(logged).toEqual([['pull-ended', { imageCount: 2, pulledCount: 1 }]]);
  });
});

describe('stopping', () => {
  it('ends the pull on its way; the others are not begun', async () => {
    engine.onCall = (name) => {
      if (name === 'pullImage hub/b:1') puller.stop();
    };
    expect(await ended(puller.pull(receipt, [0, 1, 2], engine))).toEqual([
      '0 pulled',
      '1 stopped',
      '2 stopped',
    ]);
    expect(pulls()).toEqual(['hub/a:1', 'hub/b:1']);
    expect(seen.some((pulling) => pulling.kind === 'pulling' && pulling.isStopping)).toBe(true);
  });

  it('may be asked for by whoever is told of it', async () => {
    const eager = new Puller(
      {
        lock: { acquire: async () => async () => undefined },
        newStop: stopSignal,
        log: { write: () => undefined },
      },
      () => false,
      (pulling) => {
        seen.push(pulling);
        eager.stop();
      },
    );
    expect(await ended(eager.pull(receipt, [0], engine))).toEqual(['0 stopped']);
    expect(seen.map(({ kind }) => kind)).toEqual(['pulling', 'pulling', 'idle']);
  });

  it('an answer that fails because of it is no failure', async () => {
    engine.onCall = (name) => {
      if (name !== 'pullImage hub/a:1') return;
      puller.stop();
      throw new EngineError('gone', 'the call was stopped');
    };
    expect(await ended(puller.pull(receipt, [0], engine))).toEqual(['0 stopped']);
  });
});

describe('never beside a clean, nor on another engine', () => {
  it('refuses while a clean runs or waits', async () => {
    isCleaning = true;
    expect(await puller.pull(receipt, [0], engine)).toEqual({ kind: 'busy' });
    expect(engine.calls).toEqual([]);
  });

  it('refuses while another process cleans, and is free again after', async () => {
    isLocked = true;
    expect(await puller.pull(receipt, [0], engine)).toEqual({ kind: 'busy' });
    expect(puller.isBusy).toBe(false);
    isLocked = false;
    expect(await ended(puller.pull(receipt, [0], engine))).toEqual(['0 pulled']);
  });

  it('is one at a time, holds the lock meanwhile and gives it back', async () => {
    engine.onCall = async (name) => {
      if (name !== 'pullImage hub/a:1') return;
      expect(isLocked).toBe(true);
      expect(puller.isBusy).toBe(true);
      expect(await puller.pull(receipt, [1], engine)).toEqual({ kind: 'busy' });
    };
    expect(await ended(puller.pull(receipt, [0], engine))).toEqual(['0 pulled']);
    expect([isLocked, puller.isBusy]).toEqual([false, false]);
  });

  it('an engine that was exchanged on the way gets nothing', async () => {
    engine.onCall = (name) => {
      if (name === 'pullImage hub/a:1') engine.identityNow = { ...engine.identityNow, id: 'OTHER' };
    };
    expect(await ended(puller.pull(receipt, [0, 1], engine))).toEqual(['0 pulled', '1 engine-changed']);
    expect(pulls()).toEqual(['hub/a:1']);
  });

  it('rows that the receipt does not have, or a receipt of nobody knows which engine', async () => {
    expect(await puller.pull(receipt, [3, 99], engine)).toEqual({ kind: 'expired' });
    const { engine: _left, ...old } = receipt;
    expect(await puller.pull(old, [0], engine)).toEqual({ kind: 'expired' });
    expect(await ended(puller.pull(receipt, [0, 0, 99], engine))).toEqual(['0 pulled']);
  });
});
