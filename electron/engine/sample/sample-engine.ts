/** A small engine in memory that behaves as Docker does: conflicts, leaf-first cache prune, events. */

import { setTimeout as delay } from 'node:timers/promises';
import { SampleBuilders } from './sample-builders.ts';
import { pullLines, type PullLine } from './sample-pull.ts';
import { SampleRegistry } from './sample-registry.ts';
import type { SampleEvent, SampleImage, SampleRecord, SampleState } from './sample-state.ts';

/** How long one deletion takes, so that progress can be seen. */
export interface SamplePace {
  readonly recordMs: number;
  readonly objectMs: number;
}

export type SampleOutcome =
  | { readonly status: 200; readonly body: unknown }
  | { readonly status: 204 }
  | { readonly status: 400 | 403 | 404 | 409; readonly message: string };

const predefinedNetworks = new Set(['bridge', 'host', 'none']);
/** As many events as Docker remembers. */
const MEMORY = 256;

export class SampleEngine {
  readonly state: SampleState;
  readonly registry: SampleRegistry;
  readonly builders: SampleBuilders;
  readonly #pace: SamplePace;
  readonly #events: SampleEvent[] = [];
  readonly #followers = new Set<(event: SampleEvent) => void>();

  constructor(state: SampleState, pace: SamplePace) {
    this.state = state;
    this.registry = new SampleRegistry(state.images);
    this.builders = new SampleBuilders(pace.recordMs, Date.now());
    this.#pace = pace;
  }

  pastEvents(): readonly SampleEvent[] {
    return this.#events;
  }

  /** Calls for each event from now on; the result ends it. */
  follow(listener: (event: SampleEvent) => void): () => void {
    this.#followers.add(listener);
    return () => void this.#followers.delete(listener);
  }

  emit(type: string, action: string, id: string, attributes: SampleEvent['attributes'] = {}): void {
    const event = { atMs: Date.now(), type, action, id, attributes };
    this.#events.push(event);
    if (this.#events.length > MEMORY) this.#events.shift();
    for (const follower of this.#followers) follower(event);
  }

  /** A record is shared when an image holds its layer, or a younger record is. */
  sharedIds(): ReadonlySet<string> {
    const held = new Set(this.state.images.flatMap(({ layers }) => layers.map(({ key }) => key)));
    return new Set(this.state.records.filter(({ layerKey }) => held.has(layerKey ?? '')).map(({ id }) => id));
  }

  /** Leaf first, round after round, until no matching record without children is left; stops when the caller goes away. */
  async pruneCache(
    matches: (record: SampleRecord) => boolean,
    isGone: () => boolean,
  ): Promise<{ readonly CachesDeleted: readonly string[] | null; readonly SpaceReclaimed: number }> {
    const deleted: SampleRecord[] = [];
    for (;;) {
      const parents = new Set(this.state.records.flatMap(({ parentIds }) => parentIds));
      const batch = this.state.records.filter(
        (record) => !record.isInUse && !parents.has(record.id) && matches(record),
      );
      if (batch.length === 0 || isGone()) break;
      for (const record of batch.slice(0, 10)) {
        await take(this.#pace.recordMs);
        this.state.records = this.state.records.filter(({ id }) => id !== record.id);
        deleted.push(record);
      }
    }
    const SpaceReclaimed = deleted.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
    this.emit('builder', 'prune', '', { reclaimed: String(SpaceReclaimed) });
    return { CachesDeleted: deleted.length === 0 ? null : deleted.map(({ id }) => id), SpaceReclaimed };
  }

  findImage(name: string): SampleImage | undefined {
    const tag = name.includes(':') ? name : `${name}:latest`;
    return this.state.images.find(
      ({ id, tags, digests = [] }) => id === name || tags.includes(tag) || digests.includes(name),
    );
  }

  /** Brings an image while its lines are read; undefined when the registry does not have it. */
  pullImage(reference: string): AsyncGenerator<PullLine> | undefined {
    const found = this.registry.find(reference);
    return found && this.#pull(reference, found);
  }

  async *#pull(reference: string, found: SampleImage): AsyncGenerator<PullLine> {
    yield* pullLines(this.state, reference, found, () => take(this.#pace.objectMs));
    this.emit('image', 'pull', reference);
  }

  async deleteImage(name: string): Promise<SampleOutcome> {
    const image = this.findImage(name);
    if (image === undefined) return { status: 404, message: `No such image: ${name}` };
    const conflict = this.#imageConflict(image, name);
    if (conflict !== undefined)
      return { status: 409, message: `conflict: unable to delete ${name} ${conflict}` };
    const isById = image.id === name;
    const gone = isById ? image.tags : [name];
    const left = image.tags.filter((tag) => !gone.includes(tag));
    await take(this.#pace.objectMs);
    this.state.images = this.state.images.flatMap((other) => {
      if (other.id !== image.id) return [other];
      return left.length === 0 ? [] : [{ ...image, tags: left }];
    });
    for (const tag of gone) this.emit('image', 'untag', image.id, { name: tag });
    if (left.length === 0) this.emit('image', 'delete', image.id);
    const deleted = left.length === 0 ? [{ Deleted: image.id }] : [];
    return { status: 200, body: [...gone.map((Untagged) => ({ Untagged })), ...deleted] };
  }

  #imageConflict(image: SampleImage, name: string): string | undefined {
    if (image.tags.length > 1) {
      return image.id === name
        ? '(must be forced) - image is referenced in multiple repositories'
        : undefined;
    }
    const user = this.state.containers.find(({ imageId }) => imageId === image.id);
    if (user === undefined) return undefined;
    const state = user.state === 'running' ? 'running' : 'stopped';
    return `(must be forced) - image is being used by ${state} container ${user.id.slice(0, 12)}`;
  }

  async deleteContainer(id: string): Promise<SampleOutcome> {
    const container = this.state.containers.find((one) => one.id === id || one.name === id);
    if (container === undefined) return { status: 404, message: `No such container: ${id}` };
    if (container.state === 'running') {
      return {
        status: 409,
        message: `cannot remove container "/${container.name}": container is running: stop the container before removing or force remove`,
      };
    }
    await take(this.#pace.objectMs);
    this.state.containers = this.state.containers.filter((one) => one.id !== container.id);
    this.emit('container', 'destroy', container.id, { name: container.name });
    return { status: 204 };
  }

  async deleteVolume(name: string): Promise<SampleOutcome> {
    if (!this.state.volumes.some((one) => one.name === name))
      return { status: 404, message: `get ${name}: no such volume` };
    const user = this.state.containers.find(({ volumeNames }) => volumeNames.includes(name));
    if (user !== undefined)
      return { status: 409, message: `remove ${name}: volume is in use - [${user.id}]` };
    await take(this.#pace.objectMs);
    this.state.volumes = this.state.volumes.filter((one) => one.name !== name);
    this.emit('volume', 'destroy', name);
    return { status: 204 };
  }

  async deleteNetwork(id: string): Promise<SampleOutcome> {
    const network = this.state.networks.find((one) => one.id === id || one.name === id);
    if (network === undefined) return { status: 404, message: `network ${id} not found` };
    if (predefinedNetworks.has(network.name)) {
      return { status: 403, message: `${network.name} is a pre-defined network and cannot be removed` };
    }
    const isConnected = this.state.containers.some(
      (one) => one.networkName === network.name && one.state === 'running',
    );
    if (isConnected) {
      return {
        status: 403,
        message: `error while removing network: network ${network.name} has active endpoints`,
      };
    }
    await take(this.#pace.objectMs);
    this.state.networks = this.state.networks.filter((one) => one.id !== network.id);
    this.emit('network', 'destroy', network.id, { name: network.name });
    return { status: 204 };
  }
}

/** A timer of 0 ms would still take one. */
async function take(durationMs: number): Promise<void> {
  if (durationMs > 0) await delay(durationMs);
}
