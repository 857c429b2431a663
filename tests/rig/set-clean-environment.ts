/** Loaded before every test file: from here on the test process has the clean environment and an empty home. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnvironment } from './clean-environment.ts';

const home = mkdtempSync(join(tmpdir(), 'bilge-home-'));
process.once('exit', () => rmSync(home, { recursive: true, force: true }));

const clean = cleanEnvironment(process.env, home);
for (const name of Object.keys(process.env)) if (!(name in clean)) Reflect.deleteProperty(process.env, name);
Object.assign(process.env, clean);
