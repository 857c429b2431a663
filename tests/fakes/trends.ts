/** History as a developer's engine has it: builds that fill, a clean now and then, a disk that loses a little every day. */

import type { Handlers } from '../../shared/contract.ts';
import type { TrendPoint } from '../../shared/state.ts';
import type { Changes, TrendCategory, TrendSpan } from '../../shared/trends.ts';

const GB = 1_000_000_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SPANS_MS: Readonly<Record<TrendSpan, number>> = {
  '48h': 2 * DAY_MS,
  '90d': 90 * DAY_MS,
  '2y': 730 * DAY_MS,
};

/** The figures of `readyState`. */
const NOW_BYTES: Readonly<Record<TrendCategory, number>> = {
  cache: 24.6 * GB,
  images: 31.8 * GB,
  containers: 0.412 * GB,
  volumes: 8.9 * GB,
  'disk-free': 96 * GB,
};

export function trendAnswers(nowMs: number): Partial<Handlers> {
  return {
    trend: async ({ category, span }) => ({ points: historyOf(category, span, nowMs) }),
    changes: async ({ since }) => changesSince(since, nowMs),
  };
}

function historyOf(category: TrendCategory, span: TrendSpan, nowMs: number): readonly TrendPoint[] {
  const lastBytes = NOW_BYTES[category];
  const sign = category === 'disk-free' ? -1 : 1;
  const stepMs = SPANS_MS[span] / 190;
  // Builds fill for seventy steps, then a clean takes a third of it back.
  return Array.from({ length: 191 }, (_, index) => {
    const stepsAgo = 190 - index;
    const sinceClean = (index + 20) % 70;
    const level = sinceClean / 70 - 1;
    const wobble = Math.sin(index * 1.3) * 0.015 + Math.sin(index * 0.27) * 0.03;
    const bytes =
      stepsAgo === 0 ? lastBytes : lastBytes * (1 + sign * (0.3 * level + wobble - stepsAgo * 0.0006));
    return { atMs: nowMs - stepsAgo * stepMs, bytes: Math.round(Math.max(0, bytes)) };
  });
}

function changesSince(since: 'day' | 'week', nowMs: number): Changes {
  const times = since === 'day' ? 1 : 4;
  return {
    changes: [
      { category: 'cache', bytes: 6.2 * GB * times },
      { category: 'images', bytes: 1.94 * GB * times },
      { category: 'containers', bytes: -0.028 * GB },
      { category: 'volumes', bytes: undefined },
    ],
    newcomers: [
      newcomer('record', 1, 'mount / from exec /bin/sh -c pnpm install --frozen-lockfile', 3.21, 2),
      newcomer('image', 2, 'registry.example.com/payments/ledger-api:2026.11.22-rc1', 1.94, 3),
      newcomer('record', 3, '[build 7/9] COPY --from=deps /app/node_modules ./node_modules', 1.02, 2),
      newcomer('volume', 4, 'shop_postgres-data', 0.64, 20),
      newcomer('container', 5, 'shop-web-1', 0.031, 5),
    ],
  };

  function newcomer(
    kind: Changes['newcomers'][number]['kind'],
    row: number,
    name: string,
    gigabytes: number,
    hoursAgo: number,
  ): Changes['newcomers'][number] {
    return { kind, row, name, sizeBytes: gigabytes * GB, createdAtMs: nowMs - hoursAgo * HOUR_MS };
  }
}
