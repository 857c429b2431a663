import { expect, test, vi } from 'vitest';
import { firstState } from '../../electron/core/first-state.ts';
import { diagnosticsOf } from '../../electron/shell/diagnostics.ts';
import { optionsOf } from '../../shared/clean-options.ts';
import { settingsDefaults } from '../../shared/settings.ts';
import type { AppState, EngineFacts } from '../../shared/state.ts';
import { aReceipt } from '../core/a-state.ts';

vi.mock('electron', () => import('../fakes/fake-electron.ts'));

const NOW_MS = 1_000_000;
const { preset: _, ...choices } = optionsOf('quick');
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
  settings: {
    ...settingsDefaults,
    presets: [{ id: 'custom-secret', name: 'secret-preset', choices }],
    protectRules: [{ kind: 'image', pattern: 'secret-image' }],
  },
  lastReceipt: aReceipt({ preset: 'custom-secret', presetName: 'secret-preset' }),
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

test('counts presets and rules, and says that a preset was the user’s own', () => {
  expect(JSON.parse(report({ kind: 'ready', facts }))).toMatchObject({
    presets: 1,
    protectRules: 1,
    lastClean: { preset: 'custom', outcome: 'done' },
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
