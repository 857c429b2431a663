/** Where this window is: its surface from the address, its screen and open plan from what the user and main ask for. */

import { createContext } from 'svelte';
import type { Bridge } from '../shared/contract.ts';
import type { PresetName } from '../shared/clean-options.ts';

export type Place = 'overview' | 'settings';
/** What lies over the screen: a plan to be seen, or the last receipt. */
export type Overlay = { readonly kind: 'plan'; readonly preset: PresetName } | { readonly kind: 'receipt' };

export class Route {
  readonly surface: 'popover' | 'window';
  #place = $state<Place>('overview');
  #overlay = $state.raw<Overlay>();

  constructor(hash: string) {
    this.surface = hash === '#popover' ? 'popover' : 'window';
  }

  get place(): Place {
    return this.#place;
  }

  get overlay(): Overlay | undefined {
    return this.#overlay;
  }

  /** Follows main's wishes until the returned function is called. */
  connect(bridge: Bridge): () => void {
    return bridge.onNavigate(({ screen, preset }) => {
      if (screen === 'plan') this.openPlan(preset ?? 'deep');
      else this.goTo(screen);
    });
  }

  goTo(place: Place): void {
    this.#place = place;
    this.#overlay = undefined;
  }

  openPlan(preset: PresetName): void {
    if (this.#overlay?.kind === 'plan' && this.#overlay.preset === preset) return;
    this.#overlay = { kind: 'plan', preset };
  }

  openReceipt(): void {
    this.#overlay = { kind: 'receipt' };
  }

  closeOverlay(): void {
    this.#overlay = undefined;
  }
}

export const [useRoute, provideRoute] = createContext<Route>();
