import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aContainer, anImage } from '../an-inventory.ts';
import { aRecord, arbitraryRecords } from '../usage/arbitrary-records.ts';
import { planOf } from './plan-of.ts';

describe('what a clean will free', () => {
  const base = { chainId: 'base', sizeBytes: 100 };
  const app = { chainId: 'base/app', sizeBytes: 10 };

  test('is certain when every holder goes', () => {
    const plan = planOf(
      {
        images: [anImage({ id: 'i', references: ['app:1'], layers: [base, app] })],
        records: [
          aRecord({ id: 'shared', isShared: true, sizeBytes: 10 }),
          aRecord({ id: 'free', sizeBytes: 1 }),
        ],
        containers: [aContainer({ id: 'c', writtenBytes: 1_000 })],
      },
      { preset: 'deep' },
    );
    expect(plan.predicted).toEqual({ engineBytes: 1_121, diskBytes: { certain: 1_111, possible: 1_111 } });
  });

  test('is an interval while a shared record that stays may hold the layer', () => {
    const plan = planOf(
      {
        images: [anImage({ id: 'dangling', layers: [base, app] })],
        records: [aRecord({ id: 'shared', isShared: true, sizeBytes: 10 })],
      },
      { preset: 'quick' },
    );
    expect(plan.predicted.diskBytes).toEqual({ certain: 0, possible: 110 });
  });

  test('is certain for the layers that no record which stays can hold, as history has it', () => {
    const made = (chainId: string, command: string, sizeBytes: number) => ({
      chainId,
      sizeBytes,
      madeBy: { command: `RUN ${command} # buildkit`, atMs: 1_000 },
    });
    const cached = (id: string, sizeBytes: number) =>
      aRecord({ id, sizeBytes, isShared: true, createdAtMs: 1_000, description: `mount / from exec ${id}` });
    const plan = planOf(
      {
        images: [
          anImage({ id: 'old', layers: [base, made('base/old', 'old', 30)] }),
          anImage({ id: 'new', layers: [base, made('base/new', 'new', 40)] }),
        ],
        records: [cached('old', 30), { ...cached('new', 40), isInUse: true }],
      },
      { preset: 'deep' },
    );
    expect(plan.predicted.diskBytes).toEqual({ certain: 30, possible: 170 });
  });

  test('does not promise a base layer that an image may hold', () => {
    const plan = planOf(
      {
        images: [anImage({ id: 'i', references: ['app:1'], layers: [base] })],
        records: [aRecord({ id: 'r', description: 'pulled from docker.io/a@sha256:1', sizeBytes: 100 })],
      },
      { preset: 'cache' },
    );
    expect(plan.predicted.diskBytes).toEqual({ certain: 0, possible: 100 });
  });

  test('names the kinds that cannot be had again', () => {
    const plan = planOf(
      {
        images: [
          anImage({ id: 'pulled', references: ['a:1'], digests: ['a@sha256:1'] }),
          anImage({ id: 'local', references: ['b:1'] }),
        ],
        containers: [aContainer({ id: 'c', writtenBytes: 1 })],
      },
      { preset: 'deep' },
    );
    expect(plan.irrecoverableKinds).toEqual(['container', 'image']);
  });
});

test('what its items free adds up to what is certain', () => {
  const layers = [
    { chainId: 'base', sizeBytes: 100 },
    { chainId: 'base/app', sizeBytes: 10 },
  ];
  fc.assert(
    fc.property(
      arbitraryRecords(),
      fc.constantFrom('cache' as const, 'quick' as const, 'deep' as const),
      (records, preset) => {
        const images = [
          anImage({ id: 'dangling', layers }),
          anImage({ id: 'app', references: ['app:1'], layers: layers.slice(0, 1) }),
        ];
        const plan = planOf(
          { records, images, containers: [aContainer({ id: 'c', writtenBytes: 7 })] },
          { preset },
        );
        const { certain, possible } = plan.predicted.diskBytes;
        expect(plan.items.reduce((total, item) => total + item.freesBytes, 0)).toBe(certain);
        expect(certain).toBeLessThanOrEqual(possible);
        expect(possible).toBeLessThanOrEqual(plan.predicted.engineBytes);
      },
    ),
  );
});
