/** The rig itself: each engine is the one it claims to be, works, survives a power cut, and leaves nothing behind. */

import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allEngines, startEngine, type RigEngine } from './engines.ts';

describe.each(allEngines)('%s', (name) => {
  let engine: RigEngine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine.dispose());

  it('answers its own command line and its socket with the same version', async () => {
    const printed = await engine.docker(['version', '--format', '{{.Server.Version}}']);
    expect(printed.trim()).toBe(engine.version);
  });

  it('starts empty', async () => {
    expect((await engine.docker(['images', '-aq'])).trim()).toBe('');
  });

  it('comes back after a power cut', async () => {
    await engine.kill();
    await expect(engine.api('GET', '/version')).rejects.toThrow();
    await engine.start();
    expect((await engine.api('GET', '/version')).status).toBe(200);
  });
});

it('leaves no socket, no data and no process behind', async () => {
  const engine = await startEngine('d28');
  await engine.dispose();
  expect(engine.isRunning()).toBe(false);
  expect(existsSync(engine.socketPath)).toBe(false);
  expect(existsSync(engine.dataDir)).toBe(false);
});
