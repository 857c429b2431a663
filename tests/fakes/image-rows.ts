/** A developer's images: some in use, one with four names, one dangling, one that nobody knows the use of. */

import type { ImageDetails, LayerRow } from '../../shared/browse-details.ts';
import type { ImageRow } from '../../shared/browse.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const GB = 1_000_000_000;
const MB = 1_000_000;

export function imageRows(nowMs: number): ImageRow[] {
  const some: Partial<ImageRow>[] = [
    {
      name: 'shop/api:latest',
      otherNames: ['shop/api:2.14.0', 'ghcr.io/shop/api:2.14.0', 'ghcr.io/shop/api:latest'],
      sizeBytes: 1.42 * GB,
      uniqueBytes: 214 * MB,
      containerCount: 2,
      use: { kind: 'in-use' },
      freesBytes: 0,
    },
    {
      name: 'ml/notebook:cuda12',
      sizeBytes: 8.91 * GB,
      uniqueBytes: 8.83 * GB,
      use: { kind: 'last-used', atMs: nowMs - 41 * DAY_MS },
    },
    {
      name: 'node:22-bookworm',
      sizeBytes: 1.12 * GB,
      uniqueBytes: 0,
      baseOfCount: 5,
      use: { kind: 'not-seen', sinceMs: nowMs - 21 * DAY_MS },
      freesBytes: 0,
    },
    {
      name: '9f3c4e1d7a20',
      sizeBytes: 1.38 * GB,
      uniqueBytes: 188 * MB,
      use: { kind: 'last-used', atMs: nowMs - 3 * DAY_MS },
    },
    {
      name: 'postgres:17-alpine',
      sizeBytes: 274 * MB,
      uniqueBytes: 266 * MB,
      containerCount: 1,
      use: { kind: 'in-use' },
      freesBytes: 0,
    },
    {
      name: 'registry.example.com:5000/platform/observability/collector-with-a-long-name:2026.11.3',
      sizeBytes: 642 * MB,
      uniqueBytes: undefined,
      use: { kind: 'not-seen', sinceMs: nowMs - 5 * HOUR_MS },
    },
    {
      name: 'alpine:3.22',
      sizeBytes: 8.31 * MB,
      uniqueBytes: 0,
      baseOfCount: 12,
      use: { kind: 'last-used', atMs: nowMs - 2 * HOUR_MS },
    },
  ];
  return some.map((patch, row) => ({
    kind: 'image',
    row,
    name: '',
    otherNames: [],
    shortId: `9f${row}c4e1d7a20`,
    sizeBytes: 0,
    uniqueBytes: 0,
    freesBytes: patch.uniqueBytes ?? 0,
    createdAtMs: nowMs - (row * 9 + 2) * DAY_MS,
    lastUsedAtMs: undefined,
    containerCount: 0,
    use: { kind: 'in-use' },
    baseOfCount: 0,
    canMark: patch.use?.kind !== 'in-use',
    ...patch,
  }));
}

/** Of the first of them. */
export function imageDetails(nowMs: number): ImageDetails {
  return {
    kind: 'image',
    row: 0,
    id: `sha256:9f0c4e1d7a20${'5b8e'.repeat(13)}`,
    names: ['shop/api:latest', 'shop/api:2.14.0', 'ghcr.io/shop/api:2.14.0', 'ghcr.io/shop/api:latest'],
    digests: [`ghcr.io/shop/api@sha256:${'c1d4'.repeat(16)}`],
    use: { kind: 'in-use' },
    base: { link: { row: 2, name: 'node:22-bookworm' }, name: 'node:22-bookworm' },
    baseOf: { links: [{ row: 3, name: '9f3c4e1d7a20' }], total: 1 },
    containers: {
      links: [
        { row: 10, name: 'shop-api-1' },
        { row: 11, name: 'shop-worker-1' },
      ],
      total: 2,
    },
    layers: layers(nowMs),
  };
}

function layers(nowMs: number): LayerRow[] {
  const builtAtMs = nowMs - 2 * DAY_MS;
  const some: Partial<LayerRow>[] = [
    { command: 'COPY . . # buildkit', sizeBytes: 12.4 * MB },
    {
      command: 'RUN /bin/sh -c pnpm install --frozen-lockfile --prod && pnpm store prune # buildkit',
      sizeBytes: 196 * MB,
      sharedWith: 1,
      records: [
        {
          row: 100,
          name: 'mount / from exec /bin/sh -c pnpm install --frozen-lockfile --prod && pnpm store prune',
        },
        { row: 101, name: '[api 3/6] COPY package.json pnpm-lock.yaml ./' },
      ],
    },
    { command: 'COPY package.json pnpm-lock.yaml ./ # buildkit', sizeBytes: 0.41 * MB, sharedWith: 1 },
    { command: 'WORKDIR /app', sizeBytes: 0, sharedWith: 1 },
    {
      command:
        '/bin/sh -c set -ex; apt-get update; apt-get install -y --no-install-recommends autoconf automake bzip2 default-libmysqlclient-dev dpkg-dev',
      sizeBytes: 588 * MB,
      sharedWith: 6,
      atMs: nowMs - 34 * DAY_MS,
    },
    { command: '', sizeBytes: 117 * MB, sharedWith: 7, atMs: undefined },
  ];
  return some.map((patch) => ({
    command: '',
    atMs: builtAtMs,
    sizeBytes: 0,
    sharedWith: 0,
    records: [],
    ...patch,
  }));
}
