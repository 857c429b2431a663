/** The one measuring of containers and volumes that may run: it says since when, and it can be stopped. */

import type { AppState } from '../../shared/state.ts';
import type { Stop } from './ports/engine.ts';
import type { Clock } from './ports/host.ts';

export interface MeasuringParts {
  readonly clock: Clock;
  readonly newStop: () => Stop & { abort(): void };
  readonly onMeasuring: (measuring: AppState['measuring']) => void;
}

export class Measuring {
  readonly #parts: MeasuringParts;
  #stop: ReturnType<MeasuringParts['newStop']> | undefined;

  constructor(parts: MeasuringParts) {
    this.#parts = parts;
  }

  /** Over once the reading is and was told, or it was stopped. Fails as the reading does. */
  async run(read: (stop: Stop) => Promise<void>): Promise<void> {
    const stop = this.#parts.newStop();
    this.#stop = stop;
    this.#parts.onMeasuring({ sinceMs: this.#parts.clock.nowMs() });
    try {
      await read(stop);
    } catch (error) {
      if (!stop.aborted) throw error;
    } finally {
      this.#stop = undefined;
      this.#parts.onMeasuring(undefined);
    }
  }

  stop(): void {
    this.#stop?.abort();
  }
}
