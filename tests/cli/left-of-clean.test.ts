import { expect, test } from 'vitest';
import { leftOfClean } from '../../electron/cli/left-of-clean.ts';
import { deletedItem } from '../../shared/plan.ts';
import { aContainer, aVolume } from '../core/an-inventory.ts';
import { going, planOf } from '../core/cleaning/plan-of.ts';

test('shows what a clean that was cut off has left to do: neither what is settled nor the named volumes', () => {
  const plan = planOf(
    {
      containers: [aContainer({ id: 'gone' }), aContainer({ id: 'refused' }), aContainer({ id: 'left' })],
      volumes: [aVolume({ name: 'data', isAnonymous: 'no', createdAtMs: 1 })],
    },
    { preset: 'deep', kinds: ['container', 'volume'] },
    { picks: { unticked: new Set(), tickedVolumes: new Set(['data']) } },
  );
  const byId = (wanted: string) => plan.items.find(({ id }) => id === wanted)!;
  const left = leftOfClean({
    plan,
    source: 'window',
    startedAtMs: 0,
    deleted: [deletedItem(byId('gone'))],
    skipped: [{ kind: 'container', id: 'refused', name: 'refused', why: 'refused' }],
    workedMs: 0,
    isShortened: false,
  });
  expect(going(plan)).toContain('volume data');
  expect(going(left.plan)).toEqual(['container left']);
  expect(left.kept.map(({ id, why }) => `${id} ${why}`)).toEqual(['data named-volume']);
});
