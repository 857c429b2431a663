/** A real terminal around the built `bilge`: a pty made by util-linux's `script`, with keys to press and a screen to read. */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export const CLEAR_LINE = '\r\u001b[2K';

export interface TerminalRun {
  /** All that was written to the screen so far. */
  readonly screen: () => string;
  press(keys: string): void;
  /** Resolves once the screen shows it; fails when the command ends without. */
  shows(pattern: RegExp): Promise<void>;
  /** The exit code; 128 and the signal's number for one that a signal ended. */
  readonly ended: Promise<number | null>;
}

export interface FakeTerminal {
  readonly home: string;
  /** `redirection` is shell text after the command. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>, redirection?: string): TerminalRun;
  dispose(): void;
}

export const CTRL_C = '\u0003';
export const CTRL_D = '\u0004';
export const COLUMNS = 80;

export function aTerminal(): FakeTerminal {
  const home = mkdtempSync(join(tmpdir(), 'bilge-terminal-'));
  return {
    home,
    run(args, env = {}, redirection = '') {
      const words = [process.execPath, 'dist/cli.mjs', ...args].map((word) => `'${word}'`).join(' ');
      const command = `stty cols ${COLUMNS} rows 24 && ${redirection === '' ? 'exec ' : ''}${words} ${redirection}`;
      const child = spawn('script', ['--quiet', '--return', '--flush', '--command', command, '/dev/null'], {
        env: {
          PATH: process.env['PATH'],
          TERM: 'xterm',
          LANG: 'en_US.UTF-8',
          SHELL: '/bin/sh',
          BILGE_HOME: home,
          ...env,
        },
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      let written = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (written += text));
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
      return {
        screen: () => written,
        press: (keys) => child.stdin.write(keys),
        ended,
        shows: (pattern) =>
          new Promise((resolve, reject) => {
            const look = (): void => {
              if (pattern.test(stripVTControlCharacters(written))) resolve();
            };
            child.stdout.on('data', look);
            child.on('close', () => reject(new Error(`never showed ${String(pattern)}:\n${written}`)));
            look();
          }),
      };
    },
    dispose: () => rmSync(home, { recursive: true }),
  };
}

/** Each state of the live line, oldest first. */
export function framesOf(screen: string): readonly string[] {
  return screen
    .split(CLEAR_LINE)
    .map((part) => part.split('\r\n')[0] ?? '')
    .filter((part) => /^ *\d+% /.test(part));
}
