/** Builds what the core needs of this computer, the same for the desktop app and the command line. */

import { homedir } from 'node:os';
import { join } from 'node:path';
import type {
  CleanLock,
  Clock,
  DiskProbe,
  Log,
  Randomness,
  SampleFile,
  SettingsFile,
} from '../core/ports.ts';
import { appFolders, createAppFolders, type AppFolders, type FolderSurroundings } from './app-folders.ts';
import { FileCleanLock } from './clean-lock.ts';
import { LocalDiskProbe } from './disk-space.ts';
import { FileJournal } from './journal.ts';
import { LogFile } from './log-file.ts';
import { randomTokens } from './random-tokens.ts';
import { CompactSampleFile } from './sample-file.ts';
import { JsonSettingsFile } from './settings-file.ts';
import { SystemClock } from './system-clock.ts';

export interface HostParts {
  readonly folders: AppFolders;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Log;
  readonly settingsFile: SettingsFile;
  readonly sampleFile: SampleFile;
  readonly journal: FileJournal;
  readonly lock: CleanLock;
  readonly disk: DiskProbe;
}

/** Makes the folders. Call `journal.prepare()` once nothing more urgent is to be done. */
export async function openHostParts(options: { readonly timersHoldProcess: boolean }): Promise<HostParts> {
  const surroundings: FolderSurroundings = {
    platform: process.platform,
    env: process.env,
    homeDir: homedir(),
  };
  const folders = appFolders(surroundings);
  await createAppFolders(folders);
  const inState = (name: string): string => join(folders.stateDir, name);
  const clock = new SystemClock({ holdsProcess: options.timersHoldProcess });
  const log = new LogFile(inState('bilge.log'), clock);
  return {
    folders,
    clock,
    randomness: randomTokens,
    log,
    settingsFile: new JsonSettingsFile(join(folders.configDir, 'settings.json'), log),
    sampleFile: new CompactSampleFile(inState('samples.jsonl'), clock, log),
    journal: new FileJournal(folders.stateDir, log),
    lock: new FileCleanLock(folders.stateDir),
    disk: new LocalDiskProbe(surroundings),
  };
}
