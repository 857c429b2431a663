/** Keeps a request from the wire until all of its body is there, so that head and body can be judged before a byte is sent. */

import type { ClientRequest } from 'node:http';

/**
 * To be called while the request has no connection. `release` gets the body, and gives the request one; when it throws, nothing
 * was sent, and the request fails with that error.
 */
export function holdUntilWhole(request: ClientRequest, release: (body: string) => void): void {
  const end = request.end.bind(request);
  const parts: Buffer[] = [];
  const keep = (chunk: unknown): void => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) parts.push(Buffer.from(chunk));
  };
  request.write = (chunk: unknown): boolean => {
    keep(chunk);
    return true;
  };
  request.end = (chunk?: unknown): ClientRequest => {
    keep(chunk);
    const body = Buffer.concat(parts).toString('utf8');
    try {
      release(body);
    } catch (error) {
      request.destroy();
      // Without a connection nothing else would tell of it.
      process.nextTick(() => request.emit('error', error));
      return request;
    }
    return body === '' ? end() : end(body);
  };
}
