import { describe, expect, it } from 'vitest';
import { assertAllowed } from '../../electron/engine/allow-list.ts';

const ids = (text: string): string => encodeURIComponent(text);
const allowed = (line: string, headers = {}): (() => void) => {
  const [method = '', target = ''] = line.split(' ');
  return () => assertAllowed(method, target, headers);
};

describe('what may leave for an engine', () => {
  it.each([
    'HEAD /_ping',
    'GET /_ping',
    'GET /version',
    'GET /v1.51/info',
    'GET /v1.51/system/df',
    'GET /v1.51/system/df?type=image&type=build-cache',
    'GET /v1.55/system/df?verbose=1',
    'GET /v1.51/images/json?all=1',
    'GET /v1.51/images/registry%3A5000/team/app%3A1/json',
    'GET /v1.51/images/sha256%3Aab/history',
    'GET /v1.51/containers/json?all=1',
    'GET /v1.51/containers/0ab/json',
    'GET /v1.51/volumes',
    'GET /v1.51/networks/my_net-1.2',
    'GET /v1.51/events?since=1.000000001&until=2',
    'GET /v1.51/distribution/registry%3A5000/team/app%3A1/json',
    `GET /v1.51/distribution/app%40sha256%3A${'c'.repeat(64)}/json`,
    'POST /v1.51/images/create?fromImage=registry%3A5000%2Fteam%2Fapp&tag=1',
    `POST /v1.51/images/create?fromImage=app&tag=sha256%3A${'c'.repeat(64)}`,
    'DELETE /v1.51/images/app%3A1?noprune=1',
    'DELETE /v1.51/containers/0ab',
    'DELETE /v1.51/networks/0ab',
    'DELETE /v1.51/volumes/data',
    `POST /v1.51/build/prune?all=1&filters=${ids('{"id":["^(a1|b2)$"]}')}`,
    `POST /v1.51/build/prune?all=1&filters=${ids('{"id":["^(a1)$"],"until":["2026-11-21T03:48:11.244119861Z"]}')}`,
  ])('%s', (line) => expect(allowed(line)).not.toThrow());
});

describe('what never leaves, whatever asks for it', () => {
  it.each([
    // Prunes that name nothing, or could match more than they name.
    'POST /v1.51/containers/prune',
    'POST /v1.51/images/prune',
    `POST /v1.51/images/prune?filters=${ids('{"dangling":["false"]}')}`,
    'POST /v1.51/volumes/prune',
    'POST /v1.51/networks/prune',
    'POST /v1.51/build/prune',
    'POST /v1.51/build/prune?all=1',
    `POST /v1.51/build/prune?filters=${ids('{}')}`,
    `POST /v1.51/build/prune?filters=${ids('{"id":[]}')}`,
    `POST /v1.51/build/prune?filters=${ids('{"id":["a1"]}')}`,
    `POST /v1.51/build/prune?filters=${ids('{"id":["^(a1|)$"]}')}`,
    `POST /v1.51/build/prune?filters=${ids('{"id":["^(.*)$"]}')}`,
    `POST /v1.51/build/prune?filters=${ids('{"id":["^(a1)$","^(b2)$"]}')}`,
    `POST /v1.51/build/prune?filters=${ids('{"label":["x"]}')}`,
    `POST /v1.51/build/prune?filters=${ids('{"id":["^(a1)$"]}')}&filters=${ids('{}')}`,
    `POST /v1.51/build/prune?keep-storage=0&filters=${ids('{"id":["^(a1)$"]}')}`,
    // Deletes that force, or take more along.
    'DELETE /v1.51/containers/0ab?force=1',
    'DELETE /v1.51/containers/0ab?v=1',
    'DELETE /v1.51/images/app%3A1',
    'DELETE /v1.51/images/app%3A1?noprune=0',
    'DELETE /v1.51/images/app%3A1?noprune=1&force=1',
    'DELETE /v1.51/volumes/data?force=1',
    // Anything that makes, runs, changes or uploads.
    'POST /v1.51/containers/create',
    'POST /v1.51/containers/0ab/start',
    'POST /v1.51/containers/0ab/kill',
    'POST /v1.51/containers/0ab/exec',
    // Not one image, or none that a registry has.
    'POST /v1.51/images/create?fromImage=x',
    'POST /v1.51/images/create?tag=1',
    'POST /v1.51/images/create?fromImage=x&tag=',
    'POST /v1.51/images/create?fromImage=x&fromImage=y&tag=1',
    'POST /v1.51/images/create?fromImage=X%20Y&tag=1',
    'POST /v1.51/images/create?fromImage=..%2Fx&tag=1',
    'POST /v1.51/images/create?fromSrc=http%3A%2F%2Felsewhere%2Fx.tar',
    'POST /v1.51/images/create?fromSrc=-&repo=x&tag=1',
    'POST /v1.51/images/create?fromImage=x&tag=1&fromSrc=-',
    'POST /v1.51/images/create?fromImage=x&tag=1&changes=CMD%20sh',
    'GET /v1.51/distribution/app/json',
    'GET /v1.51/distribution/app%3A1/../../info',
    'POST /v1.51/images/app/push?tag=1',
    'POST /v1.51/images/load',
    'POST /v1.51/build',
    'POST /v1.51/grpc',
    'POST /v1.51/session',
    'POST /v1.51/swarm/leave?force=1',
    'PUT /v1.51/containers/0ab/archive?path=/',
    'POST /v4.0.0/libpod/system/prune',
    'GET /v1.51/images/get?names=app',
    'GET /v1.51/containers/0ab/archive?path=/etc',
    'GET /v1.51/secrets',
    'DELETE /v1.51/secrets/0ab',
    'PATCH /v1.51/info',
    // Paths a server might read as another one.
    'DELETE /v1.51/images/../containers/0ab?noprune=1',
    'DELETE /v1.51/images/%2e%2e/containers/0ab?noprune=1',
    'DELETE /v1.51/volumes//data',
    'DELETE /v1.51/volumes/a%2Fb',
    'DELETE /v1.51/volumes/a%00b',
    'GET /v1.51/info%3Fx',
    'GET /v1.51/%zz',
    'GET http://elsewhere/info',
  ])('%s', (line) => expect(allowed(line)).toThrow(/^not sent/));

  it('a body, which Go reads parameters from before it reads the query', () => {
    const prune = `POST /v1.51/build/prune?all=1&filters=${ids('{"id":["^(a1)$"]}')}`;
    expect(allowed(prune, { 'content-length': 0 })).not.toThrow();
    expect(allowed(prune, { 'content-length': 12 })).toThrow(/body/);
    expect(allowed(prune, { 'transfer-encoding': 'chunked' })).toThrow(/body/);
  });

  it('credentials for a registry', () => {
    const pull = 'POST /v1.51/images/create?fromImage=app&tag=1';
    expect(allowed(pull, { 'x-registry-auth': 'e30=' })).toThrow(/credentials/);
    expect(allowed(pull, { 'X-Registry-Config': 'e30=' })).toThrow(/credentials/);
  });

  it('an upgrade, after which anything could be said', () => {
    expect(allowed('GET /v1.51/events', { upgrade: 'tcp' })).toThrow(/upgrade/);
  });
});

/** Head and body together, as the agent judges them. */
const sent = (line: string, body: unknown, headers = {}): (() => void) => {
  const [method = '', target = ''] = line.split(' ');
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return () => assertAllowed(method, target, { 'content-length': Buffer.byteLength(text), ...headers })(text);
};

describe('in the container of a builder', () => {
  const exec = 'POST /v1.51/containers/buildx_buildkit_multi0/exec';
  const start = `POST /v1.51/exec/${'a1'.repeat(32)}/start`;
  const command = (...Cmd: readonly string[]) => ({ AttachStdout: true, AttachStderr: true, Cmd });
  const asJson = ['--format', '{{json .}}'];

  it.each([
    ['du', ...asJson],
    ['du', '--verbose'],
    ['prune', '--all', '--filter', 'id==a1'],
    ['prune', '--all', ...asJson, '--filter', 'id==a1', '--filter', 'id==b2'],
    ['prune', '--all', '--keep-duration', '1500ms', ...asJson, '--filter', 'id==a1'],
  ])('buildctl %s', (...args) => {
    expect(sent(exec, command('buildctl', ...args))).not.toThrow();
  });

  it('a command that was made is started without a terminal, and asked how it goes', () => {
    expect(sent(start, { Detach: false, Tty: false })).not.toThrow();
    expect(sent(`GET /v1.51/exec/${'a1'.repeat(32)}/json`, '')).not.toThrow();
  });

  it.each([
    ['sh', '-c', 'true'],
    ['buildctl'],
    ['buildctl', 'build'],
    ['buildctl', 'du'],
    ['buildctl', '--addr', 'tcp://elsewhere', 'du', '--verbose'],
    ['buildctl', 'du', '--verbose', '--filter', 'id==a1'],
    ['buildctl', 'du', '--format', '{{.}}'],
    ['buildctl', 'prune'],
    ['buildctl', 'prune', '--all'],
    ['buildctl', 'prune', '--filter', 'id==a1'],
    ['buildctl', 'prune', '--all', '--filter', ''],
    ['buildctl', 'prune', '--all', '--filter', 'id==a1', '--filter', 'type==regular'],
    ['buildctl', 'prune', '--all', '--filter', 'id~=a'],
    ['buildctl', 'prune', '--all', '--filter', 'id!=a1'],
    ['buildctl', 'prune', '--all', '--filter', 'id==a1,id==b2'],
    ['buildctl', 'prune', '--all', '--filter', 'id==A1'],
    ['buildctl', 'prune', '--all', '--keep-duration', '-1ms', '--filter', 'id==a1'],
    ['buildctl', 'prune', '--all', '--keep-storage', '0', '--filter', 'id==a1'],
    ['/tmp/buildctl', 'du', '--verbose'],
  ])('never %s %s %s %s %s', (...words) => {
    expect(sent(exec, command(...words))).toThrow(/^not sent/);
  });

  it.each([
    { Tty: true },
    { AttachStdin: true },
    { Privileged: true },
    { User: 'root' },
    { Env: ['BUILDKIT_HOST=tcp://elsewhere'] },
    { WorkingDir: '/' },
    { DetachKeys: 'ctrl-c' },
    { ConsoleSize: [1, 1] },
  ])('never with %j', (extra) => {
    const right = command('buildctl', 'du', '--verbose');
    expect(sent(exec, { ...right, ...extra })).toThrow(/^not sent/);
    expect(sent(exec, { ...extra, ...right })).toThrow(/^not sent/);
  });

  it.each([
    { Detach: true, Tty: false },
    { Detach: false, Tty: true },
    { Tty: false, Detach: false },
    { Detach: false, Tty: false, ConsoleSize: [1, 1] },
    '',
    '{"Detach":false,"Tty":false} ',
  ])('never started with %j', (body) => expect(sent(start, body)).toThrow(/^not sent/));

  it.each([
    'POST /v1.51/containers/0ab/exec',
    `POST /v1.51/containers/${'a1'.repeat(32)}/exec`,
    'POST /v1.51/containers/web/exec',
    'POST /v1.51/containers/buildx_buildkit_/exec',
    'POST /v1.51/containers/xbuildx_buildkit_a/exec',
    'POST /v1.51/containers/buildx_buildkit_a%2F..%2Fweb/exec',
    'POST /v1.51/containers/buildx_buildkit_a/exec?all=1',
    'POST /v1.51/containers/buildx_buildkit_a/attach',
    'POST /v1.51/exec/abc/start',
    `POST /v1.51/exec/${'a1'.repeat(32)}/resize`,
  ])('never at %s', (line) => {
    expect(sent(line, command('buildctl', 'du', '--verbose'))).toThrow(/^not sent/);
    expect(sent(line, { Detach: false, Tty: false })).toThrow(/^not sent/);
  });

  it('never more or less than its length says, nor of a length that is not said', () => {
    const right = command('buildctl', 'du', '--verbose');
    expect(sent(exec, right, { 'content-length': 3 })).toThrow(/body/);
    expect(sent(exec, right, { 'transfer-encoding': 'chunked' })).toThrow(/body/);
    expect(sent(start, { Detach: false, Tty: false }, { upgrade: 'tcp' })).toThrow(/upgrade/);
  });

  it('nothing else has a body, not even one that its head does not tell of', () => {
    const prune = `POST /v1.51/build/prune?all=1&filters=${ids('{"id":["^(a1)$"]}')}`;
    expect(sent(prune, 'all=1', { 'content-length': 0 })).toThrow(/body/);
    expect(sent(prune, '')).not.toThrow();
  });
});
