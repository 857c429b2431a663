/** A fake engine with the real client on it; both end with the test. */

import { onTestFinished } from 'vitest';
import type { Engine } from '../../electron/core/ports/engine.ts';
import { parseEndpoint } from '../../electron/engine/endpoint.ts';
import { openEngine, type EngineDeps } from '../../electron/engine/open-engine.ts';
import { startFakeDocker, type FakeDocker, type FakeDockerOptions } from './fake-docker-server.ts';

export interface OpenedEngine {
  readonly docker: FakeDocker;
  readonly engine: Engine;
}

export async function openedEngine(
  options: FakeDockerOptions = {},
  deps: EngineDeps = {},
): Promise<OpenedEngine> {
  const docker = await startFakeDocker(options);
  const engine = openEngine(parseEndpoint(docker.endpoint), deps);
  onTestFinished(async () => {
    engine.close();
    await docker.close();
  });
  return { docker, engine };
}

/** A `/version` of another age. */
export function versionReply(apiVersion: string, minApiVersion: string, engineVersion = '0.0.0'): unknown {
  return {
    Version: engineVersion,
    ApiVersion: apiVersion,
    MinAPIVersion: minApiVersion,
    Components: [{ Name: 'Engine' }],
  };
}
