/** Tests cannot reach the user's engine: not by environment, not by context, not through the rig. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { cleanEnvironment } from './clean-environment.ts';
import { startEngine } from './engines.ts';

afterEach(() => vi.unstubAllEnvs());

it('drops every variable that leads to an engine or to settings, and keeps the rest', () => {
  const env = {
    PATH: '/bin',
    DOCKER_HOST: 'tcp://prod:2375',
    DOCKER_CONTEXT: 'prod',
    XDG_CONFIG_HOME: '/a',
    HOME: '/b',
  };
  const clean = cleanEnvironment(env, '/empty');
  expect(clean).toEqual({ PATH: '/bin', HOME: '/empty', BILGE_CACHE: clean['BILGE_CACHE'] });
});

it('gives this very process the clean environment', () => {
  expect(Object.keys(process.env).filter((name) => name.startsWith('DOCKER_'))).toEqual([]);
  expect(homedir()).toContain('-home-');
});

it('reads only the engine it started, whatever host and context are set', async () => {
  const engine = await startEngine('d28');
  try {
    vi.stubEnv('DOCKER_HOST', 'tcp://127.0.0.1:1');
    vi.stubEnv('DOCKER_CONTEXT', 'elsewhere');
    mkdirSync(join(homedir(), '.docker'), { recursive: true });
    writeFileSync(join(homedir(), '.docker', 'config.json'), '{"currentContext":"elsewhere"}');
    const printed = await engine.docker(['info', '--format', '{{.ServerVersion}}']);
    expect(printed.trim()).toBe(engine.version);
  } finally {
    await engine.dispose();
  }
});
