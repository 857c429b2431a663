/** Puts the app and its looks into a page. */

import { mount, type Component } from 'svelte';
import type { Bridge } from '../shared/contract.ts';
import type { AppState } from '../shared/state.ts';
import App from './App.svelte';
import './theme.css';
import './base.css';

declare global {
  interface Window {
    readonly bilge: Bridge;
  }
}

type Surface = Component<{ readonly state: AppState }>;

interface Props {
  readonly bridge: Bridge;
  /** `#popover` or `#window`; the page's own unless given. */
  readonly hash?: string;
  /** What is drawn there. */
  readonly surface: Surface;
}

/** On the bridge that the preload laid down. */
export function mountPage(surface: Surface): void {
  const target = document.getElementById('app');
  if (target) mountApp(target, { bridge: window.bilge, surface });
}

/** The result is for `unmount`. */
export function mountApp(target: Element, props: Props): Record<string, unknown> {
  return mount(App, { target, props });
}
