/** Watches one engine: reads it after events and at a calm rhythm, one reading at a time, and says so at once when it is lost. */

import type { EngineIdentity } from '../../shared/plan.ts';
import type { EngineErrorKind, EngineFacts, EngineStatus, Usage } from '../../shared/state.ts';
import type { Inventory } from '../../shared/usage.ts';
import { connectEngine, type Connection } from './connect-engine.ts';
import { Measuring, type MeasuringParts } from './measuring.ts';
import { EngineError, type Engine, type EngineEvent, type EventListener, type Stop } from './ports/engine.ts';
import { ReadingTimers } from './reading-timers.ts';
import { deeper, UsageReader, type Depth, type UsageReaderParts } from './usage-reader.ts';

export interface MonitorParts extends UsageReaderParts, MeasuringParts {
  readonly onStatus: (status: Exclude<EngineStatus, { kind: 'ready' }>) => void;
  readonly onReading: (reading: Reading) => void;
  /** Hears what the monitor hears of the engine in view. */
  readonly listener: EventListener;
  /** The same reading by other rules. */
  readonly onWeighed: (usage: Partial<Usage>) => void;
}

/** The engine is ready and this was read of it: told in one, so that no old figure is ever seen beside a ready engine. */
export interface Reading {
  readonly status: Extract<EngineStatus, { kind: 'ready' }>;
  readonly identity: EngineIdentity;
  /** The parts that were read. */
  readonly usage: Partial<Usage>;
}

export class Monitor {
  readonly #parts: MonitorParts;
  readonly #measuring: Measuring;
  #engine: Engine | undefined;
  /** Of this engine alone. */
  #reader: UsageReader;
  #connection: Connection | undefined;
  #lastFacts: EngineFacts | undefined;
  #wanted: Depth | undefined;
  #underWay: Depth | undefined;
  #reading: Promise<void> | undefined;
  readonly #timers: ReadingTimers;
  /** The cache at the last reading that weighed what a clean frees. */
  #weighedBytes: number | undefined;
  #tries = 0;
  #sinceMs = 0;
  #isWindowOpen = false;
  #isHeld = false;

  constructor(parts: MonitorParts) {
    this.#parts = parts;
    this.#measuring = new Measuring(parts);
    this.#timers = new ReadingTimers(parts.clock, (depth) => void this.#read(depth));
    this.#reader = new UsageReader(parts);
  }

  /** Turns to another engine, or to none: then `error` says why. */
  watch(engine: Engine | undefined, error: EngineErrorKind = 'not-found'): void {
    this.#disconnect();
    this.#engine = engine;
    this.#reader = new UsageReader(this.#parts);
    this.#lastFacts = undefined;
    this.#timers.startOver();
    this.#tries = 0;
    if (engine === undefined) this.#say(error);
    else {
      this.#parts.onStatus({ kind: 'connecting' });
      void this.#read('light');
    }
  }

  /**
   * A person asks: retries a lost engine at once, then reads everything. The cheap reading goes first: it tells in seconds that
   * an engine hangs, where walking its volumes may take minutes of honest work.
   */
  async refresh(): Promise<void> {
    this.#tries = 0;
    // Where there is no cheap reading, that would be all of it twice.
    if (this.#connection?.isCheap !== false) await this.#read('cache');
    if (this.#connection !== undefined) await this.#read('full');
  }

  /** Containers and volumes keep the sizes they had, with their age; the engine ends its walk. */
  stopMeasuring(): void {
    this.#measuring.stop();
  }

  /** The window shows figures: read more often while it does. What is just being read is new enough for it. */
  windowIsOpen(isOpen: boolean): void {
    this.#isWindowOpen = isOpen;
    if (!isOpen) this.#arm();
    else if (this.#underWay !== 'light') void this.#read('light');
  }

  /** All of the engine, as of the last reading that took in more than its cache; with the sizes last measured. */
  get inventory(): Inventory | undefined {
    return this.#reader.inventory;
  }

  /** The cache of the engine, as of the last reading. */
  get cache(): UsageReader['cache'] {
    return this.#reader.cache;
  }

  /** The rules changed: what they decide follows at once, and the engine is not asked. */
  weighAgain(): void {
    this.#parts.onWeighed(this.#reader.weighAgain());
  }

  /**
   * While a clean runs nothing is read: a df makes BuildKit skip the records it measures. Nor does a clean wait until every file
   * of every volume was counted.
   */
  hold(isHeld: boolean): void {
    const isReleased = this.#isHeld && !isHeld;
    this.#isHeld = isHeld;
    if (isHeld) this.#measuring.stop();
    if (isReleased) void this.#read('light');
  }

  /** The machine woke up: what is shown is old. */
  wake(): void {
    this.#tries = 0;
    void this.#read('light');
  }

  close(): void {
    this.#disconnect();
    this.#engine = undefined;
  }

  /** Reads at least this deep; joins a reading under way and goes on after it when that one is shallower. */
  #read(depth: Depth): Promise<void> {
    this.#wanted = deeper(this.#wanted, depth);
    this.#reading ??= this.#readWanted().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readWanted(): Promise<void> {
    while (this.#wanted !== undefined && this.#engine !== undefined && !this.#isHeld) {
      const depth = this.#wanted;
      const engine = this.#engine;
      this.#wanted = undefined;
      this.#underWay = depth;
      try {
        await this.#readOnce(engine, depth);
        this.#tries = 0;
      } catch (error) {
        if (engine !== this.#engine) continue;
        this.#lose(error);
        return;
      } finally {
        this.#underWay = undefined;
      }
    }
    this.#arm();
  }

  async #readOnce(engine: Engine, depth: Depth): Promise<void> {
    const connection = this.#connection ?? (await this.#connect(engine));
    const reader = this.#reader;
    const startedAtMs = this.#parts.clock.nowMs();
    const tell = (usage: Partial<Usage>): void => {
      const { facts, identity } = connection;
      if (engine === this.#engine)
        this.#parts.onReading({ status: { kind: 'ready', facts }, identity, usage });
    };
    const read = async (stop?: Stop): Promise<void> => {
      const usage = await reader.read(connection, depth, { stop, onFirst: tell });
      if (engine !== this.#engine) return;
      this.#timers.noteReading(depth, startedAtMs);
      tell(usage);
      this.#weighAnew(usage);
    };
    await (depth === 'full' ? this.#measuring.run(read) : read());
  }

  /** What a clean frees is weighed with images and containers: a cache that changed leaves that figure behind, with or without an event. */
  #weighAnew({ cache, frees }: Partial<Usage>): void {
    const cacheBytes = cache?.value.totalBytes;
    if (frees !== undefined) this.#weighedBytes = cacheBytes;
    else if (cacheBytes !== this.#weighedBytes) this.#timers.armAfterEvent('light');
  }

  async #connect(engine: Engine): Promise<Connection> {
    const { listener } = this.#parts;
    const connection = await connectEngine(engine, {
      onEvent: (event) => {
        listener.onEvent(event);
        this.#heard(event);
      },
      onLost: () => {
        listener.onLost();
        void this.#read('light');
      },
    });
    if (engine === this.#engine) {
      this.#connection = connection;
      this.#lastFacts = connection.facts;
    } else connection.stopEvents();
    return connection;
  }

  #heard({ type }: EngineEvent): void {
    if (!['image', 'builder', 'container', 'volume', 'network'].includes(type)) return;
    if (type === 'image' || type === 'container') this.#timers.armAfterEvent('light');
    this.#timers.armAfterEvent('cache');
  }

  #lose(error: unknown): void {
    this.#disconnect();
    const kind = error instanceof EngineError ? error.kind : 'bad-reply';
    this.#say(kind);
    this.#timers.armRetry(this.#tries, kind === 'asleep');
    this.#tries += 1;
  }

  #say(error: EngineErrorKind): void {
    if (this.#tries === 0) this.#sinceMs = this.#parts.clock.nowMs();
    this.#parts.onStatus({ kind: 'unreachable', error, lastFacts: this.#lastFacts, sinceMs: this.#sinceMs });
  }

  #arm(): void {
    if (this.#connection === undefined) return;
    const { isCheap } = this.#connection;
    this.#timers.armFloor({ isWindowOpen: this.#isWindowOpen, isCheap });
  }

  #disconnect(): void {
    this.#timers.cancel();
    this.#connection?.stopEvents();
    this.#connection = undefined;
    this.#wanted = undefined;
  }
}
