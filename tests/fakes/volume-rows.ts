/** A developer's volumes: named and anonymous, used and forgotten. */

import type { VolumeDetails } from '../../shared/browse-details.ts';
import type { VolumeRow } from '../../shared/browse.ts';

const DAY_MS = 24 * 3_600_000;
const GB = 1_000_000_000;
const MB = 1_000_000;

/** `isMeasured`: their sizes and users are known. */
export function volumeRows(nowMs: number, isMeasured = true): VolumeRow[] {
  const some: Partial<VolumeRow>[] = [
    { name: 'shop_db-data', project: 'shop', usedBy: 'shop-db-1', sizeBytes: 5.31 * GB, containerCount: 1 },
    { name: 'shop_uploads', project: 'shop', usedBy: 'shop-api-1', sizeBytes: 2.2 * GB, containerCount: 1 },
    {
      name: '7c1f'.repeat(16),
      isAnonymous: 'yes',
      usedBy: 'nostalgic_wozniak',
      sizeBytes: 912 * MB,
      containerCount: 0,
    },
    { name: 'minikube', driver: 'local', sizeBytes: 341 * MB, containerCount: 0 },
    { name: 'e02b'.repeat(16), isAnonymous: 'probably', sizeBytes: 0, containerCount: 0 },
    { name: 'team-share', driver: 'nfs', usedBy: 'blog-web-1', sizeBytes: undefined, containerCount: 1 },
  ];
  return some.map((patch, index) => {
    const row: VolumeRow = {
      kind: 'volume',
      row: 40 + index,
      name: '',
      driver: 'local',
      isAnonymous: 'no',
      project: undefined,
      usedBy: undefined,
      sizeBytes: 0,
      freesBytes: patch.containerCount === 0 ? (patch.sizeBytes ?? 0) : 0,
      containerCount: 0,
      createdAtMs: nowMs - (index * 17 + 3) * DAY_MS,
      lastUsedAtMs: undefined,
      canMark: patch.containerCount === 0,
      ...patch,
    };
    return isMeasured ? row : { ...row, sizeBytes: undefined, containerCount: undefined };
  });
}

/** Of the first of them. */
export function volumeDetails(): VolumeDetails {
  return {
    kind: 'volume',
    row: 40,
    name: 'shop_db-data',
    driver: 'local',
    project: 'shop',
    containers: { links: [{ row: 12, name: 'shop-db-1' }], total: 1 },
    labels: [
      { key: 'com.docker.compose.project', value: 'shop' },
      { key: 'com.docker.compose.version', value: '2.40.1' },
      { key: 'com.docker.compose.volume', value: 'db-data' },
    ],
  };
}
