import { describe, expect, test } from 'vitest';
import { coversPlan, withConsent } from '../../../electron/core/cleaning/consent.ts';
import { optionsOf, type ItemKind } from '../../../shared/clean-options.ts';
import type { Plan, PlanItem } from '../../../shared/plan.ts';

const GB = 1_000_000_000;

function anItem(kind: ItemKind, given: Partial<PlanItem> = {}): PlanItem {
  return {
    kind,
    id: kind,
    name: kind,
    sizeBytes: 0,
    freesBytes: 0,
    why: 'unused-record',
    references: [],
    digests: [],
    createdAtMs: undefined,
    lastUsedAtMs: undefined,
    cacheType: undefined,
    ...given,
  };
}

const tickedVolume = anItem('volume', { why: 'ticked-volume', sizeBytes: 100 * GB });

interface PlanGiven {
  readonly kinds?: readonly ItemKind[];
  readonly lost?: readonly ItemKind[];
  readonly bytes?: number;
  readonly engineId?: string;
  readonly more?: readonly PlanItem[];
}

function aPlan({
  kinds = ['record'],
  lost = [],
  bytes = 10 * GB,
  engineId = 'A',
  more = [],
}: PlanGiven): Plan {
  return {
    id: 'p',
    createdAtMs: 0,
    engineTime: '',
    engine: { endpoint: 'unix:///a', id: engineId, rootDir: '/' },
    options: optionsOf('deep'),
    presetName: '',
    items: [...kinds.map((kind) => anItem(kind)), ...more],
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

  test('never covers named volumes, not even where anonymous ones are covered', () => {
    const withVolumes = withConsent([], aPlan({ kinds: ['volume'], lost: ['volume'] }));
    expect(coversPlan(withVolumes, aPlan({ kinds: ['volume'], lost: ['volume'] }), false)).toBe(true);
    const ticked = aPlan({ kinds: ['volume'], lost: ['volume'], more: [tickedVolume] });
    expect(coversPlan(withVolumes, ticked, false)).toBe(false);
  });

  test('given while named volumes were ticked remembers neither their kind nor their bytes', () => {
    const given = withConsent([], aPlan({ lost: ['volume'], bytes: 110 * GB, more: [tickedVolume] }));
    expect(given).toMatchObject([{ kinds: ['record'], irrecoverableKinds: [], usualBytes: 10 * GB }]);
  });
});
