/** Where this window is: its surface from the address, its screen and open plan from what the user and main ask for. */

import { createContext } from 'svelte';
import type { Bridge, Place } from '../shared/contract.ts';
import type { PresetId } from '../shared/clean-options.ts';

/** What lies over the screen: a plan to be seen, or a receipt; without a plan's id, the last one. */
export type Overlay =
  | { readonly kind: 'plan'; readonly preset: PresetId }
  | { readonly kind: 'receipt'; readonly planId: string | undefined };

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

  openPlan(preset: PresetId): void {
    if (this.#overlay?.kind === 'plan' && this.#overlay.preset === preset) return;
    this.#overlay = { kind: 'plan', preset };
  }

  openReceipt(planId?: string): void {
    this.#overlay = { kind: 'receipt', planId };
  }

  closeOverlay(): void {
    this.#overlay = undefined;
  }
}

export const [useRoute, provideRoute] = createContext<Route>();
