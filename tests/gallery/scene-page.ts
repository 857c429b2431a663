/** Runs in the page before the app: lays a scripted bridge down for the scene that the address names. */

import type { Bridge } from '../../shared/contract.ts';
import type { Settings } from '../../shared/settings.ts';
import { fakeBridge } from '../fakes/fake-bridge.ts';
import { scenesAt } from './scenes.ts';

const query = new URLSearchParams(location.search);
const scene = scenesAt(Date.now())[query.get('scene') ?? 'ready'];
if (!scene) throw new Error('No such scene');

const settings: Settings = {
  ...scene.state.settings,
  language: (query.get('language') ?? 'en') as Settings['language'],
  theme: (query.get('theme') ?? 'light') as Settings['theme'],
};
const { bridge, push } = fakeBridge(
  { ...scene.state, settings },
  {
    ...scene.answers,
    executePlan: async () => {
      const next = scene.afterAccept;
      if (next) queueMicrotask(() => push('state', { ...next, settings }));
      return { kind: 'started' };
    },
  },
);
const listening: Bridge = {
  ...bridge,
  onNavigate: (listener) => {
    const screen = scene.goesTo;
    if (screen) setTimeout(() => listener({ screen, preset: screen === 'plan' ? 'deep' : undefined }));
    return bridge.onNavigate(listener);
  },
};
Object.defineProperty(window, 'bilge', { value: listening });
