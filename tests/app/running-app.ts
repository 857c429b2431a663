/** The whole core on the real engine client, over a real socket, on a clock that the test moves. An unhandled rejection fails the run. */

import { mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Bilge } from '../../electron/core/bilge.ts';
import type { EngineDoor } from '../../electron/core/ports/engine.ts';
import { trayView } from '../../electron/core/tray-view.ts';
import { parseEndpoint } from '../../electron/engine/endpoint.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { sampleSeed } from '../../electron/engine/sample/sample-seed.ts';
import type { SampleState } from '../../electron/engine/sample/sample-state.ts';
import { settingsDefaults } from '../../shared/settings.ts';
import type { AppState, EngineErrorKind } from '../../shared/state.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { startFakeDocker, type Asked, type FakeDocker, type Scripted } from '../fakes/fake-docker-server.ts';
import { MemoryJournal, stopSignal } from '../fakes/memory-host.ts';

type Fault = (asked: Asked) => Scripted | Promise<Scripted>;

const START_MS = Date.UTC(2026, 0, 15, 12);

export class RunningApp {
  readonly clock = new FakeClock(START_MS);
  readonly journal = new MemoryJournal();
  readonly bilge: Bilge;
  /** Screens that were asked for. */
  readonly screens: string[] = [];
  readonly #socketPath: string;
  #docker: FakeDocker;
  #fault: Fault | undefined;

  private constructor(socketPath: string, docker: FakeDocker) {
    this.#socketPath = socketPath;
    this.#docker = docker;
    let tokens = 0;
    this.bilge = new Bilge(
      {
        door: this.#door(),
        clock: this.clock,
        journal: this.journal,
        log: { write: () => undefined },
        disk: { space: async () => undefined },
        lock: { acquire: async () => async () => undefined },
        randomness: { token: () => `token${(tokens += 1)}` },
        newStop: stopSignal,
        settingsFile: {
          mayLackRules: async () => false,
          read: async () => settingsDefaults,
          write: async () => undefined,
        },
        samples: { add: async () => undefined, read: async () => [] },
        noticeMemory: { read: async () => undefined, write: async () => undefined },
        logFiles: { sizesBytes: async () => new Map() },
        imageUseMemory: { read: async () => undefined, write: async () => undefined },
        updateMemory: { read: async () => undefined, write: async () => undefined },
        showNotice: () => undefined,
        openScreen: (screen) => this.screens.push(screen),
        releases: { newest: async () => ({ kind: 'offline' }) },
        isAtLogin: false,
      },
      settingsDefaults,
      { platform: 'linux', hasTray: true, appVersion: '0.0.0' },
    );
  }

  /** Resolves once everything was read that is read unasked. */
  static async start(): Promise<RunningApp> {
    const dir = await mkdtemp(join(tmpdir(), 'bilge-app-'));
    const app = new RunningApp(join(dir, 'docker.sock'), await startFakeDocker());
    onTestFinished(async () => {
      await app.bilge.close();
      await app.#docker.close();
      await rm(dir, { recursive: true });
    });
    await app.restartEngine();
    await app.bilge.start('engine');
    await app.until(({ usage }) => usage.frees !== undefined);
    return app;
  }

  get contents(): SampleState {
    return this.#docker.engine.state;
  }

  /** From now on the engine holds this; no event tells of it. */
  hold(contents: Partial<SampleState>): void {
    Object.assign(this.contents, contents);
  }

  get docker(): FakeDocker {
    return this.#docker;
  }

  get state(): AppState {
    return this.bilge.store.state;
  }

  /** The sum of all records the engine holds now: what the tray must show. */
  get trueBytes(): number {
    return this.contents.records.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
  }

  /** Every request is answered by it from now on; where it says undefined, and once it is gone, by the engine. */
  misbehave(fault: Fault | undefined): void {
    this.#fault = fault;
  }

  /** The process is gone: connections break, and nobody listens. */
  async killEngine(): Promise<void> {
    await this.#docker.close();
  }

  /** The same engine again, with the same content; the app's address is a link that leads there. */
  async restartEngine(contents: SampleState = this.contents): Promise<void> {
    await this.#docker.close();
    this.#docker = await startFakeDocker({ state: contents, script: (asked) => this.#fault?.(asked) });
    const fresh = `${this.#socketPath}.new`;
    await symlink(this.#docker.endpoint.slice('unix://'.length), fresh);
    await rename(fresh, this.#socketPath);
  }

  /** Resolves with the first state that matches, this one included. */
  until(matches: (state: AppState) => boolean): Promise<AppState> {
    const { store } = this.bilge;
    if (matches(store.state)) return Promise.resolve(store.state);
    return new Promise((resolve) => {
      const end = store.follow((state) => {
        if (!matches(state)) return;
        end();
        resolve(state);
      });
    });
  }

  untilReady(): Promise<AppState> {
    return this.until(({ engine, usage }) => engine.kind === 'ready' && usage.cache !== undefined);
  }

  untilUnreachable(error: EngineErrorKind): Promise<AppState> {
    return this.until(({ engine }) => engine.kind === 'unreachable' && engine.error === error);
  }

  untilReceiptOf(planId: string): Promise<AppState> {
    return this.until(({ lastReceipt }) => lastReceipt?.planId === planId);
  }

  /** The tray's words, and the figure beside the icon. */
  tray(): { readonly text: string; readonly title: string; readonly canClean: boolean } {
    const { tooltip, title, menu } = trayView(this.state, this.clock.nowMs());
    const rows = menu.filter((row) => row.kind === 'command' && row.command.kind === 'clean');
    return {
      text: tooltip.replaceAll('\u00a0', ' '),
      title: title.replaceAll('\u00a0', ' '),
      canClean: rows.some((row) => row.kind === 'command' && row.isEnabled),
    };
  }

  #door(): EngineDoor {
    const endpoint = `unix://${this.#socketPath}`;
    const open: EngineDoor['open'] = async () => ({
      engine: openEngine(parseEndpoint(endpoint), { clock: this.clock }),
      endpoint,
    });
    return { list: async () => [], open, openSample: () => open(undefined) };
  }
}

/** Content of another size, so that an old figure cannot pass for the new one. */
export function otherContents(): SampleState {
  const seed = sampleSeed(Date.now());
  return { ...seed, records: seed.records.map((record) => ({ ...record, sizeBytes: record.sizeBytes * 2 })) };
}
