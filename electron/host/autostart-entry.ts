/**
 * Starts Bilge at login on Linux, which Electron cannot: an entry in the XDG autostart folder.
 * https://specifications.freedesktop.org/autostart-spec/latest/
 */

import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeAtomically } from './atomic-write.ts';
import { errorCode } from './error-code.ts';

export interface AutostartOptions {
  /** `$XDG_CONFIG_HOME` or its default. */
  readonly configHome: string;
  /** Desktop file name without `.desktop`. */
  readonly desktopEntry: string;
  /** What to run: the installed program, or the AppImage rather than what it unpacked. */
  readonly command: readonly string[];
}

export class AutostartEntry {
  readonly #path: string;
  readonly #options: AutostartOptions;

  constructor(options: AutostartOptions) {
    this.#path = join(options.configHome, 'autostart', `${options.desktopEntry}.desktop`);
    this.#options = options;
  }

  /** Also false when the user switched the entry off in the desktop's own settings. */
  async isEnabled(): Promise<boolean> {
    const text = await this.#read();
    return text !== undefined && !isSwitchedOff(text);
  }

  async set(startsAtLogin: boolean): Promise<void> {
    if (!startsAtLogin) await rm(this.#path, { force: true });
    else if ((await this.#read()) !== this.#text()) await this.#write();
  }

  /** Follows the program to a new place (an AppImage that was moved); an entry that is off or gone stays so. */
  async refresh(): Promise<void> {
    if (await this.isEnabled()) await this.set(true);
  }

  async #read(): Promise<string | undefined> {
    try {
      return await readFile(this.#path, 'utf8');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  async #write(): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    await writeAtomically(this.#path, this.#text());
  }

  #text(): string {
    const { command, desktopEntry } = this.#options;
    const lines = [
      '[Desktop Entry]',
      'Type=Application',
      'Name=Bilge',
      `Icon=${desktopEntry}`,
      `Exec=${command.map(execArgument).join(' ')}`,
      'Terminal=false',
      'X-GNOME-Autostart-enabled=true',
    ];
    return `${lines.join('\n')}\n`;
  }
}

/**
 * One argument of `Exec`, quoted twice: for the command line, and then as a text of the file.
 * https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
 */
export function execArgument(argument: string): string {
  const quoted = `"${argument.replaceAll(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`;
  return quoted
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
}

function isSwitchedOff(text: string): boolean {
  return /^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/m.test(text);
}
