/** Where this window is: its surface from the address, its screen and open plan from what the user and main ask for. */

import { createContext } from 'svelte';
import type { BrowseKind } from '../shared/browse.ts';
import type { Bridge, Place, PlanAnswer } from '../shared/contract.ts';
import { MARKED_PRESET, type PresetId } from '../shared/clean-options.ts';

/** Asks main for a plan that no preset makes: of what was marked, of one builder. Asked again when the plan has expired. */
export type AskForPlan = () => Promise<PlanAnswer>;

/** What lies over the screen: a plan to be seen, a receipt (without a plan's id, the last one), or the keys. */
export type Overlay =
  | { readonly kind: 'plan'; readonly preset: PresetId; readonly ask: AskForPlan | undefined }
  | { readonly kind: 'receipt'; readonly planId: string | undefined }
  | { readonly kind: 'shortcuts' };

/** One thing of a list whose details are open. */
export interface OpenItem {
  readonly kind: BrowseKind;
  readonly row: number;
}

const PLACE_OF: Readonly<Record<BrowseKind, Place>> = {
  record: 'cache',
  image: 'images',
  container: 'containers',
  volume: 'volumes',
  project: 'containers',
};

export class Route {
  readonly surface: 'popover' | 'window';
  #place = $state<Place>('overview');
  #overlay = $state.raw<Overlay>();
  #item = $state.raw<OpenItem>();

  constructor(hash: string) {
    this.surface = hash === '#popover' ? 'popover' : 'window';
  }

  get place(): Place {
    return this.#place;
  }

  get overlay(): Overlay | undefined {
    return this.#overlay;
  }

  get item(): OpenItem | undefined {
    return this.#item;
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
    this.#item = undefined;
  }

  /** Opens the details of a thing, on the screen of its kind. */
  openItem(kind: BrowseKind, row: number): void {
    if (this.#place !== PLACE_OF[kind]) this.goTo(PLACE_OF[kind]);
    this.#item = { kind, row };
  }

  closeItem(): void {
    this.#item = undefined;
  }

  openPlan(preset: PresetId): void {
    if (this.#overlay?.kind === 'plan' && this.#overlay.preset === preset) return;
    this.#overlay = { kind: 'plan', preset, ask: undefined };
  }

  /** Opens the sheet on a plan of what was marked. */
  openMarked(ask: AskForPlan): void {
    this.#overlay = { kind: 'plan', preset: MARKED_PRESET, ask };
  }

  openReceipt(planId?: string): void {
    this.#overlay = { kind: 'receipt', planId };
  }

  openShortcuts(): void {
    this.#overlay = { kind: 'shortcuts' };
  }

  closeOverlay(): void {
    this.#overlay = undefined;
  }
}

export const [useRoute, provideRoute] = createContext<Route>();
