/** Puts the app and its looks into a page. */

import { mount } from 'svelte';
import type { Bridge } from '../shared/contract.ts';
import App from './App.svelte';
import './theme.css';
import './base.css';

interface Props {
  readonly bridge: Bridge;
  /** `#popover` or `#window`; the page's own unless given. */
  readonly hash?: string;
}

/** The result is for `unmount`. */
export function mountApp(target: Element, props: Props): Record<string, unknown> {
  return mount(App, { target, props });
}
