import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DfDocument } from '../../electron/cli/df-report.ts';
import { bilgeCommand, type BilgeCommand } from './bilge-command.ts';
import { startEngine, type RigEngine } from './engines.ts';
import { fill } from './fill.ts';
import { contentsOf } from './inventory.ts';

describe('which engine a command talks to', () => {
  let named: RigEngine;
  let other: RigEngine;
  let bilge: BilgeCommand;
  let dockerConfig: string;

  beforeAll(async () => {
    [named, other] = [await startEngine('d28'), await startEngine('d28')];
    await fill(named, 'small');
    await fill(other, 'small');
    bilge = await bilgeCommand();
    dockerConfig = mkdtempSync(join(tmpdir(), 'bilge-docker-config-'));
    writeContext(dockerConfig, 'elsewhere', other.endpoint);
  });
  afterAll(async () => {
    bilge.dispose();
    rmSync(dockerConfig, { recursive: true });
    await named.dispose();
    await other.dispose();
  });

  async function endpointOf(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
    const { stdout, stderr } = await bilge.run(['df', '--json', ...args], env);
    if (stderr !== '') throw new Error(stderr);
    return (JSON.parse(stdout) as DfDocument).engine.endpoint;
  }

  test('an explicit host wins over every variable and context, for reading', async () => {
    const env = {
      DOCKER_HOST: 'tcp://127.0.0.1:1',
      DOCKER_CONTEXT: 'elsewhere',
      DOCKER_CONFIG: dockerConfig,
    };
    expect(await endpointOf(['--host', named.endpoint], env)).toBe(named.endpoint);
  });

  test('without one, docker’s own order is followed', async () => {
    const config = { DOCKER_CONFIG: dockerConfig };
    expect(await endpointOf(['--context', 'elsewhere'], { ...config, DOCKER_HOST: named.endpoint })).toBe(
      other.endpoint,
    );
    expect(
      await endpointOf([], { ...config, DOCKER_HOST: named.endpoint, DOCKER_CONTEXT: 'elsewhere' }),
    ).toBe(named.endpoint);
    expect(await endpointOf([], { ...config, DOCKER_CONTEXT: 'elsewhere' })).toBe(other.endpoint);
    writeFileSync(join(dockerConfig, 'config.json'), JSON.stringify({ currentContext: 'elsewhere' }));
    expect(await endpointOf([], config)).toBe(other.endpoint);
  });

  test('an engine that does not answer is said so, and no other is tried', async () => {
    const env = { DOCKER_HOST: 'tcp://127.0.0.1:1', DOCKER_CONFIG: dockerConfig };
    const { code, stderr } = await bilge.run(['df'], env);
    expect(code).toBe(3);
    expect(stderr).toContain('Nothing answers at the engine’s address.');
  });

  test('an explicit host is the only engine that is cleaned', async () => {
    const env = {
      DOCKER_HOST: 'tcp://127.0.0.1:1',
      DOCKER_CONTEXT: 'elsewhere',
      DOCKER_CONFIG: dockerConfig,
    };
    const untouched = await contentsOf(other);
    const args = ['clean', 'deep', '--yes', '--while-building', '--host', named.endpoint];
    expect((await bilge.run(args, env)).code).toBe(0);
    expect(await contentsOf(other)).toEqual(untouched);
    expect((await contentsOf(named)).images).toEqual([]);
  });

  test('nothing is deleted without a yes', async () => {
    const untouched = await contentsOf(other);
    expect((await bilge.run(['clean', 'deep', '--host', other.endpoint])).code).toBe(4);
    expect(await contentsOf(other)).toEqual(untouched);
  });
});

/** As docker/cli stores it: `contexts/meta/<sha256 of the name>/meta.json`. */
function writeContext(configDir: string, name: string, host: string): void {
  const folder = join(configDir, 'contexts', 'meta', createHash('sha256').update(name).digest('hex'));
  mkdirSync(folder, { recursive: true });
  const meta = { Name: name, Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } };
  writeFileSync(join(folder, 'meta.json'), JSON.stringify(meta));
}
