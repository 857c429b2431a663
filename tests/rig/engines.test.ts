/** The rig itself: each engine is the one it claims to be, works, survives a power cut, and leaves nothing behind. */

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baseImage, build, importBase } from './build-image.ts';
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
  expect(existsSync(engine.data)).toBe(false);
});

describe('an engine with a filesystem of its own', () => {
  const diskBytes = 500_000_000;

  it('shows there what it writes and what it deletes, through a power cut and in a twin', async () => {
    const engine = await startEngine('d28', { diskBytes });
    await importBase(engine);
    await engine.kill();
    await engine.start();
    const emptyBytes = await engine.freeBytes();
    expect(emptyBytes).toBeLessThan(diskBytes);
    await build(engine, { dockerfile: `FROM ${baseImage}\nCOPY data /\n`, files: { data: 20_000_000 } });
    const filledBytes = await engine.freeBytes();
    // The context and the layer.
    expect(emptyBytes - filledBytes).toBeGreaterThan(40_000_000);
    expect(emptyBytes - filledBytes).toBeLessThan(42_000_000);
    const twin = await engine.startTwin();
    await engine.docker(['image', 'prune', '-f']);
    await engine.docker(['builder', 'prune', '-af']);
    expect(Math.abs((await engine.freeBytes()) - emptyBytes)).toBeLessThan(1_000_000);
    expect(Math.abs((await twin.freeBytes()) - filledBytes)).toBeLessThan(1_000_000);
    await Promise.all([engine.dispose(), twin.dispose()]);
  });

  it('gives its device back, however its world ends', async () => {
    const engine = await startEngine('d28', { diskBytes });
    expect(loopFiles()).toContain(engine.data);
    await engine.kill();
    await expect.poll(loopFiles).not.toContain(engine.data);
    await engine.dispose();
    expect(existsSync(engine.data)).toBe(false);
  });
});

/** What the machine's loop devices hold. */
function loopFiles(): readonly string[] {
  const files = readdirSync('/sys/block').map((device) => join('/sys/block', device, 'loop/backing_file'));
  return files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8').trim());
}
