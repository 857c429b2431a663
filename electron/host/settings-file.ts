/** Keeps the settings as versioned JSON. Nothing a person or another version of Bilge wrote is ever lost to a rewrite. */

import { copyFile, readFile, readdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parseSettings, settingsDefaults, type Settings } from '../../shared/settings.ts';
import type { Log, SettingsFile } from '../core/ports/host.ts';
import { writeAtomically } from './atomic-write.ts';
import { errorCode } from './error-code.ts';
import { inTurn } from './in-turn.ts';

const SETTINGS_VERSION = 1;

type Fields = Readonly<Record<string, unknown>>;

export class JsonSettingsFile implements SettingsFile {
  readonly #path: string;
  readonly #log: Log;
  readonly #inTurn = inTurn();

  constructor(path: string, log: Log) {
    this.#path = path;
    this.#log = log;
  }

  /** Never fails: what cannot be read is the default, and is reported in the log. */
  async read(): Promise<Settings> {
    return this.#inTurn(async () => {
      try {
        const fields = await this.#present();
        if (fields === undefined) throw new SyntaxError('no JSON object');
        const { settings, badFields } = parseSettings(fields);
        if (badFields.length > 0) this.#log.write('settings-fields-bad', { fields: badFields.join(' ') });
        return settings;
      } catch (error) {
        this.#log.write('settings-unreadable', { code: errorCode(error) ?? 'unknown' });
        return settingsDefaults;
      }
    });
  }

  async mayLackRules(): Promise<boolean> {
    return this.#inTurn(async () => {
      try {
        const fields = await this.#present();
        return fields === undefined || parseSettings(fields).badFields.includes('protectRules');
      } catch {
        return true;
      }
    });
  }

  /**
   * Keeps fields that this version does not know; a file that holds no JSON object is set aside. Fails, writing nothing, while
   * the present file cannot be opened.
   */
  async write(settings: Settings): Promise<void> {
    await this.#inTurn(async () => {
      const present = await this.#present();
      if (present === undefined) await this.#setAside();
      else await this.#keepNewer(present);
      await writeAtomically(
        this.#path,
        `${JSON.stringify({ ...present, version: SETTINGS_VERSION, ...settings }, null, 2)}\n`,
      );
    });
  }

  /** The fields on disk, none where there is no file; undefined when it holds no JSON object. */
  async #present(): Promise<Fields | undefined> {
    try {
      return parseObject(await readFile(this.#path, 'utf8'));
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return {};
      throw error;
    }
  }

  async #setAside(): Promise<void> {
    const prefix = `${basename(this.#path)}.bad-`;
    const names = await readdir(dirname(this.#path));
    const taken = names
      .filter((name) => name.startsWith(prefix))
      .map((name) => Number(name.slice(prefix.length)) || 0);
    await rename(this.#path, join(dirname(this.#path), `${prefix}${Math.max(0, ...taken) + 1}`));
    this.#log.write('settings-set-aside');
  }

  /** A newer Bilge may mean other things by the same names: its file stays beside ours for the day it returns. */
  async #keepNewer({ version }: Fields): Promise<void> {
    if (typeof version !== 'number' || version <= SETTINGS_VERSION) return;
    await copyFile(this.#path, `${this.#path}.version-${version}`);
    this.#log.write('settings-newer-kept', { version });
  }
}

function parseObject(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : undefined;
  } catch {
    return undefined;
  }
}
