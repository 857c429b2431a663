/** The made-up projects whose builds fill the sample engine: what a developer's machine looks like after some weeks. */

interface SampleStep {
  /** The Dockerfile line. */
  readonly line: string;
  readonly sizeMB: number;
}

export interface SampleBuild {
  /** References of the image; none for a dangling one, undefined where only the cache is left. */
  readonly tags: readonly string[] | undefined;
  /** The repository it was pushed to. */
  readonly pushedTo?: string;
  readonly base: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly ageHours: number;
  readonly steps: readonly SampleStep[];
}

export const bases: Readonly<Record<string, number>> = {
  'docker.io/library/node:22-slim': 226,
  'docker.io/library/python:3.12': 1021,
  'docker.io/library/golang:1.24': 874,
  'docker.io/library/debian:12-slim': 75,
  'docker.io/nvidia/cuda:12.6.2-runtime-ubuntu24.04': 2310,
};

const node = 'docker.io/library/node:22-slim';
const python = 'docker.io/library/python:3.12';
const golang = 'docker.io/library/golang:1.24';
const debian = 'docker.io/library/debian:12-slim';
const cuda = 'docker.io/nvidia/cuda:12.6.2-runtime-ubuntu24.04';

const step = (line: string, sizeMB: number): SampleStep => ({ line, sizeMB });

const shopDependencies = [
  step('WORKDIR /app', 0),
  step('COPY package.json package-lock.json ./', 0.8),
  step('RUN npm ci', 512),
];
const shopBuild = (version: string): readonly SampleStep[] => [
  ...shopDependencies,
  step(`COPY . . (${version})`, 38),
  step(`RUN npm run build (${version})`, 164),
];
const webBuild = (version: string): readonly SampleStep[] => [
  step('WORKDIR /web', 0),
  step('COPY package.json pnpm-lock.yaml ./', 1.1),
  step('RUN corepack enable && pnpm install --frozen-lockfile', 688),
  step(`COPY . . (${version})`, 52),
  step(`RUN pnpm build (${version})`, 121),
];
const goBuild = (service: string, sizeMB: number): readonly SampleStep[] => [
  step('WORKDIR /src', 0),
  step('COPY go.mod go.sum ./', 0.2),
  step('RUN go mod download', 402),
  step(`COPY ./${service} ./${service}`, 14),
  step(`RUN CGO_ENABLED=0 go build -o /bin/${service} ./${service}`, sizeMB),
];
const trainer = (torch: string, sizeMB: number): readonly SampleStep[] => [
  step('RUN apt-get update && apt-get install -y --no-install-recommends python3-pip git', 436),
  step(`RUN pip install torch==${torch} torchvision`, sizeMB),
  step('COPY requirements.txt .', 0.1),
  step('RUN pip install -r requirements.txt', 618),
  step('COPY train/ /train', 9),
];

/** Newest last: later builds reuse what earlier ones left. */
export const builds: readonly SampleBuild[] = [
  { tags: undefined, base: cuda, ageHours: 31 * 24, steps: trainer('2.4.1', 3760) },
  {
    tags: undefined,
    base: python,
    ageHours: 26 * 24,
    steps: [step('RUN pip install jupyterlab pandas polars', 842)],
  },
  { tags: [], base: node, ageHours: 19 * 24, steps: shopBuild('1.7.0') },
  { tags: undefined, base: node, ageHours: 18 * 24, steps: webBuild('redesign-3') },
  {
    tags: ['acme/gateway:0.14'],
    pushedTo: 'acme/gateway',
    base: golang,
    ageHours: 16 * 24,
    steps: goBuild('gateway', 210),
  },
  { tags: undefined, base: golang, ageHours: 15 * 24, steps: goBuild('billing', 198) },
  {
    tags: ['acme/trainer:cu126', 'acme/trainer:latest'],
    base: cuda,
    labels: { 'org.opencontainers.image.base.name': cuda },
    ageHours: 9 * 24,
    steps: trainer('2.5.0', 3890),
  },
  {
    tags: [],
    pushedTo: 'acme/shop-api',
    base: node,
    ageHours: 8 * 24,
    steps: shopBuild('1.8.0'),
  },
  { tags: undefined, base: node, ageHours: 6 * 24, steps: webBuild('redesign-7') },
  { tags: undefined, base: golang, ageHours: 5 * 24, steps: goBuild('mailer', 176) },
  {
    tags: ['acme/reports:2.1'],
    pushedTo: 'acme/reports',
    base: python,
    ageHours: 4 * 24,
    steps: [
      step('RUN apt-get update && apt-get install -y wkhtmltopdf', 388),
      step('RUN pip install -r requirements.txt', 254),
      step('COPY reports/ /reports', 6),
    ],
  },
  { tags: [], base: node, ageHours: 50, steps: shopBuild('1.8.3') },
  {
    tags: ['acme/proxy:edge'],
    base: debian,
    ageHours: 40,
    steps: [
      step('RUN apt-get update && apt-get install -y --no-install-recommends nginx', 64),
      step('COPY nginx.conf /etc/nginx/nginx.conf', 0.01),
    ],
  },
  { tags: ['acme/web:main'], base: node, ageHours: 27, steps: webBuild('main') },
  { tags: undefined, base: node, ageHours: 5, steps: [...shopDependencies, step('COPY . . (failed)', 38)] },
  {
    tags: ['acme/shop-api:1.9.0', 'acme/shop-api:latest'],
    base: node,
    ageHours: 3,
    steps: shopBuild('1.9.0'),
  },
];

/** Bases of builds that somebody also pulled by name. */
export const pulledBases: readonly {
  readonly base: string;
  readonly tag: string;
  readonly ageHours: number;
}[] = [
  { base: node, tag: 'node:22-slim', ageHours: 33 * 24 },
  { base: golang, tag: 'golang:1.24', ageHours: 29 * 24 },
];

/** Images pulled as they are, with layers of their own. */
export const pulledImages: readonly {
  readonly tag: string;
  readonly sizeMB: number;
  readonly ageHours: number;
}[] = [
  { tag: 'postgres:17', sizeMB: 438, ageHours: 12 * 24 },
  { tag: 'postgres:15', sizeMB: 425, ageHours: 80 * 24 },
  { tag: 'redis:7-alpine', sizeMB: 41, ageHours: 22 * 24 },
  { tag: 'mailhog/mailhog:latest', sizeMB: 392, ageHours: 95 * 24 },
  { tag: 'localstack/localstack:3', sizeMB: 1190, ageHours: 44 * 24 },
  { tag: 'minio/minio:latest', sizeMB: 168, ageHours: 58 * 24 },
  { tag: 'hashicorp/terraform:1.9', sizeMB: 121, ageHours: 71 * 24 },
  { tag: 'busybox:latest', sizeMB: 4, ageHours: 120 * 24 },
  { tag: 'alpine:3.20', sizeMB: 8, ageHours: 64 * 24 },
  { tag: 'wordpress:6.5', sizeMB: 688, ageHours: 140 * 24 },
  { tag: 'mariadb:11', sizeMB: 405, ageHours: 140 * 24 },
  { tag: 'grafana/grafana:11.2.0', sizeMB: 479, ageHours: 36 * 24 },
  { tag: 'prom/prometheus:v2.54.1', sizeMB: 286, ageHours: 36 * 24 },
  { tag: 'moby/buildkit:buildx-stable-1', sizeMB: 204, ageHours: 60 * 24 },
];

/** Cache that belongs to no layer. */
export const looseCache: readonly {
  readonly type: string;
  readonly text: string;
  readonly sizeMB: number;
  readonly ageHours: number;
}[] = [
  {
    type: 'exec.cachemount',
    text: 'cached mount /root/.npm from exec /bin/sh -c npm ci',
    sizeMB: 934,
    ageHours: 3,
  },
  {
    type: 'exec.cachemount',
    text: 'cached mount /root/.cache/go-build from exec /bin/sh -c go build',
    sizeMB: 1460,
    ageHours: 120,
  },
  {
    type: 'exec.cachemount',
    text: 'cached mount /root/.cache/pip from exec /bin/sh -c pip install',
    sizeMB: 2210,
    ageHours: 216,
  },
  { type: 'source.local', text: 'local source for context', sizeMB: 61, ageHours: 3 },
  { type: 'source.local', text: 'local source for dockerfile', sizeMB: 0.01, ageHours: 3 },
  { type: 'source.local', text: 'local source for context', sizeMB: 388, ageHours: 430 },
  {
    type: 'source.git.checkout',
    text: 'git snapshot for https://github.com/acme/schemas.git#main',
    sizeMB: 27,
    ageHours: 290,
  },
  { type: 'frontend', text: 'pulled from docker.io/docker/dockerfile:1', sizeMB: 13, ageHours: 3 },
  { type: 'internal', text: 'docker-image://docker.io/docker/dockerfile-copy', sizeMB: 4, ageHours: 27 },
];
