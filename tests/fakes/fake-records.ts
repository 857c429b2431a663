/** Main's side of the build-cache lists over a scripted cache: the app's own lists answer, so that they behave as in the app. */

import { Lists } from '../../electron/core/browsing/lists.ts';
import { RowNumbers } from '../../electron/core/cleaning/row-numbers.ts';
import type { BrowseKind } from '../../shared/browse.ts';
import type { Handlers } from '../../shared/contract.ts';
import type { CacheRecord } from '../../shared/usage.ts';

const MB = 1_000_000;
const HOUR_MS = 3_600_000;
const RULES = [{ kind: 'cache-type', pattern: 'exec.cachemount' }] as const;

/** The steps of one build, each made from the one before. */
const STEPS: readonly (readonly [description: string, megabytes: number])[] = [
  [
    'pulled from docker.io/library/node:22-bookworm@sha256:4b44c32c9f3118d60977d0dde5f758f63c4f9eac8ddee4275277239ec600950f',
    390,
  ],
  [
    'mount / from exec /bin/sh -c apt-get update && apt-get install -y --no-install-recommends build-essential libssl-dev',
    410,
  ],
  ['[build 3/8] WORKDIR /src', 0.008],
  ['[build 4/8] COPY package.json pnpm-lock.yaml ./', 0.4],
  ['mount / from exec /bin/sh -c pnpm install --frozen-lockfile', 1480],
  ['[build 6/8] COPY . .', 118],
  ['mount / from exec /bin/sh -c pnpm build', 642],
  ['mount / from exec /bin/sh -c cargo build --release --locked --target x86_64-unknown-linux-musl', 2210],
];
const LOOSE: readonly Pick<CacheRecord, 'type' | 'description' | 'sizeBytes'>[] = [
  {
    type: 'exec.cachemount',
    description: 'cached mount /root/.cargo/registry from exec /bin/sh -c cargo build --release',
    sizeBytes: 2200 * MB,
  },
  {
    type: 'exec.cachemount',
    description: 'cached mount /root/.npm from exec /bin/sh -c npm ci',
    sizeBytes: 640 * MB,
  },
  { type: 'source.local', description: 'local source for context', sizeBytes: 310 * MB },
  {
    type: 'source.git.checkout',
    description: 'git snapshot for https://example.com/shop.git',
    sizeBytes: 96 * MB,
  },
  { type: 'internal', description: 'local source for dockerfile', sizeBytes: 0.01 * MB },
];

/** A developer's cache: builds that share their first steps, and what belongs to no build. */
export function developerRecords(nowMs: number, count = 1204): readonly CacheRecord[] {
  const loose = LOOSE.map((record, index) => ({ ...plain(nowMs, index), ...record, id: `loose${index}` }));
  const chains = Array.from({ length: Math.max(0, count - loose.length) }, (_, index) => {
    const [build, step] = [Math.floor(index / STEPS.length), index % STEPS.length];
    const [description, megabytes] = STEPS[step] ?? ['', 0];
    // Every fifth build begins with the third step of the one before.
    const parent =
      step === 0 ? undefined : build % 5 !== 0 && step === 3 ? index - STEPS.length - 1 : index - 1;
    const shrinks = (1 + build * 0.37) * (1 + build * 0.07);
    return {
      ...plain(nowMs, index),
      description,
      sizeBytes: Math.round((megabytes * MB) / shrinks),
      parentIds: parent === undefined ? [] : [idOf(parent)],
      isInUse: build === 1 && step === 7,
      isShared: build % 6 === 2 && step < 6,
    };
  });
  return [...chains, ...loose];
}

function plain(nowMs: number, index: number): CacheRecord {
  const createdAtMs = nowMs - (index + 2) * 3 * HOUR_MS;
  return {
    id: idOf(index),
    parentIds: [],
    type: 'regular',
    description: '',
    isInUse: false,
    isShared: false,
    sizeBytes: 0,
    createdAtMs,
    lastUsedAtMs: index % 3 === 0 ? undefined : createdAtMs + ((index * 37) % (index + 2)) * 3 * HOUR_MS,
    useCount: index % 3 === 0 ? 1 : (index * 13) % 311,
  };
}

function idOf(index: number): string {
  return `x7f${String(index).padStart(6, '0')}qkd0a1m9zr3v5w8y2b4c6`;
}

/** Answers for a bridge. A later reading of the same engine has its rows in common with this one. */
export function fakeRecords(
  records: readonly CacheRecord[],
  takenAtMs: number,
  rows = new RowNumbers<BrowseKind>(),
): Pick<Handlers, 'browse' | 'recordTree' | 'recordMap' | 'itemDetails'> {
  const lists = new Lists(
    {
      records,
      recordsTakenAtMs: takenAtMs,
      inventory: undefined,
      measuredAtMs: undefined,
      guard: { protectRules: [...RULES], keepsKnownTools: true },
      useOf: () => ({ kind: 'in-use' }),
      logs: new Map(),
      ends: new Map(),
    },
    rows,
  );
  return {
    browse: async (query) => lists.pager(query.filter.kind)?.page(query) ?? { kind: 'not-read' },
    recordTree: async (query) => lists.tree(query),
    recordMap: async (filter) => lists.map(filter) ?? null,
    itemDetails: async ({ row }) => lists.details(row) ?? null,
  };
}
