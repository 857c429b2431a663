/** Finds out what answers at an endpoint and which API version to speak with it. */

import type { DockerAge } from '../../shared/usage.ts';
import { EngineError } from '../core/ports/engine.ts';
import { decode } from './decode.ts';
import { refusal } from './engine-errors.ts';
import type { Reply, Transport } from './transport.ts';
import { engineVersion } from './wire/system.ts';

export interface Api {
  /** The engine's own version, `28.5.2`. */
  readonly engineVersion: string;
  /** The newest API the engine offers. */
  readonly serverMinor: number;
  /** The one spoken with it; 51 means `/v1.51`. */
  readonly minor: number;
  readonly isPodman: boolean;
  /** `system/df?type=` is honoured: the cache can be read without walking volumes and containers. */
  readonly takesDfTypes: boolean;
  /** `until=` of a cache prune may be a point in time (Docker ≥ 24). */
  readonly takesPruneTime: boolean;
  /** Volumes that nobody named carry a label (Docker ≥ 23). */
  readonly labelsAnonymousVolumes: boolean;
  readonly dockerAge: DockerAge;
}

/** The newest with the one reply shape that engines 23 to 29 share; also never 1.42/1.43, whose `df?type=` crashes in 25.0–28.1. */
const PREFERRED_MINOR = 51;
/** 20.10: the oldest that lists cache records. */
const OLDEST_MINOR = 41;
const DEADLINE_MS = 15_000;

/** `insistedMinor` is what a refusal named as the engine's own limit. */
export async function negotiate(transport: Transport, insistedMinor?: number): Promise<Api> {
  const isPodmanByHeader = await ping(transport);
  const reply = await read(transport, '/version');
  const version = decode(engineVersion, reply.text);
  const serverMinor = minorOf(version.ApiVersion);
  const serverMinMinor = minorOf(version.MinAPIVersion);
  if (serverMinor < OLDEST_MINOR)
    throw new EngineError('too-old', `API ${version.ApiVersion} is older than 1.41`);
  const isPodman = isPodmanByHeader || version.Components.some(({ Name }) => Name === 'Podman Engine');
  const minor = insistedMinor ?? Math.max(serverMinMinor, Math.min(serverMinor, PREFERRED_MINOR));
  return {
    engineVersion: version.Version,
    serverMinor,
    minor,
    isPodman,
    takesDfTypes: !isPodman && minor >= 42,
    takesPruneTime: !isPodman && minor >= 43,
    labelsAnonymousVolumes: !isPodman && minor >= 42,
    dockerAge: ageOf(serverMinor),
  };
}

/** True for Podman, which names itself in a header. A socket that is no engine at all fails here. */
async function ping(transport: Transport): Promise<boolean> {
  const head = await transport.call({ method: 'HEAD', path: '/_ping', deadlineMs: DEADLINE_MS });
  // Some proxies allow GET alone.
  const reply = head.status < 400 ? head : await read(transport, '/_ping');
  return reply.headers['libpod-api-version'] !== undefined;
}

async function read(transport: Transport, path: string): Promise<Reply> {
  const reply = await transport.call({ method: 'GET', path, deadlineMs: DEADLINE_MS });
  if (reply.status !== 200) throw refusal(reply.status, reply.text);
  return reply;
}

function minorOf(apiVersion: string): number {
  return Number(apiVersion.slice(2));
}

function ageOf(serverMinor: number): DockerAge {
  if (serverMinor <= 41) return '20.10';
  return serverMinor < 52 ? 'to-28' : 'from-29';
}
