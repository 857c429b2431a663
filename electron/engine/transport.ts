/** Sends requests to one endpoint, each with a deadline and a stop, and maps every failure to an `EngineError`. */

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { EngineError, type Stop } from '../core/ports/engine.ts';
import { dockerodeClient, type Dial } from './dockerode-client.ts';
import type { Endpoint } from './endpoint.ts';
import { EngineAgent } from './engine-agent.ts';
import { connectionError } from './engine-errors.ts';

export interface Call {
  readonly method: Dial['method'];
  readonly path: string;
  readonly query?: Dial['query'];
  readonly body?: Dial['body'] | undefined;
  /** Undefined waits as long as it takes: a prune has no end of its own. */
  readonly deadlineMs: number | undefined;
  readonly stop?: Stop | undefined;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Transport {
  /** The whole reply, of whatever status. */
  call(call: Call): Promise<Reply>;
  /** The reply from its head on; the deadline covers the head alone. */
  stream(call: Call): Promise<IncomingMessage>;
  /** Breaks every connection off; later calls fail. */
  close(): void;
}

/** No engine's reply comes near it; without it a mad server could fill the memory. */
const MAX_REPLY_BYTES = 256 * 1024 * 1024;

export function openTransport(endpoint: Endpoint): Transport {
  const agent = new EngineAgent(endpoint);
  const dial = dockerodeClient(endpoint, agent);
  const closing = new AbortController();

  /** Runs one exchange; why it was cut off decides which error it becomes. */
  async function exchange<T>(call: Call, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const cut = new AbortController();
    const cutOff = (why: EngineError) => () => cut.abort(why);
    const late = new EngineError('timed-out', 'the engine did not answer in time');
    const onStop = cutOff(new EngineError('gone', 'the call was stopped'));
    const timer = call.deadlineMs === undefined ? undefined : setTimeout(cutOff(late), call.deadlineMs);
    const stops = [call.stop, closing.signal];
    if (stops.some((stop) => stop?.aborted === true)) onStop();
    for (const stop of stops) stop?.addEventListener('abort', onStop);
    try {
      return await run(cut.signal);
    } catch (error) {
      throw connectionError(cut.signal.aborted ? cut.signal.reason : error);
    } finally {
      clearTimeout(timer);
      for (const stop of stops) stop?.removeEventListener('abort', onStop);
    }
  }

  const request = (call: Call, signal: AbortSignal): Promise<IncomingMessage> =>
    dial({ method: call.method, path: call.path, query: call.query ?? {}, body: call.body ?? {}, signal });

  return {
    call: (call) =>
      exchange(call, async (signal) => {
        const response = await request(call, signal);
        return { status: response.statusCode ?? 0, headers: response.headers, text: await readAll(response) };
      }),
    async stream(call) {
      const response = await exchange(call, (signal) => request(call, signal));
      const end = (): void => void response.destroy();
      call.stop?.addEventListener('abort', end);
      closing.signal.addEventListener('abort', end);
      response.once('close', () => {
        call.stop?.removeEventListener('abort', end);
        closing.signal.removeEventListener('abort', end);
      });
      return response;
    },
    close() {
      closing.abort();
      agent.destroy();
    },
  };
}

/** dockerode's own reader never settles when a reply breaks off in the middle; iterating throws. */
async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_REPLY_BYTES) throw new EngineError('bad-reply', 'the reply is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
