/** An app is placed where a shipped one lies, without touching the Electron it is placed in. */

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { placeApp } from '../../build/place-app.mjs';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'bilge-place-'));
  mkdirSync(join(dir, 'electron', 'resources'), { recursive: true });
  writeFileSync(join(dir, 'electron', 'electron'), 'binary', { mode: 0o755 });
  writeFileSync(join(dir, 'electron', 'resources', 'default_app.asar'), 'the demo');
  mkdirSync(join(dir, 'app'));
  writeFileSync(join(dir, 'app', 'main.cjs'), 'first');
});
afterEach(() => rmSync(dir, { recursive: true }));

const place = (): string => {
  const electron = { dir: join(dir, 'electron'), executable: join(dir, 'electron', 'electron') };
  return placeApp({ electron, appDir: join(dir, 'app'), dir: join(dir, 'run') });
};

it.runIf(process.platform === 'linux')('links the Electron, copies the app, and leaves the demo out', () => {
  const executable = place();
  expect(statSync(executable).ino).toBe(statSync(join(dir, 'electron', 'electron')).ino);
  expect(readFileSync(join(dir, 'run/resources/app/main.cjs'), 'utf8')).toBe('first');
  expect(existsSync(join(dir, 'run/resources/default_app.asar'))).toBe(false);
  expect(existsSync(join(dir, 'electron/resources/default_app.asar'))).toBe(true);
});

it.runIf(process.platform === 'linux')('replaces what was placed there before', () => {
  place();
  writeFileSync(join(dir, 'app', 'main.cjs'), 'second');
  place();
  expect(readFileSync(join(dir, 'run/resources/app/main.cjs'), 'utf8')).toBe('second');
});
