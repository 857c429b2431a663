/** Tells how far a clean is: how fast of late, how long yet, and what it waits for; often enough to live, seldom enough not to flood. */

import type { ItemKind } from '../../../shared/clean-options.ts';
import type { CleanProgress, PlanItem } from '../../../shared/plan.ts';
import type { Clock } from '../ports/host.ts';
import { sumOf } from '../usage/sum-of.ts';

/** Rate and time left are those of this long a while. */
const WINDOW_MS = 10_000;
/** Before that, and with fewer steps, they would be a guess. */
const MEANS_SOMETHING_MS = 2_000;
const MEANS_SOMETHING_STEPS = 2;
/** At most ten reports a second; at least two, even while one call takes long. */
const SOONEST_MS = 100;
const LATEST_MS = 500;

/** How much was done by then. */
interface Mark {
  readonly atMs: number;
  readonly bytes: number;
  readonly share: number;
}

export class ProgressMeter {
  readonly #clock: Clock;
  readonly #onProgress: (progress: CleanProgress) => void;
  readonly #totalItems: number;
  readonly #totalBytes: number;
  /** Oldest first: the last one before the window, then all within it. */
  readonly #marks: Mark[] = [];
  #kind: ItemKind = 'container';
  #doneItems = 0;
  #doneBytes = 0;
  #waitsFor: CleanProgress['waitsFor'];
  #reportedAtMs = -Infinity;
  #cancelNext: (() => void) | undefined;
  #isRunning = false;

  constructor(items: readonly PlanItem[], clock: Clock, onProgress: (progress: CleanProgress) => void) {
    this.#clock = clock;
    this.#onProgress = onProgress;
    this.#totalItems = items.length;
    this.#totalBytes = sumOf(items, (item) => item.sizeBytes);
  }

  /** Reports at once, and from now on until `rest`; nothing when it does so already. */
  begins(kind: ItemKind): void {
    if (this.#isRunning && kind === this.#kind) return;
    this.#kind = kind;
    this.#isRunning = true;
    if (this.#marks.length === 0) this.#mark();
    this.#report();
  }

  /** `isNew`: it happened now; what an earlier run did counts as done, not as speed. */
  settled(items: readonly PlanItem[], { isNew = true }: { readonly isNew?: boolean } = {}): void {
    this.#doneItems += items.length;
    this.#doneBytes += sumOf(items, (item) => item.sizeBytes);
    if (!isNew) return;
    this.#mark();
    this.#reportSoon();
  }

  waits(waitsFor: CleanProgress['waitsFor']): void {
    if (waitsFor === this.#waitsFor) return;
    this.#waitsFor = waitsFor;
    this.#reportSoon();
  }

  /** No more reports: something else is shown now. */
  rest(): void {
    this.#isRunning = false;
    this.#cancelNext?.();
  }

  /** The last word. */
  ends(): void {
    if (this.#isRunning) this.#report();
    this.rest();
  }

  #mark(): void {
    const { bytes, share } = { bytes: this.#doneBytes, share: this.#share() };
    this.#marks.push({ atMs: this.#clock.nowMs(), bytes, share });
    const startMs = this.#clock.nowMs() - WINDOW_MS;
    while ((this.#marks[1]?.atMs ?? Infinity) < startMs) this.#marks.shift();
  }

  /** Of the whole, 0 to 1: items and bytes weigh the same, since either alone can stand still while the other runs. */
  #share(): number {
    const items = this.#totalItems === 0 ? 1 : this.#doneItems / this.#totalItems;
    const bytes = this.#totalBytes === 0 ? items : this.#doneBytes / this.#totalBytes;
    return (items + bytes) / 2;
  }

  #reportSoon(): void {
    if (!this.#isRunning) return;
    const inMs = this.#reportedAtMs + SOONEST_MS - this.#clock.nowMs();
    if (inMs <= 0) this.#report();
    else this.#reportIn(inMs);
  }

  #reportIn(delayMs: number): void {
    this.#cancelNext?.();
    this.#cancelNext = this.#clock.after(delayMs, () => this.#report());
  }

  #report(): void {
    this.#reportedAtMs = this.#clock.nowMs();
    this.#onProgress({
      kind: this.#kind,
      doneItems: this.#doneItems,
      totalItems: this.#totalItems,
      doneBytes: this.#doneBytes,
      totalBytes: this.#totalBytes,
      ...this.#speed(),
      waitsFor: this.#waitsFor,
    });
    if (this.#isRunning) this.#reportIn(LATEST_MS);
  }

  #speed(): Pick<CleanProgress, 'bytesPerSecond' | 'leftMs'> {
    const [first] = this.#marks;
    const tookMs = this.#clock.nowMs() - (first?.atMs ?? Infinity);
    const meansSomething = tookMs >= MEANS_SOMETHING_MS && this.#marks.length > MEANS_SOMETHING_STEPS;
    if (first === undefined || this.#waitsFor !== undefined || !meansSomething)
      return { bytesPerSecond: undefined, leftMs: undefined };
    const gained = this.#share() - first.share;
    return {
      bytesPerSecond: Math.round(((this.#doneBytes - first.bytes) * 1000) / tookMs),
      leftMs: gained > 0 ? Math.round(((1 - this.#share()) * tookMs) / gained) : undefined,
    };
  }
}
