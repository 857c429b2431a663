import { describe, expect, it } from 'vitest';
import { emptyState, type Asked, type Scripted } from '../fakes/fake-docker-server.ts';
import { openedEngine, type OpenedEngine } from '../fakes/opened-engine.ts';

const digest = `sha256:${'c'.repeat(64)}`;
const never = new AbortController().signal;
const ignore = (): void => undefined;

const isForRegistry = ({ path }: Asked): boolean =>
  path.startsWith('/distribution/') || path === '/images/create';
const answering = (scripted: Scripted): Promise<OpenedEngine> =>
  openedEngine({
    state: emptyState(),
    script: (asked) => (isForRegistry(asked) ? scripted : undefined),
  });
const refusing = (status: number, message: string): Promise<OpenedEngine> =>
  answering({ json: { message }, status });

/** As engines of 20.10 to 28.5 said them, unless marked otherwise. */
const troubles: readonly (readonly [status: number, message: string, kind: string])[] = [
  [404, 'manifest unknown: manifest unknown', 'not-there'],
  [404, 'manifest for host:5000/app:none not found: manifest unknown: manifest unknown', 'not-there'],
  [404, 'failed to resolve reference "host:5000/app:none": host:5000/app:none: not found', 'not-there'],
  [500, 'Head "http://host:5001/v2/app/manifests/1": no basic auth credentials', 'sign-in'],
  [
    500,
    'failed to resolve reference "host/app:1": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials',
    'sign-in',
  ],
  // Docker Hub's, of images that are private or do not exist.
  [
    404,
    "pull access denied for acme/app, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    'sign-in',
  ],
  [
    401,
    'errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required\n',
    'sign-in',
  ],
  [403, 'no words for it', 'sign-in'],
  [500, 'Get "http://host:5000/v2/": dial tcp 127.0.0.1:5000: connect: connection refused', 'unreachable'],
  [
    500,
    'Get "https://10.1.2.3:5000/v2/": dial tcp 10.1.2.3:5000: connect: network is unreachable',
    'unreachable',
  ],
  [500, 'Get "https://host/v2/": dial tcp: lookup host on 10.0.0.2:53: no such host', 'unreachable'],
  [
    500,
    'failed to do request: Head "https://host/v2/app/manifests/1": dial tcp 10.0.0.1:443: i/o timeout',
    'unreachable',
  ],
  [500, 'Get "https://host:5000/v2/": http: server gave HTTP response to HTTPS client', 'unreachable'],
  [500, 'Get "https://host/v2/": x509: certificate signed by unknown authority', 'unreachable'],
  [
    500,
    'Get "https://host/v2/": net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
    'unreachable',
  ],
  [429, 'toomanyrequests: You have reached your pull rate limit.', 'unreachable'],
];
/** Nothing of it tells of a registry. */
const ownTroubles: readonly (readonly [status: number, message: string, kind: string])[] = [
  [404, 'page not found', 'not-found'],
  [404, 'Not Found', 'not-found'],
  [403, 'authorization denied by plugin opa', 'forbidden'],
  [500, 'Docker Desktop is manually paused. Unpause it through the Whale menu or Dashboard.', 'asleep'],
  [500, 'failed to register layer: write /layer.tar: no space left on device', 'bad-reply'],
  [502, 'Bad Gateway', 'refused'],
];

describe('asking a registry', () => {
  it.each([
    ['registry:5000/team/app:1', '/v1.51/distribution/registry%3A5000/team/app%3A1/json'],
    [`app@${digest}`, `/v1.51/distribution/app%40${encodeURIComponent(digest)}/json`],
  ])('%s: what it has is the digest of the manifest', async (reference, target) => {
    const { engine, docker } = await answering({
      json: { Descriptor: { mediaType: 'application/vnd.oci.image.index.v1+json', digest, size: 855 } },
    });
    expect(await engine.askRegistry(reference)).toEqual({ kind: 'has', digest });
    expect(docker.requestLines().at(-1)).toBe(`GET ${target}`);
    expect(Object.keys(docker.requests.at(-1)?.headers ?? {})).not.toContain('x-registry-auth');
  });

  it.each(troubles)('%i %s → %s', async (status, message, kind) => {
    const { engine } = await refusing(status, message);
    expect(await engine.askRegistry('host:5000/app:1')).toEqual({ kind });
  });

  it.each(ownTroubles)('%i %s is the engine’s own: %s', async (status, message, kind) => {
    const { engine } = await refusing(status, message);
    await expect(engine.askRegistry('host:5000/app:1')).rejects.toMatchObject({ kind });
  });

  it('a line that breaks, and a reply of another shape, are the engine’s own too', async () => {
    const broken = await answering('reset');
    await expect(broken.engine.askRegistry('app:1')).rejects.toMatchObject({ kind: 'gone' });
    const odd = await answering({ json: { Descriptor: {} } });
    await expect(odd.engine.askRegistry('app:1')).rejects.toMatchObject({ kind: 'bad-reply' });
  });

  it.each([
    'app',
    'app:',
    '../containers/json:1',
    'app:1/../..',
    'APP:1',
    `app@sha256:${'c'.repeat(63)}`,
    '-:1',
  ])('%j is no name that a registry has: nothing is sent', async (reference) => {
    const { engine, docker } = await answering({ json: {} });
    await expect(engine.askRegistry(reference)).rejects.toMatchObject({ kind: 'bad-reply' });
    await expect(engine.pullImage(reference, ignore, never)).rejects.toMatchObject({ kind: 'bad-reply' });
    expect(docker.requests).toEqual([]);
  });
});

describe('pulling an image', () => {
  const line = (id: string, status: string, current?: number, total?: number): string =>
    JSON.stringify({ id, status, progressDetail: current === undefined ? {} : { current, total } });

  it('counts the bytes of the layers that are known, each once', async () => {
    const seen: unknown[] = [];
    const { engine, docker } = await answering({
      lines: [
        line('1', 'Pulling from team/app'),
        line('base', 'Already exists'),
        line('a', 'Pulling fs layer'),
        line('a', 'Downloading', 10, 100),
        line('b', 'Downloading', 5, 20),
        'no JSON',
        line('a', 'Downloading', 90, 100),
        line('a', 'Verifying Checksum'),
        line('a', 'Download complete'),
        line('a', 'Extracting', 30, 100),
        line('small', 'Download complete'),
        line('b', 'Download complete'),
        line('b', 'Pull complete'),
        JSON.stringify({ status: `Digest: ${digest}` }),
      ],
      ends: true,
    });
    expect(await engine.pullImage('registry:5000/team/app:1', (progress) => seen.push(progress), never)).toBe(
      'pulled',
    );
    expect(seen).toEqual([
      { doneBytes: 10, totalBytes: 100 },
      { doneBytes: 15, totalBytes: 120 },
      { doneBytes: 95, totalBytes: 120 },
      { doneBytes: 105, totalBytes: 120 },
      { doneBytes: 105, totalBytes: 120 },
      { doneBytes: 120, totalBytes: 120 },
    ]);
    const asked = docker.requests.at(-1);
    expect([asked?.method, asked?.path, asked?.query.toString()]).toEqual([
      'POST',
      '/images/create',
      'fromImage=registry%3A5000%2Fteam%2Fapp&tag=1',
    ]);
    expect(asked?.body).toBe('');
    expect(Object.keys(asked?.headers ?? {})).not.toContain('x-registry-auth');
  });

  it('by digest', async () => {
    const { engine, docker } = await answering({ lines: [], ends: true });
    expect(await engine.pullImage(`team/app@${digest}`, ignore, never)).toBe('pulled');
    expect(docker.requests.at(-1)?.query.get('tag')).toBe(digest);
  });

  it.each(troubles)('%i %s → %s', async (status, message, kind) => {
    const { engine } = await refusing(status, message);
    expect(await engine.pullImage('host:5000/app:1', ignore, never)).toBe(kind);
  });

  it.each(troubles.filter(([status]) => status !== 403))(
    'the same in the middle of a reply that began well: %i %s → %s',
    async (_status, message, kind) => {
      const lines = [
        line('a', 'Downloading', 1, 2),
        JSON.stringify({ errorDetail: { message }, error: message }),
      ];
      const { engine } = await answering({ lines, ends: true });
      expect(await engine.pullImage('host:5000/app:1', ignore, never)).toBe(kind);
    },
  );

  it.each(ownTroubles)('%i %s is the engine’s own: %s', async (status, message, kind) => {
    const { engine } = await refusing(status, message);
    await expect(engine.pullImage('app:1', ignore, never)).rejects.toMatchObject({ kind });
  });

  it('a full disk in the middle is the engine’s own', async () => {
    const { engine } = await answering({
      lines: [JSON.stringify({ error: 'write /var/lib/docker/tmp/x: no space left on device' })],
      ends: true,
    });
    await expect(engine.pullImage('app:1', ignore, never)).rejects.toMatchObject({ kind: 'bad-reply' });
  });

  it('a line that breaks in the middle is no success', async () => {
    const { engine } = await answering({ half: `${line('a', 'Downloading', 1, 2)}\n` });
    await expect(engine.pullImage('app:1', ignore, never)).rejects.toMatchObject({ kind: 'gone' });
  });

  it('stopping closes the connection, before the first word of the reply as after it', async () => {
    for (const scripted of [{ lines: [line('a', 'Downloading', 1, 2)], ends: false }, 'never'] as const) {
      const { engine, docker } = await answering(scripted);
      const stop = new AbortController();
      const stopNow = (): void => stop.abort();
      if (scripted === 'never') void docker.seen(isForRegistry).then(stopNow);
      expect(await engine.pullImage('app:1', stopNow, stop.signal)).toBe('stopped');
    }
  });

  it('stopped before it began, nothing is pulled', async () => {
    const { engine, docker } = await answering({ lines: [], ends: true });
    expect(await engine.pullImage('app:1', ignore, AbortSignal.abort())).toBe('stopped');
    expect(docker.requests.filter(isForRegistry)).toEqual([]);
  });
});
