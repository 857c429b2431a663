/** What stands around the sample's images: containers, volumes and networks of made-up projects. */

import { digest, HOUR_MS, megabytes } from './sample-ids.ts';
import type { SampleContainer, SampleImage, SampleNetwork, SampleVolume } from './sample-state.ts';

const project = (name: string): SampleContainer['labels'] => ({ 'com.docker.compose.project': name });
const inProject = (name: string): Partial<SampleContainer> => ({
  networkName: `${name}_default`,
  labels: project(name),
});
const stopped = { state: 'exited' } as const;
const rotated = { log: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } } };
const local = { log: { driver: 'local', options: {} } };

const BUILDKIT = 'moby/buildkit:buildx-stable-1';

type ContainerPlan = readonly [
  name: string,
  imageName: string,
  ageHours: number,
  rest: Partial<SampleContainer>,
];

const containers: readonly ContainerPlan[] = [
  ['shop-api-1', 'acme/shop-api:1.9.0', 3, { writtenBytes: 1_843_200, ...inProject('shop') }],
  ['shop-db-1', 'postgres:17', 3, { volumeNames: ['shop_pgdata'], ...inProject('shop'), ...rotated }],
  ['shop-cache-1', 'redis:7-alpine', 3, { volumeNames: [anonymousName(1)], ...inProject('shop'), ...local }],
  ['migrate_old', 'postgres:15', 300, { writtenBytes: 61_440_000, ...stopped }],
  ['adoring_hopper', 'acme/reports:2.1', 90, { writtenBytes: 318_976_000, ...stopped, ...local }],
  ['gateway-test', 'acme/gateway:0.14', 380, { writtenBytes: 7_340_032, ...stopped }],
  [
    'monitoring-grafana-1',
    'grafana/grafana:11.2.0',
    700,
    { volumeNames: ['monitoring_grafana'], ...inProject('monitoring'), ...stopped, ...rotated },
  ],
  [
    'monitoring-prometheus-1',
    'prom/prometheus:v2.54.1',
    700,
    { volumeNames: [anonymousName(4)], ...inProject('monitoring'), ...stopped },
  ],
  ['buildx_buildkit_ci0', BUILDKIT, 900, { volumeNames: ['buildx_buildkit_ci0_state'] }],
  [
    'buildx_buildkit_legacy0',
    BUILDKIT,
    1_400,
    { volumeNames: ['buildx_buildkit_legacy0_state'], ...stopped },
  ],
  [
    'blog-wordpress-1',
    'wordpress:6.5',
    2_900,
    { writtenBytes: 24_117_248, ...inProject('blog'), ...stopped },
  ],
  ['blog-db-1', 'mariadb:11', 2_900, { volumeNames: ['blog_dbdata'], ...inProject('blog'), ...stopped }],
];

export function sampleContainers(images: readonly SampleImage[], nowMs: number): readonly SampleContainer[] {
  return containers.map(([name, imageName, ageHours, rest]) => ({
    id: digest(`container ${name}`),
    name,
    imageName,
    imageId: images.find(({ tags }) => tags.includes(imageName))?.id ?? '',
    state: 'running',
    createdAtMs: nowMs - ageHours * HOUR_MS,
    finishedAtMs: rest.state === 'exited' ? nowMs - (ageHours - 0.1) * HOUR_MS : undefined,
    writtenBytes: 0,
    volumeNames: [],
    networkName: 'bridge',
    labels: {},
    ...rest,
  }));
}

export function sampleVolumes(nowMs: number): readonly SampleVolume[] {
  const volume = (
    name: string,
    sizeMB: number,
    ageHours: number,
    labels: SampleVolume['labels'],
  ): SampleVolume => ({
    name,
    isAnonymous: /^[0-9a-f]{64}$/.test(name),
    sizeBytes: megabytes(sizeMB, name),
    createdAtMs: nowMs - ageHours * HOUR_MS,
    labels,
  });
  return [
    volume('shop_pgdata', 1420, 60, project('shop')),
    volume('monitoring_grafana', 88, 700, project('monitoring')),
    volume('blog_dbdata', 516, 2_900, project('blog')),
    volume('scratch', 164, 510, {}),
    volume('buildx_buildkit_ci0_state', 9_930, 900, {}),
    volume('buildx_buildkit_legacy0_state', 3_410, 1_400, {}),
    volume(anonymousName(1), 6, 3, {}),
    volume(anonymousName(2), 742, 320, {}),
    volume(anonymousName(3), 213, 480, {}),
    volume(anonymousName(4), 1108, 700, {}),
  ];
}

export function sampleNetworks(nowMs: number): readonly SampleNetwork[] {
  const names = [
    'bridge',
    'host',
    'none',
    'shop_default',
    'monitoring_default',
    'blog_default',
    'playground_default',
  ];
  return names.map((name) => ({
    id: digest(`network ${name}`),
    name,
    createdAtMs: nowMs - 900 * HOUR_MS,
    labels: {},
  }));
}

function anonymousName(index: number): string {
  return digest(`anonymous volume ${index}`);
}
