/** Plans and receipts for journals, as short as a test needs them. */

import { optionsOf } from '../../shared/clean-options.ts';
import { deletedItem, type Plan, type PlanItem, type Receipt } from '../../shared/plan.ts';

function aRecordItem(number: number): PlanItem {
  return {
    kind: 'record',
    id: `record-${number}`,
    name: `RUN step ${number}`,
    sizeBytes: 1000 + number,
    freesBytes: 1000 + number,
    why: 'unused-record',
    references: [],
    digests: [],
    createdAtMs: undefined,
    lastUsedAtMs: undefined,
    cacheType: 'regular',
  };
}

export function aPlan(over: Partial<Plan> & { readonly itemCount?: number } = {}): Plan {
  const { itemCount = 3, ...fields } = over;
  return {
    id: 'plan-1',
    createdAtMs: 1_700_000_000_000,
    engineTime: '2023-11-14T22:13:20Z',
    engine: { endpoint: 'unix:///run/docker.sock', id: 'an-engine', rootDir: '/var/lib/docker' },
    options: optionsOf('cache'),
    presetName: '',
    items: Array.from({ length: itemCount }, (_, number) => aRecordItem(number)),
    kept: [],
    predicted: { engineBytes: 3003, diskBytes: { certain: 3003, possible: 3003 } },
    irrecoverableKinds: [],
    ...fields,
  };
}

export function aReceipt(plan: Plan, over: Partial<Receipt> = {}): Receipt {
  return {
    planId: plan.id,
    preset: plan.options.preset,
    presetName: plan.presetName,
    source: 'window',
    startedAtMs: 1_700_000_000_500,
    durationMs: 1200,
    outcome: 'done',
    deleted: plan.items.map(deletedItem),
    skipped: [],
    engineBytes: 3003,
    freedBytes: 3003,
    diskBytes: undefined,
    problem: undefined,
    ...over,
  };
}
