import { expect, test, vi } from 'vitest';
import { firstState } from '../../electron/core/first-state.ts';
import { diagnosticsOf } from '../../electron/shell/diagnostics.ts';
import { settingsDefaults } from '../../shared/settings.ts';
import type { AppState, EngineFacts } from '../../shared/state.ts';

vi.mock('electron', () => import('../fakes/fake-electron.ts'));

const NOW_MS = 1_000_000;
const facts: EngineFacts = {
  name: 'secret-host-name',
  version: '28.5.2',
  apiVersion: '1.51',
  imageStore: 'classic',
  endpoint: 'unix:///home/secret-user/docker.sock',
  isSample: false,
  isRemote: false,
};
const state: AppState = {
  ...firstState(settingsDefaults, { platform: 'linux', hasTray: true, appVersion: '0.1.0' }),
  engines: [{ token: 't', label: 'secret-context', endpoint: 'tcp://secret.example:2376', isCurrent: true }],
};

const report = (engine: AppState['engine']) => diagnosticsOf({ ...state, engine }, NOW_MS);

test('tells versions and the kind of address', () => {
  expect(JSON.parse(report({ kind: 'ready', facts }))).toMatchObject({
    bilge: '0.1.0',
    node: process.versions.node,
    engine: {
      status: 'ready',
      version: '28.5.2',
      apiVersion: '1.51',
      imageStore: 'classic',
      endpointKind: 'unix',
    },
  });
});

test('tells the kind of error and its age', () => {
  const text = report({ kind: 'unreachable', error: 'gone', lastFacts: facts, sinceMs: NOW_MS - 5000 });
  expect(JSON.parse(text)).toMatchObject({ engine: { error: 'gone', sinceMs: 5000, version: '28.5.2' } });
});

test('names no person, place or machine', () => {
  for (const text of [
    report({ kind: 'ready', facts }),
    report({ kind: 'unreachable', error: 'gone', lastFacts: facts, sinceMs: 0 }),
  ]) {
    expect(text).not.toMatch(/secret|\.sock|example/);
  }
});
