/** Everything the core is built from: one value for each port, handed in by the app or a test. */

import type { Screen } from '../../shared/contract.ts';
import type { PresetId } from '../../shared/clean-options.ts';
import type { CleanerParts } from './cleaning/execution.ts';
import type { Notice } from './notice.ts';
import type { EngineDoor } from './ports/engine.ts';
import type { Log, LogFiles, MemoryFile, ReleaseFeed, SampleFile, SettingsFile } from './ports/host.ts';

export interface BilgeParts extends CleanerParts {
  readonly door: EngineDoor;
  readonly settingsFile: SettingsFile;
  readonly samples: SampleFile;
  readonly log: Log;
  readonly logFiles: LogFiles;
  readonly noticeMemory: MemoryFile;
  readonly imageUseMemory: MemoryFile;
  readonly updateMemory: MemoryFile;
  readonly releases: ReleaseFeed;
  readonly showNotice: (notice: Notice) => void;
  readonly openScreen: (screen: Screen, preset: PresetId | undefined) => void;
  /** Started by itself at login: stays quiet for the first minute. */
  readonly isAtLogin: boolean;
}
