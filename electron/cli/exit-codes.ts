/** What the process says to scripts when it ends. */

export const EXIT = {
  done: 0,
  unexpected: 1,
  usage: 2,
  noEngine: 3,
  refused: 4,
  partly: 5,
  stopped: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
