/** A short name for one engine, by which history, consent and locks tell engines apart. */

import type { EngineIdentity } from '../../shared/plan.ts';

/**
 * Sixteen hex digits of FNV-1a over endpoint, id and root, and the container of a builder: the same engine reached the same way
 * always has the same key.
 */
export function engineKey({ endpoint, id, rootDir, builder }: EngineIdentity): string {
  const text = JSON.stringify([endpoint, id ?? null, rootDir, ...(builder ? [builder.containerId] : [])]);
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}

/**
 * The key of the lock that lets one clean at a time touch an engine (safety law 5): the same by whichever endpoint it is reached, for
 * a context and `DOCKER_HOST` may name two sockets of one engine. Podman, which has no lasting id, is told by its endpoint alone.
 * A builder shares the lock of its engine: they share the disk whose free space a receipt compares.
 */
export function lockKey({ endpoint, id, rootDir }: EngineIdentity): string {
  return engineKey({ endpoint: id === undefined ? endpoint : '', id, rootDir });
}

/** The engine that a builder belongs to; an engine itself. */
export function ownerOf({ endpoint, id, rootDir }: EngineIdentity): EngineIdentity {
  return { endpoint, id, rootDir };
}

export function isSameEngine(one: EngineIdentity, other: EngineIdentity): boolean {
  return (
    one.endpoint === other.endpoint &&
    one.id === other.id &&
    one.rootDir === other.rootDir &&
    one.builder?.containerId === other.builder?.containerId
  );
}
