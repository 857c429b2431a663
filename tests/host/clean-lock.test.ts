import { readlink, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileCleanLock } from '../../electron/host/clean-lock.ts';
import { processStart } from '../../electron/host/process-start.ts';
import { childProgram, type Child } from './child-program.ts';
import { tempFolder } from './temp-folder.ts';

describe('the clean lock', () => {
  const holdLock = childProgram('hold-lock');

  async function ready(stateDir: string, engineKey = 'engine'): Promise<Child> {
    const child = holdLock(stateDir, engineKey);
    expect(await child.nextLine()).toBe('ready');
    return child;
  }
  async function tell(child: Child): Promise<string> {
    child.process.stdin?.write('go on\n');
    return child.nextLine();
  }

  it('lets one process in and the next when it is released', async () => {
    const stateDir = await tempFolder();
    const lock = new FileCleanLock(stateDir);
    const child = await ready(stateDir);
    expect(await tell(child)).toBe('held');
    expect(await lock.acquire('engine')).toBeUndefined();
    expect(await lock.acquire('other-engine')).toBeDefined();
    expect(await tell(child)).toBe('released');
    expect(await lock.acquire('engine')).toBeDefined();
  });

  it('lets one in within a process', async () => {
    const lock = new FileCleanLock(await tempFolder());
    const release = await lock.acquire('engine');
    expect(await lock.acquire('engine')).toBeUndefined();
    await release?.();
    expect(await lock.acquire('engine')).toBeDefined();
  });

  it('is free again when its owner was killed', async () => {
    const stateDir = await tempFolder();
    const child = await ready(stateDir);
    expect(await tell(child)).toBe('held');
    await child.kill();
    expect(await new FileCleanLock(stateDir).acquire('engine')).toBeDefined();
  });

  it('is not held by a stranger who got the pid of a dead owner', async () => {
    const stateDir = await tempFolder();
    await symlink(`${process.pid}:1-another`, join(stateDir, 'clean-engine.lock'));
    expect(await new FileCleanLock(stateDir).acquire('engine')).toBeDefined();
  });

  it('goes to exactly one of many who find a dead owner', async () => {
    const stateDir = await tempFolder();
    await symlink('1:0-dead', join(stateDir, 'clean-engine.lock'));
    const children = await Promise.all([1, 2, 3, 4].map(() => ready(stateDir)));
    const answers = await Promise.all(children.map(tell));
    expect(answers.filter((answer) => answer === 'held')).toHaveLength(1);
  });

  it('survives a crash in the middle of a recovery', async () => {
    const stateDir = await tempFolder();
    await symlink('1:0-dead', join(stateDir, 'clean-engine.lock'));
    await symlink('1:0-dead-too', join(stateDir, 'clean-engine.lock.recovery'));
    expect(await new FileCleanLock(stateDir).acquire('engine')).toBeDefined();
  });

  it("leaves another's lock alone when releasing late", async () => {
    const stateDir = await tempFolder();
    const path = join(stateDir, 'clean-engine.lock');
    const release = await new FileCleanLock(stateDir).acquire('engine');
    await release?.();
    await symlink('1:0-other', path);
    await release?.();
    expect(await readlink(path)).toBe('1:0-other');
  });

  it('takes no path for a key', async () => {
    await expect(new FileCleanLock(await tempFolder()).acquire('../engine')).rejects.toThrow();
  });
});

describe('the start of a process', () => {
  it.each(['linux', 'darwin'] as const)(
    'is told the same each time, and not of the dead (%s)',
    async (platform) => {
      const startOf = processStart(platform);
      expect(await startOf(process.pid)).toMatch(/^\S{5,}$/);
      expect(await startOf(process.pid)).toBe(await startOf(process.pid));
      expect(await startOf(2 ** 22 + 1)).toBeUndefined();
    },
  );

  it('is unknown on Windows, where only life is told', async () => {
    expect(await processStart('win32')(process.pid)).toBe('unknown');
    expect(await processStart('win32')(2 ** 22 + 1)).toBeUndefined();
  });
});
