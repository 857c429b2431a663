/** What a plan of a developer's engine lists: rows as main would answer them, the largest of each kind first. */

import type { PlanRow } from '../../shared/plan-sheet.ts';

const GB = 1_000_000_000;
const MB = 1_000_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A row before ticks and choices; `keep` is what holds it whatever is chosen. */
export type SeedRow = Omit<PlanRow, 'row' | 'canTick'> & { readonly isNamed: boolean };

export function developerRows(nowMs: number, recordCount = 722): readonly SeedRow[] {
  return [
    ...containers(nowMs),
    seed({ kind: 'network', name: 'shop_default', why: 'unused-network', createdAtMs: nowMs - 3 * DAY_MS }),
    ...images(nowMs),
    ...records(nowMs, recordCount),
    ...cacheMounts(nowMs),
    ...volumes(nowMs),
  ];
}

function seed(row: Partial<SeedRow> & Pick<SeedRow, 'kind' | 'name' | 'why'>): SeedRow {
  return {
    sizeBytes: 0,
    freesBytes: row.sizeBytes ?? 0,
    createdAtMs: undefined,
    lastUsedAtMs: undefined,
    cacheType: undefined,
    otherNames: [],
    shortId: '4be2c19a7d03',
    keep: undefined,
    holders: [],
    usedBy: undefined,
    rules: [{ kind: 'name', pattern: row.name }],
    isNamed: false,
    ...row,
  };
}

function containers(nowMs: number): SeedRow[] {
  const named = ['web-1', 'api-migrate', 'determined_hopper', 'worker-2', 'e2e-chrome', 'loving_curie'];
  const rows = named.map((name, index) =>
    seed({
      kind: 'container',
      name,
      why: 'stopped-container',
      sizeBytes: Math.round((160 * MB) / (index + 1)),
      createdAtMs: nowMs - (index + 2) * DAY_MS,
      rules: [
        { kind: 'container', pattern: name },
        { kind: 'project', pattern: 'shop' },
      ],
    }),
  );
  const running = ['db-1', 'queue-1'].map((name) =>
    seed({
      kind: 'container',
      name,
      why: 'stopped-container',
      sizeBytes: 11 * MB,
      keep: 'compose-project-runs',
    }),
  );
  return [...rows, ...running];
}

function images(nowMs: number): SeedRow[] {
  const tagged = ['registry.example.com/team/api:1.9', 'node:20-bookworm', 'postgres:15', 'shop/web:2.3.1'];
  const rows = Array.from({ length: 17 }, (_, index) => {
    const name =
      index % 3 === 2 ? '' : `${tagged[index % tagged.length] ?? ''}${index < 4 ? '' : `-${index}`}`;
    const repository = name.slice(0, Math.max(0, name.lastIndexOf(':')));
    return seed({
      kind: 'image',
      name,
      why: name === '' ? 'dangling-image' : 'unused-image',
      sizeBytes: Math.round((3.1 * GB) / (index + 1)),
      createdAtMs: nowMs - (index * 2 + 1) * DAY_MS,
      lastUsedAtMs: index % 2 === 0 ? nowMs - (index + 3) * DAY_MS : undefined,
      rules:
        name === ''
          ? []
          : [
              { kind: 'image', pattern: name },
              { kind: 'image', pattern: `${repository}:*` },
            ],
    });
  });
  const used = ['nginx:1.27', 'postgres:16', 'redis:7'].map((name) =>
    seed({ kind: 'image', name, why: 'unused-image', sizeBytes: 1.6 * GB, keep: 'in-use' }),
  );
  return [...rows, ...used];
}

const STEPS = [
  'mount / from exec /bin/sh -c pnpm install --frozen-lockfile',
  '[build 4/7] RUN cargo build --release --locked --target x86_64-unknown-linux-musl --features vendored',
  '[web 5/9] COPY . .',
  'mount / from exec /bin/sh -c apt-get update && apt-get install -y build-essential libssl-dev',
  'local source for context',
  'mount / from exec /bin/sh -c go build ./...',
];

function records(nowMs: number, count: number): SeedRow[] {
  const rows = Array.from({ length: count }, (_, index) => record(nowMs, index));
  const building = Array.from({ length: 14 }, (_, index) => ({
    ...record(nowMs, index + 40),
    keep: 'in-use' as const,
  }));
  return [...rows, ...building];
}

function record(nowMs: number, index: number): SeedRow {
  const name = STEPS[index % STEPS.length] ?? '';
  const isShared = index % 7 === 3;
  const isHeld = isShared && index % 2 === 1;
  const sizeBytes = Math.round((1.9 * GB) / (index * 0.9 + 1));
  return seed({
    kind: 'record',
    name,
    why: 'unused-record',
    sizeBytes,
    freesBytes: isHeld ? 0 : sizeBytes,
    createdAtMs: nowMs - (index + 30) * HOUR_MS,
    lastUsedAtMs: index % 11 === 10 ? undefined : nowMs - (index + 5) * HOUR_MS,
    cacheType: name.startsWith('local') ? 'source.local' : 'regular',
    shortId: `x7f${String(index).padStart(4, '0')}qkd0a`,
    holders: isShared
      ? [
          {
            name: isHeld ? 'nginx:1.27' : 'node:20-bookworm',
            confidence: isHeld ? 'certain' : 'likely',
            goes: !isHeld,
          },
        ]
      : [],
    rules: [{ kind: 'cache', pattern: name.slice(0, 60) }],
  });
}

function cacheMounts(nowMs: number): SeedRow[] {
  const mounts = [
    ['/root/.npm', 'npm ci', 1.3 * GB],
    ['/root/.cache/go-build', 'go build ./...', 640 * MB],
    ['/usr/local/cargo/registry', 'cargo build --release', 260 * MB],
  ] as const;
  return mounts.map(([target, command, sizeBytes], index) =>
    seed({
      kind: 'record',
      name: `cached mount ${target} from exec /bin/sh -c ${command}`,
      why: 'unused-record',
      cacheType: 'exec.cachemount',
      sizeBytes,
      createdAtMs: nowMs - 90 * DAY_MS,
      lastUsedAtMs: nowMs - (index * 9 + 2) * HOUR_MS,
      rules: [{ kind: 'cache-type', pattern: 'exec.cachemount' }],
    }),
  );
}

function volumes(nowMs: number): SeedRow[] {
  const named = [
    ['shop_pgdata', 2.4 * GB, 'db-1'],
    ['minio-data', 870 * MB, 'minio'],
    ['old_redis', 12 * MB, undefined],
  ] as const;
  const anonymous = Array.from({ length: 3 }, (_, index) =>
    seed({
      kind: 'volume',
      name: `8f1c2d${index}a9e04b7730c5d1128e6f3a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d`,
      why: 'anonymous-volume',
      sizeBytes: 400 * MB,
      createdAtMs: nowMs - 12 * DAY_MS,
    }),
  );
  return [
    ...named.map(([name, sizeBytes, usedBy]) =>
      seed({
        kind: 'volume',
        name,
        why: 'ticked-volume',
        sizeBytes,
        usedBy,
        isNamed: true,
        createdAtMs: nowMs - 200 * DAY_MS,
        lastUsedAtMs: usedBy === undefined ? undefined : nowMs - 21 * DAY_MS,
        rules: [{ kind: 'volume', pattern: name }],
      }),
    ),
    ...anonymous,
  ];
}
