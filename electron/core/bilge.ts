/** The whole core in one piece: the facts arrow from engine to surfaces. The commands arrow is in `commands.ts`. */

import type { Settings } from '../../shared/settings.ts';
import type { AppState, EngineStatus, Surroundings, Usage } from '../../shared/state.ts';
import { Scheduler } from './automation/scheduler.ts';
import type { BilgeParts } from './bilge-parts.ts';
import { Cleaner } from './cleaning/cleaner.ts';
import { summarizeReceipt } from './cleaning/summaries.ts';
import { Commands } from './commands.ts';
import { CutOffClean } from './cut-off-clean.ts';
import { engineKey } from './engine-key.ts';
import { firstState } from './first-state.ts';
import { History } from './history.ts';
import { ImageUseKeeper } from './image-use-keeper.ts';
import { Monitor, type Reading } from './monitor.ts';
import { NoticeBoard } from './notice-board.ts';
import { EngineError, type Engine } from './ports/engine.ts';
import type { Sample } from './ports/host.ts';
import { Store } from './store.ts';
import { ForecastKeeper } from './trends/forecast-keeper.ts';
import { UpdateWatch } from './update-watch.ts';

export class Bilge {
  readonly store: Store;
  readonly commands: Commands;
  readonly monitor: Monitor;
  readonly scheduler: Scheduler;
  readonly board: NoticeBoard;
  readonly cutOff: CutOffClean;
  readonly imageUses: ImageUseKeeper;
  readonly updates: UpdateWatch;
  readonly #parts: BilgeParts;
  readonly #history: History;
  readonly #forecasts: ForecastKeeper;
  #shownKey: string | undefined;
  #engine: Engine | undefined;
  #turns = 0;

  constructor(parts: BilgeParts, settings: Settings, surroundings: Surroundings) {
    this.#parts = parts;
    this.store = new Store(firstState(settings, surroundings));
    this.#history = new History(parts.samples);
    this.#forecasts = new ForecastKeeper(parts, this.store);
    this.board = new NoticeBoard(parts, this.store);
    this.cutOff = new CutOffClean(parts.journal, this.store);
    this.imageUses = new ImageUseKeeper({ ...parts, onLate: () => this.answersCameLate() });
    this.updates = new UpdateWatch(parts, this.store);
    const cleaner = new Cleaner(
      parts,
      () => this.store.state.settings,
      (cleaning) => {
        this.store.update({ cleaning });
        this.monitor.hold(cleaning.kind === 'running');
      },
    );
    this.commands = new Commands(parts, cleaner, this);
    this.monitor = new Monitor({
      clock: parts.clock,
      disk: parts.disk,
      guard: () => this.store.state.settings,
      presets: () => this.store.state.settings.presets,
      listener: this.imageUses,
      onStatus: (engine) => {
        this.imageUses.onLost();
        this.store.update({ engine: this.#unlessSame(engine) });
      },
      onReading: (reading) => this.#onReading(reading),
      newStop: parts.newStop,
      onMeasuring: (measuring) => this.store.update({ measuring }),
      onWeighed: (usage) => this.store.update({ usage: { ...this.store.state.usage, ...usage } }),
    });
    this.scheduler = new Scheduler(
      {
        clock: parts.clock,
        journal: parts.journal,
        isEngineReady: () => this.store.state.engine.kind === 'ready' && !this.commands.cleaning.isBusy,
        clean: (preset, source) => this.commands.cleaning.unasked(preset, source),
        onNextRun: (nextRunAtMs) =>
          this.store.update({ automation: { ...this.store.state.automation, nextRunAtMs } }),
      },
      settings,
    );
  }

  /** The engine in view; undefined while none could be opened. */
  get engine(): Engine | undefined {
    return this.#engine;
  }

  get engineKey(): string | undefined {
    return this.#shownKey;
  }

  async start(opens: 'engine' | 'sample'): Promise<void> {
    void this.updates.start();
    await this.board.start();
    // A journal that cannot be read must not keep the figure from the tray.
    await this.#recall().catch(() => undefined);
    await this.imageUses.start().catch(() => undefined);
    if (opens === 'sample') await this.openSample();
    else await this.openEngine(this.store.state.settings.endpoint ?? undefined);
    await this.scheduler.look();
  }

  async #recall(): Promise<void> {
    await this.cutOff.recall();
    const [last] = await this.#parts.journal.receipts(1);
    this.store.update({ lastReceipt: last && summarizeReceipt(last) });
  }

  async openEngine(endpoint: string | undefined): Promise<void> {
    await this.#turnTo(() => this.#parts.door.open(endpoint));
  }

  async openSample(): Promise<void> {
    await this.#turnTo(() => this.#parts.door.openSample());
  }

  /** The machine woke up, or its clock was set. */
  async wake(): Promise<void> {
    this.monitor.wake();
    this.updates.wake();
    await this.scheduler.look();
  }

  /** Resolves once what it remembers is kept. */
  async close(): Promise<void> {
    this.#turns += 1;
    this.scheduler.close();
    this.updates.close();
    this.monitor.close();
    this.#engine?.close();
    await this.imageUses.close();
  }

  /** Nothing of one engine is ever shown, or cleaned, as another's: meanwhile there is none, and of two turns the later one counts. */
  async #turnTo(open: () => Promise<{ readonly engine: Engine; readonly endpoint: string }>): Promise<void> {
    const turn = (this.#turns += 1);
    this.#engine?.close();
    this.#engine = undefined;
    this.monitor.close();
    const { engine: connecting, usage, trend, forecast } = this.#nothingYet();
    this.store.update({ engine: connecting, usage, trend, forecast });
    this.#forecasts.leave();
    this.cutOff.engineIs(undefined);
    this.#shownKey = undefined;
    this.imageUses.leave();
    try {
      const found = await this.#parts.door.list();
      const { engine, endpoint } = await open();
      if (turn !== this.#turns) {
        engine.close();
        return;
      }
      this.#engine = engine;
      const engines = found.map((each) => ({
        ...each,
        token: this.#parts.randomness.token(),
        isCurrent: each.endpoint === endpoint,
      }));
      this.store.update({ engines });
      this.monitor.watch(engine);
    } catch (error) {
      if (turn !== this.#turns) return;
      this.monitor.watch(undefined, error instanceof EngineError ? error.kind : 'not-found');
    }
  }

  answersCameLate(): void {
    const { usage } = this.store.state;
    this.store.update({ usage: { ...usage, lateAnswers: usage.lateAnswers + 1 } });
  }

  #onReading({ status, identity, usage: fresh }: Reading): void {
    const key = engineKey(identity);
    // Another engine may have come up behind the same address.
    const before = key === this.#shownKey ? this.store.state.usage : this.#nothingYet().usage;
    this.#shownKey = key;
    this.cutOff.engineIs(key);
    const isBack = this.store.state.engine.kind !== 'ready';
    this.store.update({ engine: this.#unlessSame(status), usage: { ...before, ...fresh } });
    if (isBack) void this.scheduler.look();
    this.#lookAtImages(key);
    const cacheBytes = fresh.cache?.value.totalBytes;
    if (this.#isSample() || cacheBytes === undefined) return;
    const nowMs = this.#parts.clock.nowMs();
    // A history that cannot be read draws no trend; the figure stands without it.
    void this.#remember(samplesOf(fresh, key, nowMs), key).catch(() => undefined);
    void this.scheduler.cacheIs(cacheBytes);
  }

  async #remember(samples: readonly Sample[], key: string): Promise<void> {
    this.store.update({ trend: await this.#history.add(samples, this.#parts.clock.nowMs()) });
    if (key === this.#shownKey) await this.#forecasts.look(key);
  }

  #lookAtImages(key: string): void {
    const { inventory } = this.monitor;
    if (this.#engine === undefined || inventory === undefined) return;
    void this.imageUses.look({ engine: this.#engine, key, isSample: this.#isSample() }, inventory);
  }

  /** The same object as long as it says the same: surfaces redraw what changed. */
  #unlessSame(engine: EngineStatus): EngineStatus {
    const now = this.store.state.engine;
    return JSON.stringify(engine) === JSON.stringify(now) ? now : engine;
  }

  #nothingYet(): AppState {
    return firstState(this.store.state.settings, this.store.state.surroundings);
  }

  #isSample(): boolean {
    const { engine }: AppState = this.store.state;
    return engine.kind === 'ready' && engine.facts.isSample;
  }
}

function samplesOf(usage: Partial<Usage>, key: string, atMs: number): readonly Sample[] {
  const bytes: Readonly<Record<Sample['category'], number | undefined>> = {
    cache: usage.cache?.value.totalBytes,
    images: usage.images?.value.totalBytes,
    containers: usage.containers?.value.totalBytes,
    volumes: usage.volumes?.value.totalBytes,
    'disk-free': usage.disk?.value.freeBytes,
  };
  return Object.entries(bytes).flatMap(([category, value]) =>
    value === undefined
      ? []
      : [{ atMs, engineKey: key, category: category as Sample['category'], bytes: value }],
  );
}
