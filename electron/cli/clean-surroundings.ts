/** What `plan` and `clean` work with. */

import type { Settings } from '../../shared/settings.ts';
import type { Engine } from '../core/ports/engine.ts';
import type { Host } from '../host/open-host.ts';
import type { Terminal } from './terminal.ts';

export interface CleanSurroundings {
  readonly engine: Engine;
  readonly host: Host;
  readonly terminal: Terminal;
  readonly settings: Settings;
}
