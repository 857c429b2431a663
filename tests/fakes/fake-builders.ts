/** The builders of a developer: one measured, one of an old BuildKit, one stopped, one that cannot be measured. */

import type { BuilderList, BuilderRow } from '../../shared/builders.ts';
import type { Handlers } from '../../shared/contract.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const GB = 1_000_000_000;

/** `patch` goes over each of the four. */
export function builderList(nowMs: number, patch: Partial<BuilderRow> = {}): BuilderList {
  const builders = builderRows(nowMs).map((row) => ({ ...row, ...patch }));
  const engineBytes = 24.6 * GB;
  return {
    engineCache: {
      takenAtMs: nowMs - 12_000,
      value: { recordCount: 1204, totalBytes: engineBytes, freesBytes: 14.3 * GB },
    },
    builders,
    totalBytes: builders.reduce((sum, { cache }) => sum + (cache?.value.totalBytes ?? 0), engineBytes),
  };
}

function builderRows(nowMs: number): BuilderRow[] {
  const takenAtMs = nowMs - 40_000;
  return [
    {
      row: 0,
      name: 'ci',
      state: 'running',
      cache: {
        takenAtMs,
        value: { recordCount: 318, totalBytes: 11.2 * GB, freesBytes: 9.87 * GB, isRounded: false },
      },
      stateBytes: 12.1 * GB,
      lastUsedAtMs: nowMs - 3 * HOUR_MS,
      problem: undefined,
    },
    {
      row: 1,
      name: 'arm64-cross',
      state: 'running',
      cache: {
        takenAtMs,
        value: { recordCount: 41, totalBytes: 2.4 * GB, freesBytes: 1.9 * GB, isRounded: true },
      },
      stateBytes: 2.6 * GB,
      lastUsedAtMs: nowMs - 9 * DAY_MS,
      problem: undefined,
    },
    {
      row: 2,
      name: 'multiarch',
      state: 'stopped',
      cache: undefined,
      stateBytes: 6.3 * GB,
      lastUsedAtMs: nowMs - 64 * DAY_MS,
      problem: undefined,
    },
    {
      row: 3,
      name: 'hardened',
      state: 'running',
      cache: undefined,
      stateBytes: 0.4 * GB,
      lastUsedAtMs: undefined,
      problem: 'no-buildctl',
    },
  ];
}

/** Answers `builders`: figures of a builder's cache come once they were measured. */
export function fakeBuilders(nowMs: number): Handlers['builders'] {
  let isMeasured = false;
  return async ({ measures }) => {
    isMeasured ||= measures;
    const list = builderList(nowMs);
    if (isMeasured) return list;
    return {
      ...list,
      builders: list.builders.map((row) => ({ ...row, cache: undefined, problem: undefined })),
      totalBytes: list.engineCache?.value.totalBytes ?? 0,
    };
  };
}
