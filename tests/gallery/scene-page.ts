/** Runs in the page before the app: lays a scripted bridge down for the scene that the address names. */

import type { Bridge } from '../../shared/contract.ts';
import type { Settings } from '../../shared/settings.ts';
import type { AppState } from '../../shared/state.ts';
import { fakeBridge } from '../fakes/fake-bridge.ts';
import { scenesAt } from './scenes.ts';

const query = new URLSearchParams(location.search);
const scene = scenesAt(Date.now())[query.get('scene') ?? 'ready'];
if (!scene) throw new Error('No such scene');

/** How it looks: the same state again, under other settings. */
interface Look {
  readonly theme: Settings['theme'];
  readonly language: Settings['language'];
}

declare global {
  interface Window {
    readonly gallery: { show(look: Look): Promise<void> };
  }
}

let state = scene.state;
let look: Look = {
  language: (query.get('language') ?? 'en') as Look['language'],
  theme: (query.get('theme') ?? 'light') as Look['theme'],
};
const seen = (): AppState => ({ ...state, settings: { ...state.settings, ...look } });
const { bridge, push } = fakeBridge(seen(), {
  ...scene.answers,
  executePlan: async () => {
    state = scene.afterAccept ?? state;
    queueMicrotask(() => push('state', seen()));
    return { kind: 'started' };
  },
});
const gallery: Window['gallery'] = {
  show: (next) => {
    look = next;
    push('state', seen());
    return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn())));
  },
};
Object.defineProperty(window, 'gallery', { value: gallery });
const listening: Bridge = {
  ...bridge,
  onNavigate: (listener) => {
    const screen = scene.goesTo;
    if (screen) setTimeout(() => listener({ screen, preset: screen === 'plan' ? 'deep' : undefined }));
    return bridge.onNavigate(listener);
  },
};
Object.defineProperty(window, 'bilge', { value: listening });
