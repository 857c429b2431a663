/** Whether the promised disk bytes are true, on a disk that knows who holds what. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CacheRecord, Image, ImageLayer } from '../../../shared/usage.ts';
import { anImage } from '../an-inventory.ts';
import { aRecord } from '../usage/arbitrary-records.ts';
import { planOf } from './plan-of.ts';

/** One layer on the disk, made by one build step on top of another. */
interface Step {
  readonly id: string;
  readonly below: string | undefined;
  readonly sizeBytes: number;
  readonly command: string;
  readonly atMs: number;
  /** Its cache record is there still. */
  readonly isCached: boolean;
  readonly isInUse: boolean;
}

interface Disk {
  readonly steps: readonly Step[];
  readonly records: readonly CacheRecord[];
  readonly images: readonly Image[];
}

/** Few commands, sizes and seconds, so that steps are mistaken for one another where they can be. */
const step = fc.record({
  below: fc.nat(),
  sizeBytes: fc.constantFrom(0, 10, 10, 500),
  command: fc.constantFrom('make', 'test', 'true'),
  atMs: fc.constantFrom(1_000, 1_400, 2_000),
  isCached: fc.boolean(),
  isInUse: fc.constantFrom(false, false, true),
});
const image = fc.record({
  top: fc.nat(),
  isTagged: fc.boolean(),
  isUsed: fc.constantFrom(false, false, true),
  /** Of its history, the engine tells all, other times (as a build may ask for), or nothing that fits. */
  history: fc.constantFrom('told', 'told', 'told', 'other-times', 'none'),
});

const disks: fc.Arbitrary<Disk> = fc
  .tuple(fc.array(step, { minLength: 1, maxLength: 12 }), fc.array(image, { maxLength: 4 }))
  .map(([drafts, imageDrafts]) => {
    const built = drafts.map(({ below, ...rest }, index): Step => ({
      ...rest,
      id: `s${index}`,
      below: index === 0 || below % 4 === 0 ? undefined : `s${below % index}`,
    }));
    const steps = withCachedAncestors(built);
    const images = imageDrafts.map(({ top, isTagged, isUsed, history }, index) => {
      const chain = chainOf(steps, `s${top % steps.length}`);
      return anImage({
        id: `i${index}`,
        references: isTagged ? [`app:${index}`] : [],
        containerCount: isUsed ? 1 : 0,
        layers: chain.map((each) => layerOf(each, history)),
      });
    });
    return { steps, images, records: recordsOf(steps, images) };
  });

/** A record keeps those it was made from. */
function withCachedAncestors(steps: readonly Step[]): readonly Step[] {
  const cached = new Set(
    steps.filter(({ isCached }) => isCached).flatMap(({ id }) => chainOf(steps, id).map((each) => each.id)),
  );
  return steps.map((each) => ({ ...each, isCached: cached.has(each.id) }));
}

function chainOf(steps: readonly Step[], id: string): readonly Step[] {
  const found = steps.find((each) => each.id === id);
  if (found === undefined) return [];
  return found.below === undefined ? [found] : [...chainOf(steps, found.below), found];
}

function layerOf({ id, sizeBytes, command, atMs }: Step, history: string): ImageLayer {
  const told = { command: `RUN ${command} # buildkit`, atMs: Math.floor(atMs / 1_000) * 1_000 };
  if (history === 'none') return { chainId: id, sizeBytes };
  return { chainId: id, sizeBytes, madeBy: history === 'told' ? told : { ...told, atMs: 777_000 } };
}

/** As a classic store marks them: the layer of an image, and what that was made from; a base layer by its descendants alone. */
function recordsOf(steps: readonly Step[], images: readonly Image[]): readonly CacheRecord[] {
  const inImages = new Set(images.flatMap(({ layers }) => (layers ?? []).map(({ chainId }) => chainId)));
  const cached = steps.filter(({ isCached }) => isCached);
  const isBase = ({ below, id }: Step): boolean => below === undefined && Number(id.slice(1)) % 2 === 0;
  const marked = new Set(
    cached
      .filter((each) => inImages.has(each.id) && !isBase(each))
      .flatMap(({ id }) => chainOf(steps, id).map((each) => each.id)),
  );
  return cached.map((each) =>
    aRecord({
      id: each.id,
      parentIds: each.below === undefined ? [] : [each.below],
      sizeBytes: each.sizeBytes,
      createdAtMs: each.atMs,
      isInUse: each.isInUse,
      isShared: marked.has(each.id),
      description: isBase(each) ? 'pulled from app@sha256:1' : `mount / from exec ${each.command}`,
    }),
  );
}

/** Bytes of the layers that something held and nothing holds any more. */
function freedBytes({ steps, records, images }: Disk, gone: ReadonlySet<string>): number {
  const held = (isLeft: (key: string) => boolean): ReadonlySet<string> =>
    new Set([
      ...records.filter(({ id }) => isLeft(`record ${id}`)).map(({ id }) => id),
      ...images
        .filter(({ id }) => isLeft(`image ${id}`))
        .flatMap(({ layers }) => (layers ?? []).map(({ chainId }) => chainId)),
    ]);
  const [before, after] = [held(() => true), held((key) => !gone.has(key))];
  return steps
    .filter(({ id }) => before.has(id) && !after.has(id))
    .reduce((total, { sizeBytes }) => total + sizeBytes, 0);
}

test('the disk gets back at least what is certain, and at most what is possible', () => {
  let tightened = 0;
  fc.assert(
    fc.property(
      disks,
      fc.constantFrom('cache' as const, 'quick' as const, 'deep' as const),
      fc.nat(11),
      (disk, preset, unticked) => {
        const { records, images } = disk;
        const picks = { unticked: new Set([`record s${unticked}`]), tickedVolumes: new Set<string>() };
        const plan = planOf({ records, images }, { preset }, { picks });
        const freed = freedBytes(disk, new Set(plan.items.map(({ kind, id }) => `${kind} ${id}`)));
        expect(plan.predicted.diskBytes.certain).toBeLessThanOrEqual(freed);
        expect(plan.predicted.diskBytes.possible).toBeGreaterThanOrEqual(freed);
        const stays = records.some(
          ({ id, isShared }) => isShared && !plan.items.some((item) => item.id === id),
        );
        if (stays && plan.items.some(({ kind, freesBytes }) => kind === 'image' && freesBytes > 0))
          tightened += 1;
      },
    ),
    { numRuns: 5_000 },
  );
  // History made some of them more than a guess.
  expect(tightened).toBeGreaterThan(50);
}, 60_000);
