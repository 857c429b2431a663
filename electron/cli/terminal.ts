/** The terminal: plain lines, a live line that rewrites itself where there is a screen, one question, one interrupt. */

import { createInterface } from 'node:readline/promises';

const CLEAR_LINE = '\r\u001b[2K';

export interface Terminal {
  readonly isInteractive: boolean;
  line(text: string): void;
  error(text: string): void;
  /** Replaces the live line; does nothing where output is a file or a pipe. */
  live(text: string): void;
  /** True for yes. */
  ask(question: string): Promise<boolean>;
}

export function processTerminal(): Terminal {
  const { stdout, stderr, stdin } = process;
  let hasLive = false;
  const clear = (): void => {
    if (hasLive) stderr.write(CLEAR_LINE);
    hasLive = false;
  };
  return {
    isInteractive: stdin.isTTY && stderr.isTTY,
    line(text) {
      clear();
      stdout.write(`${text}\n`);
    },
    error(text) {
      clear();
      stderr.write(`${text}\n`);
    },
    live(text) {
      if (!stderr.isTTY) return;
      clear();
      stderr.write(text.slice(0, stderr.columns - 1));
      hasLive = true;
    },
    async ask(question) {
      const asking = createInterface({ input: stdin, output: stderr });
      const answer = await asking.question(question);
      asking.close();
      return /^(y|yes|是|예|네)$/i.test(answer.trim());
    },
  };
}

/** Raises the signal at the first Ctrl-C; a second one ends the process as usual. */
export function stopOnInterrupt(): AbortController {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  return stop;
}
