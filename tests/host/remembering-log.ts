/** A log that a test can ask what was reported. */

import type { Log } from '../../electron/core/ports/host.ts';

export class RememberingLog implements Log {
  readonly events: string[] = [];

  write(event: string): void {
    this.events.push(event);
  }
}
