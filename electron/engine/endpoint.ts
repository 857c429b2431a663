/** Where an engine listens: the one address a client talks to, and its text form as docker writes it. */

/** PEM texts; a missing CA means the system's own authorities. */
export interface TlsMaterial {
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
  readonly skipsVerify: boolean;
}

export type Endpoint =
  | { readonly kind: 'unix'; readonly path: string }
  /** `path` is `//./pipe/name`, as Node connects to it. */
  | { readonly kind: 'npipe'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'tls'; readonly host: string; readonly port: number; readonly tls: TlsMaterial }
  | {
      readonly kind: 'ssh';
      readonly host: string;
      readonly user: string | undefined;
      readonly port: number | undefined;
      /** The engine's socket over there; undefined leaves it to the remote docker. */
      readonly socketPath: string | undefined;
    };

export type EndpointProblem =
  'unknown-scheme' | 'bad-address' | 'unprotected' | 'unknown-context' | 'bad-context';

/** The user named an endpoint or a context that cannot be used; the message names what was given. */
export class EndpointError extends Error {
  readonly problem: EndpointProblem;
  constructor(problem: EndpointProblem, message: string) {
    super(message);
    this.name = 'EndpointError';
    this.problem = problem;
  }
}

export interface ParseOptions {
  /** Given for tcp: speak TLS with it. */
  readonly tls?: TlsMaterial | undefined;
  /** The user gave this very address, so plain tcp to another machine is their decision. */
  readonly isExplicit?: boolean;
}

/** Reads `unix:///…`, `npipe:////./pipe/…`, `tcp://…`, `ssh://…`; throws `EndpointError`. */
export function parseEndpoint(text: string, options: ParseOptions = {}): Endpoint {
  const [, scheme = '', rest = ''] = /^([a-z]+):\/\/(.*)$/s.exec(text) ?? [];
  const parse = parsers[scheme];
  if (parse === undefined) throw new EndpointError('unknown-scheme', `no engine address: ${text}`);
  return parse(text, rest, options);
}

const parsers: Readonly<Record<string, (text: string, rest: string, options: ParseOptions) => Endpoint>> = {
  unix: parseUnix,
  npipe: parsePipe,
  tcp: parseTcp,
  http: parseTcp,
  https: (text, rest, options) => parseTcp(text, rest, { ...options, tls: options.tls ?? noTlsMaterial }),
  ssh: parseSsh,
};

/** The text form; never holds TLS material. */
export function formatEndpoint(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'unix':
    case 'npipe':
      return `${endpoint.kind}://${endpoint.path}`;
    case 'tcp':
    case 'tls':
      return `tcp://${authority(endpoint.host, endpoint.port)}`;
    case 'ssh': {
      const user = endpoint.user === undefined ? '' : `${endpoint.user}@`;
      return `ssh://${user}${authority(endpoint.host, endpoint.port)}${endpoint.socketPath ?? ''}`;
    }
  }
}

/** Reached over the network. */
export function isRemote(endpoint: Endpoint): boolean {
  if (endpoint.kind === 'unix' || endpoint.kind === 'npipe') return false;
  return endpoint.kind === 'ssh' || !isLoopback(endpoint.host);
}

/** `host:port` with the brackets that IPv6 needs. */
export function authority(host: string, port: number | undefined): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === undefined ? name : `${name}:${port}`;
}

function parseUnix(text: string, path: string): Endpoint {
  check(text, path.startsWith('/'));
  return { kind: 'unix', path };
}

function parsePipe(text: string, rest: string): Endpoint {
  const path = rest.replaceAll('\\', '/');
  check(text, /^\/\/[^/]+\/pipe\/[^/]+$/.test(path));
  return { kind: 'npipe', path };
}

const noTlsMaterial: TlsMaterial = { ca: undefined, cert: undefined, key: undefined, skipsVerify: false };

function parseTcp(text: string, rest: string, { tls, isExplicit = false }: ParseOptions): Endpoint {
  const url = parseUrl(`http://${rest}`, text);
  const host = unbracketed(url.hostname);
  check(text, host !== '', url.username === '', ['', '/'].includes(url.pathname), url.search === '');
  // `URL` hides port 80, its scheme's own; docker's own ports apply only where none is written.
  const writtenPort = /:(\d+)\/?$/.exec(rest)?.[1];
  if (tls !== undefined) return { kind: 'tls', host, port: Number(writtenPort ?? 2376), tls };
  if (!isExplicit && !isLoopback(host)) throw new EndpointError('unprotected', `tcp without TLS: ${text}`);
  return { kind: 'tcp', host, port: Number(writtenPort ?? 2375) };
}

/** Host and user become arguments of `ssh`, the path passes through a remote shell: neither may say anything else. */
function parseSsh(text: string): Endpoint {
  const url = parseUrl(text, text);
  const host = unbracketed(url.hostname);
  const user = url.username === '' ? undefined : decodeURIComponent(url.username);
  const socketPath = ['', '/'].includes(url.pathname) ? undefined : url.pathname;
  check(
    text,
    /^[A-Za-z0-9_:][A-Za-z0-9_.:-]*$/.test(host),
    /^[A-Za-z0-9_][A-Za-z0-9_.@-]*$/.test(user ?? 'none'),
    /^[A-Za-z0-9_./-]+$/.test(socketPath ?? '/'),
    url.password + url.search + url.hash === '',
  );
  return { kind: 'ssh', host, user, port: url.port === '' ? undefined : Number(url.port), socketPath };
}

function parseUrl(url: string, text: string): URL {
  try {
    return new URL(url);
  } catch {
    throw badAddress(text);
  }
}

function unbracketed(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function check(text: string, ...isRight: readonly boolean[]): void {
  if (isRight.includes(false)) throw badAddress(text);
}

function badAddress(text: string): EndpointError {
  return new EndpointError('bad-address', `not an engine address: ${text}`);
}
