/** The page that every picture is taken of: it mounts the app anew for each scene, on a scripted bridge. */

import { unmount } from 'svelte';
import { mountApp } from '../../renderer/mount-app.ts';
import type { Settings } from '../../shared/settings.ts';
import type { AppState } from '../../shared/state.ts';
import { fakeBridge, type FakeBridge } from '../fakes/fake-bridge.ts';
import { appProps } from '../fakes/surfaces.ts';
import type { Scene } from './scene.ts';
import { scenesAt } from './scenes.ts';

export type Surface = 'popover' | 'window';

/** How a scene looks: the same state again, under other settings. */
export interface SceneLook {
  readonly theme: Settings['theme'];
  readonly language: Settings['language'];
}

declare global {
  interface Window {
    readonly gallery: {
      /** Takes the scene before away. */
      open(name: string, surface: Surface, look: SceneLook): Promise<void>;
      /** Resolves once it is drawn. */
      show(look: SceneLook): Promise<void>;
    };
  }
}

class Stage {
  readonly #bridge: FakeBridge;
  readonly #app: Record<string, unknown>;
  #state: AppState;
  #look: SceneLook;

  constructor(scene: Scene, surface: Surface, look: SceneLook) {
    this.#state = scene.state;
    this.#look = look;
    this.#bridge = fakeBridge(this.#seen, {
      ...scene.answers,
      executePlan: async () => {
        this.#state = scene.afterAccept ?? this.#state;
        queueMicrotask(() => this.show(this.#look));
        return { kind: 'started' };
      },
    });
    const target = document.querySelector('#app') ?? document.body;
    this.#app = mountApp(target, appProps(surface, this.#bridge.bridge));
    const screen = scene.goesTo;
    if (screen)
      setTimeout(() =>
        this.#bridge.push('navigate', { screen, preset: screen === 'plan' ? 'deep' : undefined }),
      );
  }

  show(look: SceneLook): void {
    this.#look = look;
    this.#bridge.push('state', this.#seen);
  }

  clear(): Promise<void> {
    return unmount(this.#app);
  }

  get #seen(): AppState {
    return { ...this.#state, settings: { ...this.#state.settings, ...this.#look } };
  }
}

const drawn = (): Promise<void> =>
  new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));

let stage: Stage | undefined;
const gallery: Window['gallery'] = {
  open: async (name, surface, look) => {
    await stage?.clear();
    const scene = scenesAt(Date.now())[name];
    if (!scene) throw new Error(`No scene ${name}`);
    stage = new Stage(scene, surface, look);
    await drawn();
  },
  show: (look) => {
    stage?.show(look);
    return drawn();
  },
};
Object.defineProperty(window, 'gallery', { value: gallery });
