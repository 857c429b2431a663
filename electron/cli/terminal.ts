/** The terminal: plain lines, a live line where there is a screen, one question, and what Ctrl-C does. */

import { LiveLine } from './live-line.ts';
import { paintFor, type Paint } from './paint.ts';

export type Answer = 'yes' | 'no' | 'interrupted';

export interface Terminal {
  /** A person can be asked. */
  readonly isInteractive: boolean;
  /** There is a live line to show. */
  readonly isLive: boolean;
  readonly paint: Paint;
  line(text: string): void;
  error(text: string): void;
  /** Replaces the live line; does nothing where errors go to a file or a pipe. */
  live(text: (columns: number) => string): void;
  ask(question: string): Promise<Answer>;
}

export function processTerminal(): Terminal {
  const { stdout, stderr, stdin, env } = process;
  // `bilge plan deep | head`: a reader that leaves is no fault, and no reason to end a clean that runs.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  const live = new LiveLine(stderr);
  process.on('exit', () => live.clear());
  return {
    isInteractive: stdin.isTTY && stderr.isTTY,
    isLive: stderr.isTTY,
    paint: paintFor(stdout, env),
    line(text) {
      live.clear();
      stdout.write(`${text}\n`);
    },
    error(text) {
      live.clear();
      stderr.write(`${text}\n`);
    },
    live: (text) => live.show(text),
    async ask(question) {
      // Most runs ask nothing: its milliseconds are theirs.
      const { createInterface } = await import('node:readline');
      const asking = createInterface({ input: stdin, output: stderr });
      try {
        return await new Promise((resolve) => {
          asking.on('SIGINT', () => {
            stderr.write('\n');
            resolve('interrupted');
          });
          // Ctrl-D: no answer is no.
          asking.on('close', () => resolve('no'));
          asking.question(question, (answer) =>
            resolve(/^(y|yes|是|예|네)$/i.test(answer.trim()) ? 'yes' : 'no'),
          );
        });
      } finally {
        asking.close();
      }
    },
  };
}

/** Calls once at the first Ctrl-C; a second one ends the process as usual. */
export function onInterrupt(stop: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
}
