import { describe, expect, it } from 'vitest';
import { formatEndpoint, isRemote, parseEndpoint } from '../../electron/engine/endpoint.ts';
import { sshArguments } from '../../electron/engine/ssh-connection.ts';

const tls = { ca: 'CA', cert: undefined, key: undefined, skipsVerify: false };

describe('reading an address', () => {
  it.each([
    ['unix:///run/user/1000/docker.sock', { kind: 'unix', path: '/run/user/1000/docker.sock' }],
    ['npipe:////./pipe/docker_engine', { kind: 'npipe', path: '//./pipe/docker_engine' }],
    ['tcp://127.0.0.1:2375', { kind: 'tcp', host: '127.0.0.1', port: 2375 }],
    ['tcp://localhost', { kind: 'tcp', host: 'localhost', port: 2375 }],
    ['tcp://127.0.0.1:80', { kind: 'tcp', host: '127.0.0.1', port: 80 }],
    ['tcp://[::1]:4000', { kind: 'tcp', host: '::1', port: 4000 }],
    ['ssh://build', { kind: 'ssh', host: 'build', user: undefined, port: undefined, socketPath: undefined }],
    [
      'ssh://ann@build.example:2222/run/docker.sock',
      { kind: 'ssh', host: 'build.example', user: 'ann', port: 2222, socketPath: '/run/docker.sock' },
    ],
  ])('%s', (text, endpoint) => expect(parseEndpoint(text)).toEqual(endpoint));

  it('comes back as it was written', () => {
    for (const text of [
      'unix:///a b/c.sock',
      'npipe:////./pipe/x',
      'tcp://[::1]:80',
      'ssh://ann@build:22/a.sock',
    ]) {
      expect(formatEndpoint(parseEndpoint(text))).toBe(text);
    }
  });

  it('speaks TLS where material is given, and never writes the material out', () => {
    const endpoint = parseEndpoint('tcp://build.example', { tls });
    expect(endpoint).toEqual({ kind: 'tls', host: 'build.example', port: 2376, tls });
    expect(formatEndpoint(endpoint)).toBe('tcp://build.example:2376');
  });

  it('takes plain tcp to another machine only from the user', () => {
    expect(() => parseEndpoint('tcp://build.example:2375')).toThrow(/without TLS/);
    expect(parseEndpoint('tcp://build.example:2375', { isExplicit: true })).toMatchObject({ kind: 'tcp' });
  });

  it.each([
    '',
    '/var/run/docker.sock',
    'fd://',
    'unix://relative',
    'npipe://pipe/x',
    'tcp://',
    'tcp://user@127.0.0.1',
    'tcp://127.0.0.1/path',
    'ssh://-oProxyCommand=evil',
    'ssh://-lroot@host',
    'ssh://ann:secret@host',
    'ssh://host/a;reboot',
    'ssh://host/$(reboot)',
  ])('refuses %j', (text) => expect(() => parseEndpoint(text)).toThrow());
});

it('knows what is reached over the network', () => {
  const remote = ['tcp://10.0.0.2:2375', 'ssh://build'];
  const local = ['unix:///a', 'npipe:////./pipe/a', 'tcp://127.0.0.1', 'tcp://[::1]'];
  expect(remote.map((text) => isRemote(parseEndpoint(text, { isExplicit: true })))).toEqual([true, true]);
  expect(local.map((text) => isRemote(parseEndpoint(text)))).toEqual([false, false, false, false]);
});

it('asks ssh for the remote docker, with the host where no option can stand', () => {
  const endpoint = parseEndpoint('ssh://ann@build:2222/run/d.sock');
  expect(endpoint.kind === 'ssh' && sshArguments(endpoint).join(' ')).toBe(
    '-o ConnectTimeout=30 -o BatchMode=yes -T -l ann -p 2222 -- build docker --host=unix:///run/d.sock system dial-stdio',
  );
});
