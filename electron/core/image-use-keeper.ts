/** Knows when each image was last needed: hears the engine's events, looks at what it holds, asks for what it missed, and keeps it. */

import type { ImageUse } from '../../shared/browse.ts';
import type { Inventory } from '../../shared/usage.ts';
import { inspectInTurn } from './inspect-in-turn.ts';
import type { ContainerInspection, Engine, EngineEvent, EventListener } from './ports/engine.ts';
import type { Clock, MemoryFile } from './ports/host.ts';
import { isAlive } from './usage/category-usage.ts';
import { containerUses, type ContainerEnds } from './usage/container-uses.ts';
import { HeardUses } from './usage/heard-uses.ts';
import {
  firstLook,
  heardUntil,
  isSameBook,
  laterOfEach,
  lookedAgain,
  useIn,
  withUses,
  type ImageUses,
} from './usage/image-uses.ts';
import { keptUses, usesFrom } from './usage/kept-image-uses.ts';

/** What is lost with the last of it is heard again from the engine. */
const SAVED_WITHIN_MS = 30_000;
/** An engine that remembers everything (Podman) is not asked for more than this. */
const LONGEST_LOOK_BACK_MS = 30 * 24 * 3_600_000;
/** Stopped containers asked for their end after a gap, the youngest. */
const MOST_ENDS = 1_000;

export interface ImageUseParts {
  readonly clock: Clock;
  readonly imageUseMemory: MemoryFile;
  /** More is known of last uses than a reading tells by itself. */
  readonly onLate: () => void;
}

export interface LookedAt {
  readonly engine: Engine;
  readonly key: string;
  /** The demo is not worth remembering. */
  readonly isSample: boolean;
}

export class ImageUseKeeper implements EventListener {
  readonly #parts: ImageUseParts;
  /** By engine key, the one in view at the end. */
  #books = new Map<string, ImageUses>();
  #key: string | undefined;
  #sampleKey: string | undefined;
  #heard = new HeardUses();
  /** `behind`: events were missed, and the next look asks for them · `asking`: those that come meanwhile wait their turn. */
  #state: 'behind' | 'asking' | 'following' = 'behind';
  #waiting: EngineEvent[] = [];
  #inventory: Inventory | undefined;
  #aliveIds: ReadonlySet<string> = new Set();
  /** The engine's clock, as of its last word. */
  #nowMs = 0;
  #looks: Promise<void> = Promise.resolve();
  /** Grows with every engine that comes into view. */
  #turn = 0;
  #useOf: ((imageId: string) => ImageUse) | undefined;
  #cancelSave: (() => void) | undefined;

  constructor(parts: ImageUseParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    this.#books = usesFrom(await this.#parts.imageUseMemory.read());
  }

  /** By image id; another function where it tells something else. */
  get useOf(): (imageId: string) => ImageUse {
    return (this.#useOf ??= (imageId) => this.#use(imageId));
  }

  #use(imageId: string): ImageUse {
    const book = this.#book;
    if (book === undefined) return { kind: 'not-seen', sinceMs: this.#parts.clock.nowMs() };
    return this.#aliveIds.has(imageId) ? { kind: 'in-use' } : useIn(book, imageId, this.#nowMs);
  }

  onEvent(event: EngineEvent): void {
    if (this.#state === 'asking') this.#waiting.push(event);
    const book = this.#book;
    if (this.#state !== 'following' || book === undefined) return;
    this.#nowMs = Math.max(this.#nowMs, event.atMs);
    const use = this.#heard.hear(event);
    this.#learn(heardUntil(use === undefined ? book : withUses(book, new Map([use])), event.atMs));
  }

  onLost(): void {
    this.#state = 'behind';
  }

  /** Another engine comes into view, or none. */
  leave(): void {
    this.#key = undefined;
    this.#heard = new HeardUses();
    this.#inventory = undefined;
    this.#aliveIds = new Set();
    this.#looks = Promise.resolve();
    this.#turn += 1;
    this.#useOf = undefined;
    this.onLost();
  }

  /** A reading of everything but sizes; the same again is passed over. */
  look(at: LookedAt, inventory: Inventory): Promise<void> {
    // Another engine may have come up behind the same address.
    if (at.key !== this.#key) this.leave();
    this.#key = at.key;
    this.#aliveIds = new Set(inventory.containers.filter(isAlive).map(({ imageId }) => imageId));
    this.#useOf = undefined;
    const turn = this.#turn;
    this.#looks = this.#looks.then(() => (turn === this.#turn ? this.#look(at, inventory) : undefined));
    return this.#looks;
  }

  /** The looks that were asked for are over. */
  get settled(): Promise<void> {
    return this.#looks;
  }

  /** Resolves once what it knows is kept. */
  async close(): Promise<void> {
    if (this.#cancelSave !== undefined) await this.#save();
  }

  get #book(): ImageUses | undefined {
    return this.#key === undefined ? undefined : this.#books.get(this.#key);
  }

  async #look({ engine, key, isSample }: LookedAt, inventory: Inventory): Promise<void> {
    if (inventory === this.#inventory) return;
    const turn = this.#turn;
    const isOver = (): boolean => turn !== this.#turn;
    if (isSample) this.#sampleKey = key;
    this.#inventory = inventory;
    const toldMs = Date.parse(inventory.engineTime);
    const nowMs = Number.isNaN(toldMs) ? inventory.takenAtMs : toldMs;
    const missed = await this.#askForMissed(engine, inventory, nowMs, isOver);
    if (isOver()) return;
    const before = this.#book;
    const told = [...missed.events, ...this.#waiting.splice(0)].flatMap((event) =>
      [this.#heard.hear(event)].filter((use) => use !== undefined),
    );
    const seeds = containerUses(inventory.containers, missed.ends, nowMs);
    const uses = laterOfEach([...told, ...this.#heard.look(inventory), ...seeds]);
    const look = { nowMs, images: inventory.images };
    const book = before === undefined ? withUses(firstLook(look), uses) : lookedAgain(before, look, uses);
    this.#nowMs = nowMs;
    this.#learn(this.#state === 'following' ? { ...book, heardUntilMs: nowMs } : book);
    if (missed !== nothingMissed) this.#parts.onLate();
  }

  /** Nothing unless there was a gap. A failure leaves it open for the next look. */
  async #askForMissed(
    engine: Engine,
    { containers }: Inventory,
    nowMs: number,
    isOver: () => boolean,
  ): Promise<Missed> {
    if (this.#state === 'following') return nothingMissed;
    this.#state = 'asking';
    this.#waiting = [];
    const heardMs = this.#book?.heardUntilMs ?? 0;
    // The engine's clock was set back: what it told since then is older than what was heard.
    const sinceMs = heardMs > nowMs ? 0 : heardMs;
    try {
      const events = await engine.eventsSince(Math.max(sinceMs, nowMs - LONGEST_LOOK_BACK_MS));
      const ends = await this.#endsOf(engine, containers, isOver);
      if (!isOver() && this.#isAsking()) this.#state = 'following';
      return { events: events.map((event) => ({ ...event, atMs: Math.min(event.atMs, nowMs) })), ends };
    } catch {
      if (!isOver()) this.onLost();
      return nothingMissed;
    }
  }

  /** When containers ended at a time that no list tells; of very many, the youngest. */
  async #endsOf(
    engine: Engine,
    containers: Inventory['containers'],
    isOver: () => boolean,
  ): Promise<ContainerEnds> {
    const unknown = containers.filter((each) => !isAlive(each) && each.finishedAtMs === undefined);
    const youngest = unknown.sort((one, other) => other.createdAtMs - one.createdAtMs).slice(0, MOST_ENDS);
    const ids = youngest.map(({ id }) => id);
    const ends = new Map<string, ContainerInspection>();
    for await (const found of inspectInTurn(engine, ids, { clock: this.#parts.clock, isOver }))
      for (const [id, inspection] of found) ends.set(id, inspection);
    return ends;
  }

  /** It may have changed while the engine was asked. */
  #isAsking(): boolean {
    return this.#state === 'asking';
  }

  #learn(book: ImageUses): void {
    if (this.#key === undefined) return;
    const before = this.#books.get(this.#key);
    this.#books.delete(this.#key);
    this.#books.set(this.#key, book);
    if (before !== undefined && isSameBook(before, book)) return;
    this.#useOf = undefined;
    if (this.#key !== this.#sampleKey)
      this.#cancelSave ??= this.#parts.clock.after(SAVED_WITHIN_MS, () => void this.#save());
  }

  async #save(): Promise<void> {
    this.#cancelSave?.();
    this.#cancelSave = undefined;
    const kept = new Map([...this.#books].filter(([key]) => key !== this.#sampleKey));
    // Losing it costs what the engine has forgotten too.
    await this.#parts.imageUseMemory.write(keptUses(kept)).catch(() => undefined);
  }
}

interface Missed {
  readonly events: readonly EngineEvent[];
  readonly ends: ContainerEnds;
}
const nothingMissed: Missed = { events: [], ends: new Map() };
