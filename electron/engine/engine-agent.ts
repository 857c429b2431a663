/**
 * The HTTP agent that all requests pass: it alone opens connections, always to its one endpoint, and only for requests on the
 * allow-list. Whatever host a client library thinks it talks to (it reads DOCKER_HOST by itself), the bytes go here.
 */

import { Agent, type ClientRequest, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { assertAllowed } from './allow-list.ts';
import type { Endpoint } from './endpoint.ts';
import { holdUntilWhole } from './hold-until-whole.ts';
import { SshConnection } from './ssh-connection.ts';

declare module 'node:http' {
  interface Agent {
    /** Not in the type definitions, yet every agent's entrance: https://github.com/nodejs/node/blob/v20.20.2/lib/_http_agent.js */
    addRequest(request: ClientRequest, options: RequestOptions): void;
  }
}

export class EngineAgent extends Agent {
  readonly #endpoint: Endpoint;

  constructor(endpoint: Endpoint) {
    // A new ssh login for each request would take longer than the request; elsewhere a connection costs nothing.
    super({ keepAlive: endpoint.kind === 'ssh' });
    this.#endpoint = endpoint;
  }

  override addRequest(request: ClientRequest, options: RequestOptions): void {
    const assertBody = assertAllowed(request.method, request.path, request.getHeaders());
    holdUntilWhole(request, (body) => {
      assertBody(body);
      super.addRequest(request, options);
    });
  }

  override createConnection(): Duplex {
    const endpoint = this.#endpoint;
    switch (endpoint.kind) {
      case 'unix':
      case 'npipe':
        return connect({ path: endpoint.path });
      case 'tcp':
        return connect({ host: endpoint.host, port: endpoint.port });
      case 'tls':
        return connectTls({
          host: endpoint.host,
          port: endpoint.port,
          servername: /^[\d.]+$|:/.test(endpoint.host) ? '' : endpoint.host,
          ca: endpoint.tls.ca,
          cert: endpoint.tls.cert,
          key: endpoint.tls.key,
          rejectUnauthorized: !endpoint.tls.skipsVerify,
        });
      case 'ssh':
        return new SshConnection(endpoint);
    }
  }
}
