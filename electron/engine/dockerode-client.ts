/** dockerode, made so that nothing but the given agent decides where it talks to. The only file that knows it. */

import Docker from 'dockerode';
import type { IncomingMessage } from 'node:http';
import { inspect } from 'node:util';
import { authority, type Endpoint } from './endpoint.ts';
import type { EngineAgent } from './engine-agent.ts';

export interface Dial {
  readonly method: 'GET' | 'HEAD' | 'DELETE' | 'POST';
  /** With the API version, without a query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** Sent as JSON, its keys in their order. Empty is none. */
  readonly body: object;
  readonly signal: AbortSignal;
}

/** Sends one request; resolves with the response as soon as its head is there, whatever its status. */
export type DialEngine = (dial: Dial) => Promise<IncomingMessage>;

/** Each status is a success to dockerode: what it means is decided where it is known. */
const everyStatus = new Array<true>(600).fill(true);

export function dockerodeClient(endpoint: Endpoint, agent: EngineAgent): DialEngine {
  const host =
    endpoint.kind === 'tcp' || endpoint.kind === 'tls' ? authority(endpoint.host, endpoint.port) : 'docker';
  // With a socket path dockerode sends paths as they are; the agent connects, to wherever its endpoint is.
  const options = {
    socketPath: 'decided-by-the-agent',
    protocol: 'http' as const,
    agent,
    headers: { Host: host },
  };
  const modem = withoutDockerEnvironment(() => new Docker(options)).modem as unknown as Modem;
  reviseRequests(modem);
  return ({ method, path, query, body, signal }) =>
    new Promise((resolve, reject) => {
      modem.dial(
        {
          method,
          // dockerode sends the query only after a path that ends in `?`, and a POST without a body only like this.
          path: Object.keys(query).length === 0 ? path : `${path}?`,
          options: { _query: query, _body: body },
          isStream: true,
          statusCodes: everyStatus,
          abortSignal: signal,
        },
        (error, response) => {
          if (error !== null) reject(error);
          else resolve(response as IncomingMessage);
        },
      );
    });
}

/** docker-modem's published types hide the method that every request passes. */
interface Modem {
  dial(options: object, done: (error: Error | null, response: unknown) => void): void;
  buildRequest(options: object, ...rest: readonly unknown[]): void;
}

/**
 * docker-modem would follow a redirect to any host through Node's global agent, past ours. And it describes every request in
 * full for a log that is off, agent, sockets and TLS keys included, which takes longer than the request: so it gets a name.
 * https://github.com/apocas/docker-modem/blob/v5.0.7/lib/modem.js#L284
 */
function reviseRequests(modem: Modem): void {
  const buildRequest = modem.buildRequest.bind(modem);
  modem.buildRequest = (options, ...rest) => {
    buildRequest({ ...options, maxRedirects: 0, [inspect.custom]: () => 'a request to the engine' }, ...rest);
  };
}

/**
 * docker-modem reads DOCKER_HOST and its kin whenever it is constructed, mixes them into explicit options, and throws on a bad
 * DOCKER_CERT_PATH. So they are out of sight for this one synchronous moment, which no other code can observe.
 */
function withoutDockerEnvironment<T>(make: () => T): T {
  const hidden = Object.entries(process.env).filter(([name]) => name.startsWith('DOCKER_'));
  for (const [name] of hidden) Reflect.deleteProperty(process.env, name);
  try {
    return make();
  } finally {
    for (const [name, value] of hidden) process.env[name] = value;
  }
}
