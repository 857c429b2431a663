/** Which image each event needed: events tell names, and a name may mean another image by the time it is looked up. */

import type { Inventory } from '../../../shared/usage.ts';
import type { EngineEvent } from '../ports/engine.ts';
import { ImageNamesNow, plainName } from './image-names-now.ts';
import { laterOfEach, type Uses } from './image-uses.ts';

/**
 * Running commands in a container, health checks among them, is left out: the container runs, which is use enough, and its end is
 * an event of its own.
 */
const CONTAINER_USES: readonly string[] = ['create', 'start', 'restart', 'unpause', 'die'];
const IMAGE_USES: readonly string[] = ['pull', 'tag', 'load', 'import', 'build', 'create', 'push', 'save'];
const MOST_PENDING = 5_000;
const LONGEST_NAME = 500;

export class HeardUses {
  #names = new ImageNamesNow();
  #imageOf: ReadonlyMap<string, string> = new Map();
  /** Names that nobody could tell the image of, each with its last use. */
  readonly #pending = new Map<string, number>();

  /** The image and time of a use; undefined where the event is none, or cannot be told yet. */
  hear(event: EngineEvent): readonly [imageId: string, atMs: number] | undefined {
    const used = this.#usedBy(event);
    if (used === undefined) return undefined;
    const id = used.id ?? this.#names.idOf(used.name);
    if (id !== undefined && this.#names.has(id)) return [id, event.atMs];
    this.#putOff(id ?? used.name, event.atMs);
    return undefined;
  }

  /** Takes over what the names mean now, and tells the uses that waited for it. */
  look({ images, containers }: Pick<Inventory, 'images' | 'containers'>): Uses {
    this.#names = new ImageNamesNow(images);
    this.#imageOf = new Map(containers.map(({ id, imageId }) => [id, imageId]));
    const uses = [...this.#pending].flatMap(([name, atMs]) => {
      const id = this.#names.idOf(name);
      return id === undefined ? [] : [[id, atMs] as const];
    });
    this.#pending.clear();
    return laterOfEach(uses);
  }

  #usedBy(event: EngineEvent): { readonly id: string | undefined; readonly name: string } | undefined {
    const { type, action, id, image = '' } = event;
    if (type === 'container')
      return CONTAINER_USES.includes(action) ? { id: this.#imageOf.get(id), name: image } : undefined;
    if (type !== 'image' || !IMAGE_USES.includes(action)) return undefined;
    if (action === 'tag' || action === 'pull') this.#move(event);
    return { id: undefined, name: id };
  }

  /** What was put off for the name was of the image it meant before, and nobody can tell which that was. */
  #move({ action, id, image }: EngineEvent): void {
    const name = action === 'pull' ? id : image;
    if (name === undefined) return;
    this.#names.move(name, action === 'pull' ? undefined : id);
    this.#pending.delete(plainName(name));
  }

  #putOff(name: string, atMs: number): void {
    const plain = plainName(name);
    const isKnown = this.#pending.has(plain);
    if (plain.length > LONGEST_NAME || (!isKnown && this.#pending.size >= MOST_PENDING)) return;
    this.#pending.set(plain, Math.max(atMs, this.#pending.get(plain) ?? -Infinity));
  }
}
