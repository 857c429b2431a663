import { beforeEach, describe, expect, test } from 'vitest';
import { ProgressMeter } from '../../../electron/core/cleaning/progress-meter.ts';
import type { CleanProgress, PlanItem } from '../../../shared/plan.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';
import { aPlan } from '../../host/sample-plan.ts';

const items: readonly PlanItem[] = aPlan({ itemCount: 100 }).items.map((item) => ({
  ...item,
  sizeBytes: 10,
}));

let clock: FakeClock;
let reports: CleanProgress[];
let meter: ProgressMeter;
beforeEach(() => {
  clock = new FakeClock();
  reports = [];
  meter = new ProgressMeter(items, clock, (progress) => reports.push(progress));
  meter.begins('record');
});

/** Ten items, one every half second. */
async function tenSteps(): Promise<void> {
  for (const item of items.slice(0, 10)) {
    await clock.advance(500);
    meter.settled([item]);
  }
}

describe('rate and time left', () => {
  test('are not guessed from the first moments', async () => {
    await clock.advance(500);
    meter.settled(items.slice(0, 1));
    await clock.advance(500);
    expect(reports.at(-1)).toMatchObject({ doneItems: 1, bytesPerSecond: undefined, leftMs: undefined });
  });

  test('are those of the last seconds', async () => {
    await tenSteps();
    await clock.advance(100);
    const { bytesPerSecond, leftMs } = reports.at(-1)!;
    expect(bytesPerSecond).toBeCloseTo(20, -1);
    expect(leftMs! / 1000).toBeCloseTo(45, -1);
    await clock.advance(60_000);
    for (const item of items.slice(10, 12)) meter.settled([item]);
    await clock.advance(100);
    expect(reports.at(-1)!.bytesPerSecond).toBeLessThan(3);
  });

  test('are not told while nothing moves for another’s sake', async () => {
    await tenSteps();
    meter.waits('other-prune');
    await clock.advance(100);
    expect(reports.at(-1)).toMatchObject({
      waitsFor: 'other-prune',
      bytesPerSecond: undefined,
      leftMs: undefined,
    });
    meter.waits(undefined);
    await clock.advance(100);
    expect(reports.at(-1)?.waitsFor).toBeUndefined();
  });

  test('count nothing that an earlier run did', async () => {
    meter.rest();
    meter = new ProgressMeter(items, clock, (progress) => reports.push(progress));
    meter.settled(items.slice(50), { isNew: false });
    meter.begins('record');
    await tenSteps();
    await clock.advance(100);
    expect(reports.at(-1)?.doneItems).toBe(60);
    expect(reports.at(-1)?.bytesPerSecond).toBeLessThan(25);
  });
});

describe('reports', () => {
  test('come twice a second while one call takes long', async () => {
    await clock.advance(10_000);
    expect(reports.length).toBeGreaterThanOrEqual(20);
  });

  test('come at most ten times a second, and tell the last', async () => {
    for (const item of items) {
      await clock.advance(10);
      meter.settled([item]);
    }
    expect(reports.length).toBeLessThanOrEqual(12);
    meter.ends();
    expect(reports.at(-1)?.doneItems).toBe(100);
    const told = reports.length;
    await clock.advance(5_000);
    expect(reports).toHaveLength(told);
  });

  test('cease while something else is shown', async () => {
    meter.rest();
    await clock.advance(5_000);
    expect(reports).toHaveLength(1);
    meter.begins('record');
    expect(reports).toHaveLength(2);
  });
});
