/** An engine in memory, at the core's own port: it holds what a test gives it, deletes as BuildKit and docker would, and can be told to fail. */

import {
  EngineError,
  type Builders,
  type CacheReading,
  type ContainerInspection,
  type DeleteOutcome,
  type Engine,
  type EngineEvent,
  type PullOutcome,
  type RegistryAnswer,
  type Stop,
} from '../../electron/core/ports/engine.ts';
import type { EngineIdentity } from '../../shared/plan.ts';
import type { EngineErrorKind, EngineFacts } from '../../shared/state.ts';
import type { ImageLayer, Inventory } from '../../shared/usage.ts';
import { anImage, anInventory, ENGINE_NOW_MS } from '../core/an-inventory.ts';

const A_LOG = { driver: 'json-file', isUnrotated: false, path: undefined };

export class MemoryEngine implements Engine {
  inventory: Inventory;
  identityNow: EngineIdentity = { endpoint: 'unix:///fake.sock', id: 'ENGINE', rootDir: '/var/lib/docker' };
  /** Every call fails so while set. */
  failure: EngineErrorKind | undefined;
  events: readonly EngineEvent[] = [];
  isCheap = true;
  builders: Builders | undefined;
  /** How containers keep their logs; any other one has a rotated file. */
  readonly logs = new Map<string, ContainerInspection['log']>();
  /** What registries say of references; of any other, that it is not there. */
  readonly registry = new Map<string, RegistryAnswer>();
  /** How pulls of references end; any other brings what the registry has. */
  readonly pullOutcomes = new Map<string, PullOutcome>();
  /** Names of the calls made, in order. */
  readonly calls: string[] = [];
  /** Runs before a call is answered. */
  onCall: (name: string) => void | Promise<void> = () => undefined;
  /** As an engine that was restarted: what a deleted record was made from counts as used just now. */
  touchesParents = false;
  #touchedAtMs = ENGINE_NOW_MS;
  #listeners = new Set<{ onEvent(event: EngineEvent): void; onLost(): void }>();

  constructor(inventory: Partial<Inventory> = {}) {
    this.inventory = anInventory(inventory);
  }

  async facts(): Promise<EngineFacts> {
    await this.#call('facts');
    const facts = { name: 'fake', version: '28.5.2', apiVersion: '1.51', imageStore: 'classic' as const };
    return { ...facts, endpoint: this.identityNow.endpoint, isSample: false, isRemote: false };
  }

  async identity(): Promise<EngineIdentity> {
    await this.#call('identity');
    return this.identityNow;
  }

  async hasCheapCacheReading(): Promise<boolean> {
    return this.isCheap;
  }

  async readCache(): Promise<CacheReading> {
    await this.#call('readCache');
    return { records: this.inventory.records, takenAtMs: 0, durationMs: 1 };
  }

  async readInventory(depth: 'glance' | 'light' | 'plan' | 'full', stop?: Stop): Promise<Inventory> {
    await this.#call(`readInventory ${depth}`);
    if (stop?.aborted === true) throw new EngineError('gone', 'stopped');
    return this.inventory;
  }

  async readLayers(imageIds: readonly string[]): Promise<ReadonlyMap<string, readonly ImageLayer[]>> {
    const known = this.inventory.images.filter((image) => imageIds.includes(image.id));
    return new Map(known.map((image) => [image.id, image.layers ?? []]));
  }

  async inspectContainers(ids: readonly string[]): Promise<ReadonlyMap<string, ContainerInspection>> {
    await this.#call(`inspectContainers ${ids.join(' ')}`);
    const known = this.inventory.containers.filter(({ id }) => ids.includes(id));
    return new Map(
      known.map(({ id, finishedAtMs }) => [id, { finishedAtMs, log: this.logs.get(id) ?? A_LOG }]),
    );
  }

  async recentEvents(): Promise<readonly EngineEvent[]> {
    return this.events;
  }

  async eventsSince(sinceMs: number): Promise<readonly EngineEvent[]> {
    await this.#call(`eventsSince ${sinceMs}`);
    return this.events.filter(({ atMs }) => atMs >= sinceMs);
  }

  followEvents(listener: { onEvent(event: EngineEvent): void; onLost(): void }): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells every follower. */
  emit(event: Partial<EngineEvent>): void {
    for (const listener of this.#listeners)
      listener.onEvent({ atMs: 0, type: 'image', action: 'tag', id: 'x', ...event });
  }

  get followerCount(): number {
    return this.#listeners.size;
  }

  /** Leaf first among the named ones; what a kept child holds or was used after `until`, stays. */
  async pruneRecords(
    ids: readonly string[],
    until: string | undefined,
  ): Promise<{ readonly deletedIds: readonly string[] }> {
    await this.#call(`pruneRecords ${ids.join(' ')}`);
    const deletedIds: string[] = [];
    for (let before = -1; before !== deletedIds.length;) {
      before = deletedIds.length;
      const held = new Set(this.inventory.records.flatMap((record) => record.parentIds));
      const going = this.inventory.records.filter(
        ({ id, isInUse, lastUsedAtMs = 0 }) =>
          ids.includes(id) && !isInUse && !held.has(id) && lastUsedAtMs <= Date.parse(until ?? '9999-01-01'),
      );
      deletedIds.push(...going.map(({ id }) => id));
      const touched = new Set(this.touchesParents ? going.flatMap((record) => record.parentIds) : []);
      this.#touchedAtMs += 1;
      this.inventory = {
        ...this.inventory,
        records: this.inventory.records
          .filter((record) => !going.includes(record))
          .map((record) =>
            touched.has(record.id) ? { ...record, lastUsedAtMs: this.#touchedAtMs } : record,
          ),
      };
    }
    return { deletedIds };
  }

  deleteContainer(id: string): Promise<DeleteOutcome> {
    return this.#delete('containers', id);
  }

  deleteNetwork(id: string): Promise<DeleteOutcome> {
    return this.#delete('networks', id);
  }

  deleteImage(id: string): Promise<DeleteOutcome> {
    return this.#delete('images', id);
  }

  deleteVolume(name: string): Promise<DeleteOutcome> {
    return this.#delete('volumes', name);
  }

  async askRegistry(reference: string): Promise<RegistryAnswer> {
    await this.#call(`askRegistry ${reference}`);
    return this.registry.get(reference) ?? { kind: 'not-there' };
  }

  /** Of 100 bytes, told in halves. */
  async pullImage(
    reference: string,
    onProgress: (progress: { readonly doneBytes: number; readonly totalBytes: number }) => void,
    stop: Stop,
  ): Promise<PullOutcome> {
    onProgress({ doneBytes: 50, totalBytes: 100 });
    await this.#call(`pullImage ${reference}`);
    if (stop.aborted) return 'stopped';
    onProgress({ doneBytes: 100, totalBytes: 100 });
    const outcome = this.pullOutcomes.get(reference) ?? 'pulled';
    const answer = this.registry.get(reference);
    if (outcome === 'pulled' && answer?.kind === 'has') this.#bringBack(reference, answer.digest);
    return outcome;
  }

  #bringBack(reference: string, digest: string): void {
    const [repository = ''] = reference.split(/@|:[^/]*$/);
    const image = anImage({
      id: `sha256:${reference}`,
      references: reference.includes('@') ? [] : [reference],
      digests: [`${repository}@${digest}`],
    });
    this.inventory = { ...this.inventory, images: [...this.inventory.images, image] };
  }

  close(): void {
    this.calls.push('close');
  }

  async #delete(kind: 'containers' | 'networks' | 'images' | 'volumes', id: string): Promise<DeleteOutcome> {
    await this.#call(`delete ${kind} ${id}`);
    const all: readonly { readonly id?: string; readonly name?: string }[] = this.inventory[kind];
    const left = all.filter((each) => (each.id ?? each.name) !== id);
    this.inventory = { ...this.inventory, [kind]: left };
    return { kind: left.length === all.length ? 'already-gone' : 'deleted' };
  }

  async #call(name: string): Promise<void> {
    this.calls.push(name);
    await this.onCall(name);
    if (this.failure !== undefined) throw new EngineError(this.failure, 'told to fail');
  }
}
