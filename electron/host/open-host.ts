/** Opens everything of this computer that the core asks for: one call for the app and the command line alike. */

import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Stop } from '../core/ports/engine.ts';
import type {
  CleanLock,
  Clock,
  DiskProbe,
  Log,
  LogFiles,
  MemoryFile,
  Randomness,
  SampleFile,
  SettingsFile,
} from '../core/ports/host.ts';
import { appFolders, createAppFolders, type AppFolders } from './app-folders.ts';
import { FileCleanLock } from './clean-lock.ts';
import { LocalDiskProbe } from './disk-space.ts';
import { FileJournal } from './journal.ts';
import { LogFile } from './log-file.ts';
import { LocalLogFiles } from './log-files.ts';
import { JsonMemoryFile } from './memory-file.ts';
import { randomTokens } from './random-tokens.ts';
import { CompactSampleFile } from './sample-file.ts';
import { JsonSettingsFile } from './settings-file.ts';
import { SystemClock } from './system-clock.ts';

export interface Host {
  readonly folders: AppFolders;
  readonly clock: Clock;
  readonly log: Log;
  readonly settingsFile: SettingsFile;
  readonly journal: FileJournal;
  readonly samples: SampleFile;
  readonly noticeMemory: MemoryFile;
  readonly windowMemory: MemoryFile;
  readonly imageUseMemory: MemoryFile;
  readonly updateMemory: MemoryFile;
  readonly lock: CleanLock;
  readonly disk: DiskProbe;
  readonly logFiles: LogFiles;
  readonly randomness: Randomness;
  readonly newStop: () => Stop & { abort(): void };
}

/** `holdsProcess`: timers keep the process alive, as a command must that waits; an app lives by its windows and tray. */
export function openHost({ holdsProcess }: { readonly holdsProcess: boolean }): Host {
  const surroundings = { platform: process.platform, env: process.env, homeDir: homedir() };
  const folders = appFolders(surroundings);
  createAppFolders(folders);
  const clock = new SystemClock({ holdsProcess });
  const log = new LogFile(join(folders.stateDir, 'bilge.log'), clock);
  return {
    folders,
    clock,
    log,
    settingsFile: new JsonSettingsFile(join(folders.configDir, 'settings.json'), log),
    journal: new FileJournal(folders.stateDir, log),
    samples: new CompactSampleFile(join(folders.stateDir, 'samples'), clock, log),
    noticeMemory: new JsonMemoryFile(join(folders.stateDir, 'notices.json'), log),
    windowMemory: new JsonMemoryFile(join(folders.stateDir, 'window.json'), log),
    imageUseMemory: new JsonMemoryFile(join(folders.stateDir, 'image-uses.json'), log),
    updateMemory: new JsonMemoryFile(join(folders.stateDir, 'updates.json'), log),
    lock: new FileCleanLock(folders.stateDir),
    disk: new LocalDiskProbe(surroundings),
    logFiles: new LocalLogFiles(process.platform),
    randomness: randomTokens,
    newStop,
  };
}

function newStop(): Stop & { abort(): void } {
  const controller = new AbortController();
  const { signal } = controller;
  return {
    get aborted() {
      return signal.aborted;
    },
    addEventListener: (type, listener) => signal.addEventListener(type, listener),
    removeEventListener: (type, listener) => signal.removeEventListener(type, listener),
    abort: () => controller.abort(),
  };
}
