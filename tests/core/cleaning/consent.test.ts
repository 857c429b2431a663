import { describe, expect, test } from 'vitest';
import { coversPlan, withConsent } from '../../../electron/core/cleaning/consent.ts';
import { plainOptions } from '../../../electron/core/cleaning/preset-frees.ts';
import type { ItemKind } from '../../../shared/clean-options.ts';
import type { Plan } from '../../../shared/plan.ts';

const GB = 1_000_000_000;

function aPlan(given: {
  kinds?: readonly ItemKind[];
  lost?: readonly ItemKind[];
  bytes?: number;
  engineId?: string;
}): Plan {
  const { kinds = ['record'], lost = [], bytes = 10 * GB, engineId = 'A' } = given;
  return {
    id: 'p',
    createdAtMs: 0,
    engineTime: '',
    engine: { endpoint: 'unix:///a', id: engineId, rootDir: '/' },
    options: plainOptions('deep'),
    items: kinds.map((kind) => ({
      kind,
      id: kind,
      name: kind,
      sizeBytes: 0,
      freesBytes: 0,
      why: 'unused-record',
      references: [],
      lastUsedAtMs: undefined,
    })),
    kept: [],
    predicted: { engineBytes: bytes, diskBytes: { certain: bytes, possible: bytes } },
    irrecoverableKinds: lost,
  };
}

describe('“from now on clean at once”', () => {
  const accepted = withConsent([], aPlan({ kinds: ['record', 'image'], lost: ['image'] }));
  const covers = (plan: Plan, isRemote = false): boolean => coversPlan(accepted, plan, isRemote);

  test('covers a plan of the accepted kind', () => {
    expect(covers(aPlan({ kinds: ['image', 'record'], lost: ['image'] }))).toBe(true);
    expect(covers(aPlan({ bytes: 0 }))).toBe(true);
  });

  test('does not cover a new kind of item, nor a new kind of loss', () => {
    expect(covers(aPlan({ kinds: ['record', 'volume'] }))).toBe(false);
    expect(covers(aPlan({ kinds: ['record', 'image'], lost: ['image', 'container'] }))).toBe(false);
  });

  test('does not cover more than twice the bytes once accepted', () => {
    expect(covers(aPlan({ bytes: 20 * GB }))).toBe(true);
    expect(covers(aPlan({ bytes: 20 * GB + 1 }))).toBe(false);
  });

  test('does not cover another engine, or a remote one', () => {
    expect(covers(aPlan({ engineId: 'B' }))).toBe(false);
    expect(covers(aPlan({}), true)).toBe(false);
  });

  test('given again replaces what was given', () => {
    expect(withConsent(accepted, aPlan({ bytes: 30 * GB }))).toHaveLength(1);
  });
});
