/** One Bilge a user: a second start hands its wishes to the first and ends. */

import { app } from 'electron';

/** The only words that a command line may say; all else is ignored, as any program may start a second instance. */
type Word = '--background' | '--sample' | '--settings';

export interface LaunchWords {
  /** Started at login: no window opens. */
  readonly isBackground: boolean;
  readonly wantsSample: boolean;
  readonly wantsSettings: boolean;
}

/** Reads `argv` rather than `app.commandLine`, which lower-cases switches since Electron 36. */
export function launchWords(argv: readonly string[]): LaunchWords {
  const said = (word: Word): boolean => argv.includes(word);
  return {
    isBackground: said('--background'),
    wantsSample: said('--sample'),
    wantsSettings: said('--settings'),
  };
}

/** False when another instance runs already: it was told, and this one must quit. */
export function isFirstInstance(): boolean {
  return app.requestSingleInstanceLock();
}

export function onSecondInstance(run: (words: LaunchWords) => void): void {
  app.on('second-instance', (_event, argv) => run(launchWords(argv)));
}
