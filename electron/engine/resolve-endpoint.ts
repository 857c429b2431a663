/** The one engine that `docker` itself would talk to, by docker's own precedence (docker/cli `cli/command/cli.go`). */

import { variable, type Computer } from './computer.ts';
import { contextByName, currentContext, dockerConfigDir, tlsMaterial } from './docker-config.ts';
import { EndpointError, parseEndpoint, type Endpoint, type TlsMaterial } from './endpoint.ts';

export interface EndpointChoice {
  readonly context?: string | undefined;
  readonly host?: string | undefined;
}

export interface ResolvedEndpoint {
  readonly endpoint: Endpoint;
  /** Which of docker's rules decided; `default` means that nobody chose. */
  readonly source: '--context' | '--host' | 'DOCKER_HOST' | 'DOCKER_CONTEXT' | 'currentContext' | 'default';
  readonly contextName: string | undefined;
}

/** Throws `EndpointError` when what was named cannot be used; never falls through to another rule then. */
export async function resolveEndpoint(choice: EndpointChoice, computer: Computer): Promise<ResolvedEndpoint> {
  const envHost = variable(computer, 'DOCKER_HOST');
  const envContext = variable(computer, 'DOCKER_CONTEXT');
  if (choice.context) return fromContext(computer, choice.context, '--context');
  if (choice.host) return fromHost(computer, choice.host, '--host');
  if (envHost !== undefined) return fromHost(computer, envHost, 'DOCKER_HOST');
  if (envContext !== undefined) return fromContext(computer, envContext, 'DOCKER_CONTEXT');
  const current = await currentContext(computer);
  return current === undefined
    ? { endpoint: defaultEndpoint(computer), source: 'default', contextName: undefined }
    : fromContext(computer, current, 'currentContext');
}

/** Where docker looks when nothing is set at all. */
function defaultEndpoint({ platform }: Computer): Endpoint {
  return platform === 'win32'
    ? { kind: 'npipe', path: '//./pipe/docker_engine' }
    : { kind: 'unix', path: '/var/run/docker.sock' };
}

type Source = ResolvedEndpoint['source'];

/** `default` is not in the store: it is DOCKER_HOST or the default socket. */
async function fromContext(computer: Computer, name: string, source: Source): Promise<ResolvedEndpoint> {
  if (name !== 'default') {
    const { endpoint } = await contextByName(computer, name);
    return { endpoint, source, contextName: name };
  }
  const host = variable(computer, 'DOCKER_HOST');
  if (host !== undefined) return fromHost(computer, host, source);
  return { endpoint: defaultEndpoint(computer), source, contextName: undefined };
}

async function fromHost(computer: Computer, given: string, source: Source): Promise<ResolvedEndpoint> {
  // docker takes `host:port` for tcp.
  const text = given.includes('://') ? given : `tcp://${given}`;
  const tls = await environmentTls(computer, text);
  return { endpoint: parseEndpoint(text, { tls, isExplicit: true }), source, contextName: undefined };
}

/** DOCKER_TLS_VERIFY, DOCKER_TLS and DOCKER_CERT_PATH concern tcp alone. */
async function environmentTls(computer: Computer, text: string): Promise<TlsMaterial | undefined> {
  const verifies = variable(computer, 'DOCKER_TLS_VERIFY') !== undefined;
  const isWanted = verifies || variable(computer, 'DOCKER_TLS') !== undefined;
  if (!isWanted || !text.startsWith('tcp:')) return undefined;
  const dir = variable(computer, 'DOCKER_CERT_PATH') ?? dockerConfigDir(computer);
  const material = await tlsMaterial(computer, dir, !verifies);
  if (material === undefined) throw new EndpointError('bad-address', `no certificates in ${dir}`);
  return material;
}
