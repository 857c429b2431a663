/** What the lines of a clean that was cut off can say. */

import { expect, test } from 'vitest';
import { cleansFrom, receiptOf } from '../../electron/host/journal-lines.ts';
import type { PlanItem } from '../../shared/plan.ts';
import { aPlan } from './sample-plan.ts';

const [record] = aPlan().items;
const image: PlanItem = { ...record!, kind: 'image', id: 'image-1', cacheType: undefined, freesBytes: 500 };

function freedOf(items: readonly PlanItem[]): number | undefined {
  const begin = { plan: aPlan({ items }), source: 'window', startedAtMs: 1 };
  const [clean] = cleansFrom([{ begin }, { deleted: [0], skipped: [] }]);
  return clean && receiptOf(clean).freedBytes;
}

test('images that went have freed their layers, unless a record that was to go may still hold them', () => {
  expect(freedOf([image, { ...image, id: 'image-2' }])).toBe(500);
  expect(freedOf([image, record!])).toBe(0);
});
