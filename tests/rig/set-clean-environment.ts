/** Loaded before every test file: from here on the test process has the clean environment and an empty home. */

import { tmpdir } from 'node:os';
import { cleanEnvironment } from './clean-environment.ts';
import { createOwnedDir } from './run-dir.ts';

const clean = cleanEnvironment(process.env, createOwnedDir(tmpdir(), 'home'));
for (const name of Object.keys(process.env)) if (!(name in clean)) Reflect.deleteProperty(process.env, name);
Object.assign(process.env, clean);
