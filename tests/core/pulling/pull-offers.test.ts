import { describe, expect, it } from 'vitest';
import { pullOffers } from '../../../electron/core/pulling/pull-offers.ts';
import { EngineError } from '../../../electron/core/ports/engine.ts';
import type { DeletedItem } from '../../../shared/plan.ts';
import { MemoryEngine } from '../../fakes/memory-engine.ts';
import { anImage } from '../an-inventory.ts';
import { aDeletedImage, aReceipt, hex } from './a-receipt.ts';

const app = aDeletedImage({ id: 'i', references: ['hub/app:1'], digests: [`hub/app@${hex('a')}`] });

async function offerOf(image: DeletedItem, engine: MemoryEngine): Promise<string | undefined> {
  const [offer] = await pullOffers(aReceipt([image]), engine);
  return offer?.offer;
}
const asked = (engine: MemoryEngine): readonly string[] =>
  engine.calls.filter((call) => call.startsWith('askRegistry')).map((call) => call.slice(12));

describe('a deleted image is offered', () => {
  it('by its tag while the registry has the same digest under it', async () => {
    const engine = new MemoryEngine();
    engine.registry.set('hub/app:1', { kind: 'has', digest: hex('a') });
    expect(await offerOf(app, engine)).toBe('by-tag');
  });

  it('by digest once its tag names something else, or nothing', async () => {
    for (const tag of [{ kind: 'has', digest: hex('b') }, { kind: 'not-there' }] as const) {
      const engine = new MemoryEngine();
      engine.registry.set('hub/app:1', tag);
      engine.registry.set(`hub/app@${hex('a')}`, { kind: 'has', digest: hex('a') });
      expect(await offerOf(app, engine)).toBe('by-digest');
    }
  });

  it('by digest where it never had a tag', async () => {
    const engine = new MemoryEngine();
    engine.registry.set(`hub/app@${hex('a')}`, { kind: 'has', digest: hex('a') });
    expect(await offerOf({ ...app, references: [] }, engine)).toBe('by-digest');
    expect(asked(engine)).toEqual([`hub/app@${hex('a')}`]);
  });

  it('from the first of its repositories that confirms', async () => {
    const engine = new MemoryEngine();
    const digests = ['down.example/app', 'closed.example/app', 'hub/app'].map(
      (name) => `${name}@${hex('a')}`,
    );
    engine.registry.set(digests[0] ?? '', { kind: 'unreachable' });
    engine.registry.set(digests[1] ?? '', { kind: 'sign-in' });
    engine.registry.set(digests[2] ?? '', { kind: 'has', digest: hex('a') });
    expect(await offerOf({ ...app, references: [], digests }, engine)).toBe('by-digest');
    expect(asked(engine)).toEqual(digests);
  });

  it('under one tag although its other one is another image here now', async () => {
    const engine = new MemoryEngine({ images: [anImage({ id: 'new', references: ['hub/app:latest'] })] });
    engine.registry.set('hub/app:1', { kind: 'has', digest: hex('a') });
    engine.registry.set('hub/app:latest', { kind: 'has', digest: hex('a') });
    expect(await offerOf({ ...app, references: ['hub/app:latest', 'hub/app:1'] }, engine)).toBe('by-tag');
    expect(asked(engine)).toEqual(['hub/app:1']);
  });
});

describe('a deleted image is not offered', () => {
  it.each([
    ['its id', anImage({ id: 'i' })],
    ['its digest', anImage({ id: 'other', digests: app.digests ?? [] })],
    ['its name', anImage({ id: 'other', references: ['hub/app:1'] })],
  ])('where %s is on the engine again', async (_what, image) => {
    const engine = new MemoryEngine({ images: [image] });
    expect(await offerOf(app, engine)).toBe('present');
    expect(asked(engine)).toEqual([]);
  });

  it('where it has no digest: no registry hears its name', async () => {
    const engine = new MemoryEngine();
    expect(await offerOf({ ...app, digests: [] }, engine)).toBe('never-pushed');
    expect(asked(engine)).toEqual([]);
  });

  it('where only the engine gave it a digest', async () => {
    expect(await offerOf(app, new MemoryEngine())).toBe('not-there');
  });

  it('and a tag of a repository without a digest is not asked for', async () => {
    const engine = new MemoryEngine();
    await offerOf({ ...app, references: ['secret/local:1', 'hub/app:1'] }, engine);
    expect(asked(engine)).toEqual(['hub/app:1', `hub/app@${hex('a')}`]);
  });

  it.each([
    [['not-there', 'sign-in'], 'sign-in'],
    [['unreachable', 'sign-in'], 'sign-in'],
    [['not-there', 'unreachable'], 'unreachable'],
    [['not-there', 'not-there'], 'not-there'],
  ] as const)('%j comes to %s', async (kinds, offer) => {
    const engine = new MemoryEngine();
    const digests = kinds.map((kind, index) => {
      const digest = `r${index}.example/app@${hex('a')}`;
      engine.registry.set(digest, { kind });
      return digest;
    });
    expect(await offerOf({ ...app, references: [], digests }, engine)).toBe(offer);
  });

  it('where the engine cannot even ask', async () => {
    const engine = new MemoryEngine();
    engine.onCall = (name) => {
      if (name.startsWith('askRegistry')) throw new EngineError('not-found', 'no such call');
    };
    expect(await offerOf(app, engine)).toBe('unreachable');
  });
});

describe('the offers of a receipt', () => {
  it('are one for each image, in its order, numbered as it lists them', async () => {
    const engine = new MemoryEngine();
    const images = ['a', 'b', 'c', 'd', 'e', 'f'].map((digit) =>
      aDeletedImage({ id: digit, digests: [`hub/${digit}@${hex(digit)}`], sizeBytes: digit.charCodeAt(0) }),
    );
    engine.registry.set(`hub/e@${hex('e')}`, { kind: 'has', digest: hex('e') });
    const record: DeletedItem = { kind: 'record', id: 'r', name: 'r', sizeBytes: 1, freesBytes: 1 };
    const offers = await pullOffers(aReceipt([record, ...images]), engine);
    expect(offers.map(({ row, name, offer }) => `${row} ${name} ${offer}`)).toEqual([
      '0 a not-there',
      '1 b not-there',
      '2 c not-there',
      '3 d not-there',
      '4 e by-digest',
      '5 f not-there',
    ]);
    expect(offers[4]?.sizeBytes).toBe(101);
  });

  it('wait for a silent registry once, not once for each image', async () => {
    const engine = new MemoryEngine();
    const images = Array.from({ length: 30 }, (_, index) => {
      const digest = `down.example:5000/app${index}@${hex('a')}`;
      engine.registry.set(digest, { kind: 'unreachable' });
      return aDeletedImage({ id: `i${index}`, digests: [digest] });
    });
    const offers = await pullOffers(aReceipt(images), engine);
    expect(new Set(offers.map(({ offer }) => offer))).toEqual(new Set(['unreachable']));
    // As many as are asked at once.
    expect(asked(engine)).toHaveLength(4);
  });

  it('are none for another engine, or for a receipt that does not say which it is about', async () => {
    const engine = new MemoryEngine();
    const elsewhere = { ...engine.identityNow, id: 'OTHER' };
    expect(await pullOffers(aReceipt([app], elsewhere), engine)).toEqual([]);
    const { engine: _left, ...old } = aReceipt([app]);
    expect(await pullOffers(old, engine)).toEqual([]);
    expect(asked(engine)).toEqual([]);
  });

  it('fail with the engine', async () => {
    const engine = new MemoryEngine();
    engine.failure = 'gone';
    await expect(pullOffers(aReceipt([app]), engine)).rejects.toMatchObject({ kind: 'gone' });
  });
});
