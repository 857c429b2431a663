import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import util from 'node:util';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { EngineError } from '../../electron/core/ports/engine.ts';
import { parseEndpoint } from '../../electron/engine/endpoint.ts';
import { connectionError, refusal } from '../../electron/engine/engine-errors.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { openTransport } from '../../electron/engine/transport.ts';
import { startFakeDocker, type Scripted } from '../fakes/fake-docker-server.ts';
import { openedEngine } from '../fakes/opened-engine.ts';

async function failure(endpoint: string): Promise<unknown> {
  const engine = openEngine(parseEndpoint(endpoint));
  onTestFinished(() => engine.close());
  try {
    await engine.facts();
    return 'no failure';
  } catch (error) {
    return error instanceof EngineError ? error.kind : error;
  }
}

async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'bilge-test-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** A TCP server on loopback that counts who comes. */
async function bystander(): Promise<{ readonly port: number; visits(): number; readonly server: Server }> {
  let visits = 0;
  const server = createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, visits: () => visits, server };
}

describe('the environment', () => {
  beforeEach(() => vi.unstubAllEnvs());
  afterEach(() => vi.unstubAllEnvs());

  it('never leads to another engine, nor breaks the way to this one', async () => {
    const other = await bystander();
    vi.stubEnv('DOCKER_HOST', `tcp://127.0.0.1:${other.port}`);
    vi.stubEnv('DOCKER_TLS_VERIFY', '1');
    vi.stubEnv('DOCKER_CERT_PATH', '/nowhere');
    vi.stubEnv('DOCKER_CONTEXT', 'elsewhere');
    vi.stubEnv('DOCKER_CLIENT_TIMEOUT', '1');
    const { docker, engine } = await openedEngine();
    await engine.readInventory('full');
    await engine.deleteVolume('none');
    expect(docker.requests.length).toBeGreaterThan(5);
    expect(other.visits()).toBe(0);
    // It was only out of sight.
    expect(process.env['DOCKER_CERT_PATH']).toBe('/nowhere');
  });

  it.each(['ssh://elsewhere', 'npipe:////./pipe/elsewhere', 'unix:///elsewhere.sock', 'nonsense://'])(
    'DOCKER_HOST=%s changes nothing',
    async (host) => {
      vi.stubEnv('DOCKER_HOST', host);
      const { engine } = await openedEngine();
      await expect(engine.facts()).resolves.toMatchObject({ name: 'sample' });
    },
  );
});

describe('what goes wrong, as one of the closed kinds', () => {
  it('no socket', async () => expect(await failure('unix:///nowhere/docker.sock')).toBe('not-found'));
  it('a file that is no socket', async () => {
    const path = join(await folder(), 'docker.sock');
    await writeFile(path, '');
    expect(await failure(`unix://${path}`)).toBe('refused');
  });
  it('nobody listens', async () => {
    const { port, server } = await bystander();
    server.close();
    expect(await failure(`tcp://127.0.0.1:${port}`)).toBe('refused');
  });
  it('not allowed', () => {
    expect(connectionError({ code: 'EACCES' }).kind).toBe('forbidden');
    expect(connectionError({ code: 'EPERM' }).kind).toBe('forbidden');
    expect(connectionError({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }).kind).toBe('forbidden');
  });

  const kinds: readonly (readonly [string, Scripted, string])[] = [
    ['the line breaks at once', 'reset', 'gone'],
    ['half a reply', { half: '{"Version":' }, 'gone'],
    ['half an error', { half: '{"message":' }, 'gone'],
    ['bytes that are not HTTP', 'garbage', 'bad-reply'],
    ['a reply that is not JSON', { text: 'hello' }, 'bad-reply'],
    ['JSON of another shape', { json: [1, 2] }, 'bad-reply'],
    ['an engine error', { json: { message: 'boom' }, status: 500 }, 'bad-reply'],
    ['a proxy without its engine', { text: '<h1>Bad Gateway</h1>', status: 502 }, 'refused'],
    ['a proxy that says no', { text: '', status: 403 }, 'forbidden'],
    [
      'Docker Desktop paused',
      { text: 'Docker Desktop is manually paused. Unpause it', status: 500 },
      'asleep',
    ],
    ['a redirect', { redirectTo: 'http://127.0.0.1:1/version' }, 'bad-reply'],
  ];
  it.each(kinds)('%s', async (_what, scripted, kind) => {
    const { docker } = await openedEngine({
      script: ({ path }) => (path === '/version' ? scripted : undefined),
    });
    expect(await failure(docker.endpoint)).toBe(kind);
  });

  it('says what the engine said, in Docker’s JSON or plain', () => {
    expect(refusal(404, '{"message":"No such image: x"}').message).toBe('No such image: x');
    expect(refusal(404, 'Not Found\n').message).toBe('Not Found');
    expect(refusal(500, 'x'.repeat(9000)).message).toHaveLength(500);
  });
});

it('no request is described at length for a log that nobody reads', async () => {
  const inspect = vi.spyOn(util, 'inspect');
  onTestFinished(() => inspect.mockRestore());
  const { engine } = await openedEngine();
  await engine.facts();
  expect(new Set(inspect.mock.results.map(({ value }) => value as string))).toEqual(
    new Set(['a request to the engine']),
  );
});

it('a redirect leads nowhere: the other server is never asked', async () => {
  const other = await bystander();
  const redirectTo = `http://127.0.0.1:${other.port}/v1.51/info`;
  const { engine } = await openedEngine({
    script: ({ path }) => (path === '/info' ? { redirectTo } : undefined),
  });
  await expect(engine.identity()).rejects.toThrow();
  // docker-modem would go there after it has reported the redirect: whoever left before us has arrived before us.
  await once(connect(other.port, '127.0.0.1'), 'close');
  expect(other.visits()).toBe(1);
});

describe('deadline and stop', () => {
  it('an engine that does not answer in time has timed out', async () => {
    const docker = await startFakeDocker({ script: () => 'never' });
    const transport = openTransport(parseEndpoint(docker.endpoint));
    onTestFinished(async () => {
      transport.close();
      await docker.close();
    });
    const call = { method: 'GET', path: '/info', deadlineMs: 20 } as const;
    await expect(transport.call(call)).rejects.toMatchObject({ kind: 'timed-out' });
  });

  it('a stopped call ends at once, and so does one stopped before it began', async () => {
    const { docker, engine } = await openedEngine({
      script: ({ path }) => (path === '/system/df' ? 'never' : undefined),
    });
    const stop = new AbortController();
    const reading = engine.readCache(stop.signal);
    await docker.seen(({ path }) => path === '/system/df');
    stop.abort();
    await expect(reading).rejects.toMatchObject({ kind: 'gone' });
    await expect(engine.readCache(stop.signal)).rejects.toMatchObject({ kind: 'gone' });
  });

  it('closing ends what is under way', async () => {
    const { docker, engine } = await openedEngine({
      script: ({ path }) => (path === '/system/df' ? 'never' : undefined),
    });
    const reading = engine.readCache();
    await docker.seen(({ path }) => path === '/system/df');
    engine.close();
    await expect(reading).rejects.toMatchObject({ kind: 'gone' });
  });
});

it('a call that is not on the list throws before a byte is sent', async () => {
  const docker = await startFakeDocker();
  const transport = openTransport(parseEndpoint(docker.endpoint));
  onTestFinished(async () => {
    transport.close();
    await docker.close();
  });
  const call = { method: 'POST', path: '/v1.51/volumes/prune', deadlineMs: undefined } as const;
  await expect(transport.call(call)).rejects.toThrow();
  expect(docker.requests).toEqual([]);
});

it('sends queries as docker reads them: repeated types, JSON filters, no body', async () => {
  const { docker, engine } = await openedEngine();
  await engine.pruneRecords(['a1', 'b2'], '2026-11-21T03:48:11.244119861Z');
  await engine.readInventory('light');
  const prune = docker.requests.find(({ path }) => path === '/build/prune');
  expect(Object.fromEntries(prune?.query ?? [])).toEqual({
    all: '1',
    filters: '{"id":["^(a1|b2)$"],"until":["2026-11-21T03:48:11.244119861Z"]}',
  });
  expect(prune?.body).toBe('');
  expect(docker.requestLines()).toContain('GET /v1.51/system/df?type=image&type=build-cache');
});

it('reaches an engine through ssh, as a program that docker runs over there', async () => {
  const docker = await startFakeDocker();
  const dir = await folder();
  // Stands in for ssh: connects its standard streams to the engine, as `docker system dial-stdio` does.
  const socket = JSON.stringify(docker.endpoint.slice('unix://'.length));
  const script = `#!/usr/bin/env node
    const socket = require('node:net').connect(${socket});
    process.stdin.pipe(socket).pipe(process.stdout);
    socket.on('close', () => process.exit(0));`;
  await writeFile(join(dir, 'ssh'), script);
  await chmod(join(dir, 'ssh'), 0o755);
  vi.stubEnv('PATH', `${dir}:${process.env['PATH'] ?? ''}`);
  const engine = openEngine(parseEndpoint('ssh://build.example'));
  onTestFinished(async () => {
    engine.close();
    vi.unstubAllEnvs();
    await docker.close();
  });
  expect(await engine.facts()).toMatchObject({
    name: 'sample',
    isRemote: true,
    endpoint: 'ssh://build.example',
  });
  expect((await engine.readInventory('full')).records.length).toBeGreaterThan(50);
});

it('tells why ssh did not get there', async () => {
  const dir = await folder();
  await writeFile(
    join(dir, 'ssh'),
    '#!/bin/sh\necho "ann@build: Permission denied (publickey)." >&2\nexit 255\n',
  );
  await chmod(join(dir, 'ssh'), 0o755);
  vi.stubEnv('PATH', `${dir}:${process.env['PATH'] ?? ''}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await failure('ssh://build.example')).toBe('forbidden');
});

describe('a body', () => {
  const path = '/v1.51/containers/buildx_buildkit_multi0/exec';
  const body = { AttachStdout: true, AttachStderr: true, Cmd: ['buildctl', 'du', '--verbose'] };

  it('goes out as it is, where the list has exactly this one', async () => {
    const { docker } = await openedEngine({ script: () => ({ json: { Id: 'x' }, status: 201 }) });
    const transport = openTransport(parseEndpoint(docker.endpoint));
    onTestFinished(() => transport.close());
    const reply = await transport.call({ method: 'POST', path, body, deadlineMs: 5_000 });
    expect(reply.status).toBe(201);
    expect(docker.requests).toMatchObject([{ body: JSON.stringify(body) }]);
  });

  it.each([
    ['of other words', path, { ...body, Cmd: ['sh'] }],
    ['with more in it', path, { ...body, Tty: true }],
    ['where there may be none', '/v1.51/build/prune?all=1', { all: true }],
  ])('%s never reaches the wire', async (_what, at, wrong) => {
    const { docker } = await openedEngine();
    const transport = openTransport(parseEndpoint(docker.endpoint));
    onTestFinished(() => transport.close());
    const sent = transport.call({ method: 'POST', path: at, body: wrong, deadlineMs: 5_000 });
    await expect(sent).rejects.toMatchObject({ cause: { name: 'ForbiddenRequest' } });
    expect(docker.requests).toEqual([]);
  });
});
