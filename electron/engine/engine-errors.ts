/** Turns whatever goes wrong on the way to an engine into the closed error kinds. */

import type { EngineErrorKind } from '../../shared/state.ts';
import { EngineError } from '../core/ports/engine.ts';

/** An answer with an error status: the engine is there and said no. */
export class EngineRefusal extends EngineError {
  readonly status: number;
  constructor(kind: EngineErrorKind, status: number, message: string) {
    super(kind, message);
    this.name = 'EngineRefusal';
    this.status = status;
  }
}

/** What Node reports when a connection cannot be made, or breaks. */
const kindOfCode: Readonly<Record<string, EngineErrorKind>> = {
  ENOENT: 'not-found',
  ENOTFOUND: 'not-found',
  EAI_AGAIN: 'not-found',
  ENOTSOCK: 'not-found',
  ENOTDIR: 'not-found',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  ETIMEDOUT: 'timed-out',
  ECONNRESET: 'gone',
  EPIPE: 'gone',
  ECONNABORTED: 'gone',
  ERR_STREAM_PREMATURE_CLOSE: 'gone',
};

/** A failure below HTTP: no socket, no right, a broken line, bytes that are not HTTP. */
export function connectionError(cause: unknown): EngineError {
  if (cause instanceof EngineError) return cause;
  const code = codeOf(cause);
  const isTls = /CERT|SSL|TLS/.test(code);
  const kind = kindOfCode[code] ?? (isTls ? 'forbidden' : 'bad-reply');
  return new EngineError(kind, code === '' ? 'the connection failed' : `the connection failed: ${code}`, {
    cause,
  });
}

/** An HTTP answer that is not a success. */
export function refusal(status: number, body: string): EngineRefusal {
  const message = messageOf(body);
  return new EngineRefusal(kindOfRefusal(status, message), status, message);
}

const kindOfStatus: Readonly<Record<number, EngineErrorKind>> = {
  401: 'forbidden',
  403: 'forbidden',
  404: 'not-found',
  408: 'timed-out',
  410: 'not-found',
  // A proxy in front (Docker Desktop's, nginx) whose engine is down.
  502: 'refused',
  503: 'refused',
  504: 'timed-out',
};

function kindOfRefusal(status: number, message: string): EngineErrorKind {
  // Docker Desktop's pause answers every call with this text; the status is not documented.
  if (/manually paused/i.test(message)) return 'asleep';
  if (/a (prune|disk usage) operation is already running/.test(message)) return 'busy';
  return kindOfStatus[status] ?? 'bad-reply';
}

/** Docker and Podman put the reason under `message`; Podman's 404 for an unknown route is plain text. */
function messageOf(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null && 'message' in parsed)
      return limited(String(parsed.message));
  } catch {
    // Not JSON: the text itself.
  }
  return limited(body);
}

function limited(text: string): string {
  return text.trim().slice(0, 500);
}

function codeOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
}
