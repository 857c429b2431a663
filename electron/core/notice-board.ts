/** Follows the state, raises what is worth telling, and remembers across restarts what was told. */

import type { Notice } from './notice.ts';
import { freshMemory, notices, snoozed, type NoticeMemory } from './notices.ts';
import type { Clock, MemoryFile } from './ports/host.ts';
import type { Store } from './store.ts';

/** Alarms wait this long after login: nothing is as unwelcome as a notification at the first glance of the day. */
const QUIET_START_MS = 60_000;

export interface NoticeBoardParts {
  readonly clock: Clock;
  readonly noticeMemory: MemoryFile;
  readonly showNotice: (notice: Notice) => void;
  readonly isAtLogin: boolean;
}

export class NoticeBoard {
  readonly #parts: NoticeBoardParts;
  readonly #store: Store;
  #memory: NoticeMemory = freshMemory;
  #startedAtMs = 0;
  #raisedForEndpoint: string | undefined;

  constructor(parts: NoticeBoardParts, store: Store) {
    this.#parts = parts;
    this.#store = store;
  }

  async start(): Promise<void> {
    this.#startedAtMs = this.#parts.clock.nowMs();
    const kept = await this.#parts.noticeMemory.read();
    if (isMemory(kept)) this.#memory = { ...freshMemory, ...kept };
    this.#store.follow(() => this.#look());
  }

  /** The engine that the alarms on the screen are about. */
  get raisedForEndpoint(): string | undefined {
    return this.#raisedForEndpoint;
  }

  snooze(): void {
    this.#remember(snoozed(this.#memory, this.#parts.clock.nowMs()));
  }

  #look(): void {
    const nowMs = this.#parts.clock.nowMs();
    const canAlarm = !this.#parts.isAtLogin || nowMs - this.#startedAtMs >= QUIET_START_MS;
    const moment = { nowMs, timeZone: this.#parts.clock.timeZone(), canAlarm };
    const { notices: raised, memory } = notices(this.#store.state, this.#memory, moment);
    if (memory !== this.#memory) this.#remember(memory);
    const { engine } = this.#store.state;
    if (raised.length > 0 && engine.kind === 'ready') this.#raisedForEndpoint = engine.facts.endpoint;
    for (const notice of raised) this.#parts.showNotice(notice);
  }

  #remember(memory: NoticeMemory): void {
    this.#memory = memory;
    // Losing it costs one repeated notification.
    void this.#parts.noticeMemory.write(memory).catch(() => undefined);
  }
}

function isMemory(kept: unknown): kept is NoticeMemory {
  return (
    typeof kept === 'object' && kept !== null && 'shownAtMs' in kept && typeof kept.shownAtMs === 'object'
  );
}
