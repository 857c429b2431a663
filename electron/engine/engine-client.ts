/** Speaks the negotiated API version with one engine: versioned paths, checked replies, errors of the closed kinds. */

import type { IncomingMessage } from 'node:http';
import type * as v from 'valibot';
import type { Stop } from '../core/ports/engine.ts';
import { decode } from './decode.ts';
import { connectionError, EngineRefusal, refusal } from './engine-errors.ts';
import { negotiate, type Api } from './negotiate.ts';
import type { Call, Reply, Transport } from './transport.ts';

interface ClientCall {
  readonly query?: Call['query'];
  readonly body?: Call['body'];
  /** 30 s unless given; undefined never gives up. */
  readonly deadlineMs?: number | undefined;
  readonly stop?: Stop | undefined;
}

export interface EngineClient {
  /** Negotiates on first use and after a lost connection, else answers from memory. */
  api(): Promise<Api>;
  get<T extends v.GenericSchema>(schema: T, path: string, call?: ClientCall): Promise<v.InferOutput<T>>;
  /** A 2xx reply, or an `EngineRefusal`. */
  send(method: Call['method'], path: string, call?: ClientCall): Promise<Reply>;
  /** The reply from its head on, once that says 200. */
  stream(method: Call['method'], path: string, call?: ClientCall): Promise<IncomingMessage>;
  close(): void;
}

const READ_DEADLINE_MS = 30_000;

export function engineClient(transport: Transport): EngineClient {
  let remembered: Promise<Api> | undefined;

  function api(insistedMinor?: number): Promise<Api> {
    remembered ??= negotiate(transport, insistedMinor);
    const current = remembered;
    current.catch(() => forget(current));
    return current;
  }

  function forget(known: Promise<Api>): void {
    if (remembered === known) remembered = undefined;
  }

  /** Runs one exchange in the engine's version; an engine that was exchanged for another is negotiated with anew. */
  async function versioned<T>(exchange: (prefix: string) => Promise<T>): Promise<T> {
    const known = api();
    try {
      return await exchange(prefixOf(await known));
    } catch (error) {
      const isRefusal = error instanceof EngineRefusal;
      if (!isRefusal) forget(known);
      const limit = isRefusal ? refusedVersionLimit(error) : undefined;
      if (limit === undefined) throw error;
      forget(known);
      return exchange(prefixOf(await api(limit)));
    }
  }

  const send: EngineClient['send'] = (method, path, call = {}) =>
    versioned(async (prefix) => {
      const reply = await transport.call(callOf(method, prefix + path, call));
      if (reply.status < 200 || reply.status > 299) throw refusal(reply.status, reply.text);
      return reply;
    });

  return {
    api: () => api(),
    send,
    async get(schema, path, call) {
      return decode(schema, (await send('GET', path, call)).text);
    },
    stream: (method, path, call = {}) =>
      versioned(async (prefix) => {
        const response = await transport.stream(callOf(method, prefix + path, call));
        if (response.statusCode === 200) return response;
        throw refusal(response.statusCode ?? 0, await textOf(response));
      }),
    close: () => transport.close(),
  };
}

function callOf(method: Call['method'], path: string, call: ClientCall): Call {
  const deadlineMs = 'deadlineMs' in call ? call.deadlineMs : READ_DEADLINE_MS;
  return { method, path, query: call.query ?? {}, body: call.body, deadlineMs, stop: call.stop };
}

function prefixOf({ minor }: Api): string {
  return `/v1.${minor}`;
}

/** The version an engine insists on, from its own words (moby daemon/server/middleware/version.go). */
function refusedVersionLimit({ status, message }: EngineRefusal): number | undefined {
  if (status !== 400 || !message.startsWith('client version')) return undefined;
  const minor = /(?:Minimum|Maximum) supported API version is 1\.(\d+)/.exec(message)?.[1];
  return minor === undefined ? undefined : Number(minor);
}

async function textOf(response: IncomingMessage): Promise<string> {
  try {
    return Buffer.concat(await response.toArray()).toString('utf8');
  } catch (error) {
    throw connectionError(error);
  }
}
