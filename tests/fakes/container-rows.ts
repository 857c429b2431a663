/** A developer's containers and the Compose projects they belong to. */

import type { ContainerDetails, ProjectDetails } from '../../shared/browse-details.ts';
import type { ContainerLog, ContainerRow, ProjectRow } from '../../shared/browse.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const GB = 1_000_000_000;
const MB = 1_000_000;

const bounded: ContainerLog = { driver: 'local', isUnrotated: false, sizeBytes: 38 * MB };
const growing: ContainerLog = { driver: 'json-file', isUnrotated: true, sizeBytes: 4.71 * GB };

/** `isMeasured`: the sizes of what they wrote are known. */
export function containerRows(nowMs: number, isMeasured = true): ContainerRow[] {
  const some: Partial<ContainerRow>[] = [
    { name: 'shop-api-1', image: 'shop/api:latest', project: 'shop', sizeBytes: 86 * MB, log: growing },
    {
      name: 'shop-worker-1',
      image: 'shop/api:latest',
      project: 'shop',
      sizeBytes: 2.1 * MB,
      log: { ...growing, sizeBytes: undefined },
    },
    { name: 'shop-db-1', image: 'postgres:17-alpine', project: 'shop', sizeBytes: 63_000, log: bounded },
    {
      name: 'nostalgic_wozniak',
      image: 'ml/notebook:cuda12',
      state: 'exited',
      sizeBytes: 1.84 * GB,
      log: { driver: 'json-file', isUnrotated: false, sizeBytes: 9.2 * MB },
    },
    {
      name: 'blog-web-1',
      image: 'blog/web:dev',
      project: 'blog-with-a-rather-long-name',
      state: 'exited',
      sizeBytes: 412_000,
      log: { driver: 'journald', isUnrotated: false, sizeBytes: undefined },
    },
    { name: 'zealous_kare', image: 'sha256:9f3c4e1d7a20', state: 'created', sizeBytes: 0, log: undefined },
  ];
  return some.map((patch, index) => {
    const row: ContainerRow = {
      kind: 'container',
      row: 10 + index,
      name: '',
      state: 'running',
      image: '',
      project: undefined,
      sizeBytes: 0,
      freesBytes: 0,
      createdAtMs: nowMs - (index * 6 + 1) * DAY_MS,
      lastUsedAtMs: nowMs - index * 7 * HOUR_MS,
      canMark: patch.state !== undefined,
      log: undefined,
      ...patch,
    };
    return isMeasured ? row : { ...row, sizeBytes: undefined };
  });
}

/** Of the first of them: its log grows without limit. */
export function containerDetails(): ContainerDetails {
  return {
    kind: 'container',
    row: 10,
    name: 'shop-api-1',
    id: '4be1'.repeat(16),
    state: 'running',
    image: { row: 0, name: 'shop/api:latest' },
    project: 'shop',
    volumes: { links: [{ row: 41, name: 'shop_uploads' }], total: 1 },
    networks: ['shop_default', 'edge'],
    log: {
      ...growing,
      fix: {
        composeYaml:
          'services:\n  api:\n    logging:\n      driver: json-file\n      options:\n        max-size: "10m"\n        max-file: "3"\n',
        daemonJson:
          '{\n  "log-driver": "json-file",\n  "log-opts": {\n    "max-size": "10m",\n    "max-file": "3"\n  }\n}\n',
      },
    },
  };
}

export function projectRows(nowMs: number): ProjectRow[] {
  const some: Partial<ProjectRow>[] = [
    {
      name: 'blog-with-a-rather-long-name',
      containerCount: 2,
      imageCount: 1,
      volumeCount: 1,
      sizeBytes: 0.91 * GB,
      lastUsedAtMs: nowMs - 96 * DAY_MS,
    },
    {
      name: 'workshop-2025',
      containerCount: 4,
      imageCount: 3,
      volumeCount: 2,
      sizeBytes: 6.2 * GB,
      lastUsedAtMs: nowMs - 212 * DAY_MS,
    },
    {
      name: 'shop',
      containerCount: 3,
      runningCount: 3,
      imageCount: 2,
      volumeCount: 3,
      sizeBytes: 11.7 * GB,
      lastUsedAtMs: nowMs - 12_000,
    },
  ];
  return some.map((patch, index) => ({
    kind: 'project',
    row: 60 + index,
    name: '',
    sizeBytes: 0,
    freesBytes: patch.runningCount === undefined ? (patch.sizeBytes ?? 0) * 0.7 : 0,
    createdAtMs: nowMs - 300 * DAY_MS,
    lastUsedAtMs: undefined,
    canMark: false,
    containerCount: 0,
    runningCount: 0,
    imageCount: 0,
    volumeCount: 0,
    ...patch,
  }));
}

/** Of the last of them. */
export function projectDetails(): ProjectDetails {
  return {
    kind: 'project',
    row: 62,
    name: 'shop',
    containers: {
      links: ['shop-api-1', 'shop-worker-1', 'shop-db-1'].map((name, index) => ({ row: 10 + index, name })),
      total: 3,
    },
    images: {
      links: [
        { row: 0, name: 'shop/api:latest' },
        { row: 4, name: 'postgres:17-alpine' },
      ],
      total: 2,
    },
    volumes: { links: [{ row: 40, name: 'shop_db-data' }], total: 3 },
  };
}

/** Of one that nothing runs of. */
export function staleProjectDetails(): ProjectDetails {
  const links = (names: readonly string[]): ProjectDetails['images'] => ({
    links: names.map((name, index) => ({ row: 70 + index, name })),
    total: names.length,
  });
  return {
    kind: 'project',
    row: 61,
    name: 'workshop-2025',
    containers: links(['workshop-web-1', 'workshop-api-1', 'workshop-queue-1', 'workshop-db-1']),
    images: links(['workshop/web:latest', 'workshop/api:latest', 'rabbitmq:3']),
    volumes: links(['workshop_db-data', 'workshop_queue-data']),
  };
}
