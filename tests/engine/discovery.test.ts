import { describe, expect, it } from 'vitest';
import { formatEndpoint } from '../../electron/engine/endpoint.ts';
import { listEndpoints } from '../../electron/engine/list-endpoints.ts';
import { resolveEndpoint, type EndpointChoice } from '../../electron/engine/resolve-endpoint.ts';
import { contextFiles, fakeComputer, type FakeComputer } from '../fakes/fake-computer.ts';

const linuxConfig = '/home/ann/.docker';
const contexts = {
  ...contextFiles(linuxConfig, 'work', 'unix:///work.sock'),
  ...contextFiles(linuxConfig, 'other', 'unix:///other.sock'),
  ...contextFiles(linuxConfig, 'cloud', 'tcp://cloud.example:2376', {
    'ca.pem': 'CA',
    'cert.pem': 'C',
    'key.pem': 'K',
  }),
};
const current = { [`${linuxConfig}/config.json`]: JSON.stringify({ currentContext: 'work' }) };

async function resolved(choice: EndpointChoice, computer: Partial<FakeComputer> = {}): Promise<string> {
  const files = { ...contexts, ...computer.files };
  const { endpoint, source } = await resolveEndpoint(
    choice,
    fakeComputer({ platform: 'linux', ...computer, files }),
  );
  return `${source} ${formatEndpoint(endpoint)}`;
}

describe("docker's own precedence", () => {
  const env = { DOCKER_HOST: 'unix:///env.sock', DOCKER_CONTEXT: 'other' };

  it('--context before everything', async () => {
    const choice = { context: 'other', host: 'unix:///flag.sock' };
    expect(await resolved(choice, { env, files: current })).toBe('--context unix:///other.sock');
  });
  it('then --host', async () => {
    expect(await resolved({ host: 'unix:///flag.sock' }, { env, files: current })).toBe(
      '--host unix:///flag.sock',
    );
  });
  it('then DOCKER_HOST', async () => {
    expect(await resolved({}, { env, files: current })).toBe('DOCKER_HOST unix:///env.sock');
  });
  it('then DOCKER_CONTEXT', async () => {
    const onlyContext = { DOCKER_HOST: '', DOCKER_CONTEXT: 'other' };
    expect(await resolved({}, { env: onlyContext, files: current })).toBe(
      'DOCKER_CONTEXT unix:///other.sock',
    );
  });
  it('then the current context', async () => {
    expect(await resolved({}, { files: current })).toBe('currentContext unix:///work.sock');
  });
  it('then the default', async () => {
    expect(await resolved({})).toBe('default unix:///var/run/docker.sock');
    expect(await resolved({}, { platform: 'win32' })).toBe('default npipe:////./pipe/docker_engine');
  });
  it('reads another configuration folder where DOCKER_CONFIG names it', async () => {
    const files = { ...contextFiles('/cfg', 'there', 'unix:///there.sock') };
    const there = { DOCKER_CONFIG: '/cfg', DOCKER_CONTEXT: 'there' };
    expect(await resolved({}, { env: there, files })).toBe('DOCKER_CONTEXT unix:///there.sock');
  });
  it('takes the context named default for the socket that is not in the store', async () => {
    expect(await resolved({ context: 'default' }, { files: current })).toBe(
      '--context unix:///var/run/docker.sock',
    );
  });
});

describe('what the user named and cannot be used', () => {
  it.each([
    [{ context: 'nowhere' }, 'unknown-context'],
    [{ host: 'fd://' }, 'unknown-scheme'],
    [{ host: 'unix://relative' }, 'bad-address'],
  ])('%j is an error, never another engine', async (choice, problem) => {
    await expect(resolved(choice, { files: current })).rejects.toMatchObject({ problem });
  });

  it('a broken current context is an error too', async () => {
    const files = { [`${linuxConfig}/config.json`]: JSON.stringify({ currentContext: 'nowhere' }) };
    await expect(resolved({}, { files })).rejects.toMatchObject({ problem: 'unknown-context' });
  });

  it('TLS without certificates is an error, not plain tcp', async () => {
    const env = { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/nowhere' };
    await expect(resolved({ host: 'tcp://build:2376' }, { env })).rejects.toMatchObject({
      problem: 'bad-address',
    });
  });
});

it('gives a context its certificates', async () => {
  const computer = fakeComputer({ platform: 'linux', files: contexts });
  const { endpoint } = await resolveEndpoint({ context: 'cloud' }, computer);
  expect(endpoint).toMatchObject({ kind: 'tls', tls: { ca: 'CA', cert: 'C', key: 'K', skipsVerify: false } });
});

it('gives tcp the certificates of the environment, and a socket none of it', async () => {
  const env = { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs' };
  const computer = fakeComputer({ platform: 'linux', env, files: { '/certs/ca.pem': 'CA' } });
  expect((await resolveEndpoint({ host: 'tcp://build' }, computer)).endpoint).toMatchObject({
    kind: 'tls',
    port: 2376,
  });
  expect((await resolveEndpoint({ host: 'unix:///a.sock' }, computer)).endpoint.kind).toBe('unix');
});

describe('the engines a computer may have', () => {
  async function listed(computer: FakeComputer): Promise<readonly string[]> {
    const candidates = await listEndpoints(fakeComputer(computer));
    return candidates.map(({ label, endpoint }) => `${label}: ${formatEndpoint(endpoint)}`);
  }

  it('Linux: system, rootless, Desktop, Colima, Rancher, Podman, and contexts', async () => {
    const sockets = [
      '/var/run/docker.sock',
      '/run/user/1000/docker.sock',
      '/home/ann/.docker/desktop/docker.sock',
      '/home/ann/.colima/default/docker.sock',
      '/home/ann/.colima/big/docker.sock',
      '/home/ann/.rd/docker.sock',
      '/run/user/1000/podman/podman.sock',
      '/run/podman/podman.sock',
    ];
    const files = { ...contexts, ...Object.fromEntries(sockets.map((path) => [path, ''])) };
    expect(await listed({ platform: 'linux', files })).toEqual([
      'Docker: unix:///var/run/docker.sock',
      'cloud: tcp://cloud.example:2376',
      'other: unix:///other.sock',
      'work: unix:///work.sock',
      'Docker (rootless): unix:///run/user/1000/docker.sock',
      'Docker Desktop: unix:///home/ann/.docker/desktop/docker.sock',
      'Podman (rootless): unix:///run/user/1000/podman/podman.sock',
      'Podman: unix:///run/podman/podman.sock',
      'Colima: unix:///home/ann/.colima/default/docker.sock',
      'Colima (big): unix:///home/ann/.colima/big/docker.sock',
      'Rancher Desktop: unix:///home/ann/.rd/docker.sock',
    ]);
  });

  it('Linux: the runtime folder of the session, where it is named', async () => {
    const files = { '/tmp/run/docker.sock': '' };
    const found = await listed({ platform: 'linux', env: { XDG_RUNTIME_DIR: '/tmp/run' }, files });
    expect(found).toContain('Docker (rootless): unix:///tmp/run/docker.sock');
  });

  it('macOS: Desktop once, though /var/run links to it; OrbStack; Podman', async () => {
    const files = { '/Users/ann/.docker/run/docker.sock': '', '/Users/ann/.orbstack/run/docker.sock': '' };
    const links = {
      '/var/run/docker.sock': '/Users/ann/.docker/run/docker.sock',
      '/Users/ann/.local/share/containers/podman/machine/podman.sock':
        '/tmp/podman/podman-machine-default-api.sock',
    };
    expect(await listed({ platform: 'darwin', files, links })).toEqual([
      'Docker: unix:///var/run/docker.sock',
      'OrbStack: unix:///Users/ann/.orbstack/run/docker.sock',
      'Podman: unix:///Users/ann/.local/share/containers/podman/machine/podman.sock',
    ]);
  });

  it('Windows: the pipes that are there', async () => {
    const files = {
      '//./pipe/dockerDesktopLinuxEngine': '',
      '//./pipe/docker_engine': '',
      '//./pipe/unrelated': '',
    };
    expect(await listed({ platform: 'win32', files })).toEqual([
      'Docker: npipe:////./pipe/docker_engine',
      'Docker Desktop: npipe:////./pipe/dockerDesktopLinuxEngine',
    ]);
  });

  it('nothing installed: what docker itself would try, so that its absence can be named', async () => {
    expect(await listed({ platform: 'linux' })).toEqual(['Docker: unix:///var/run/docker.sock']);
    expect(await listed({ platform: 'win32' })).toEqual(['Docker: npipe:////./pipe/docker_engine']);
  });

  it('a broken context spoils nothing', async () => {
    const files = {
      ...contextFiles(linuxConfig, 'odd', 'kubernetes://x'),
      [`${linuxConfig}/contexts/meta/ff/meta.json`]: '{ not json',
      [`${linuxConfig}/config.json`]: '{ not json',
    };
    expect(await listed({ platform: 'linux', files })).toEqual(['Docker: unix:///var/run/docker.sock']);
  });
});
