/** The app's two surfaces, as their pages mount them. */

import type { mountApp } from '../../renderer/mount-app.ts';
import MainWindow from '../../renderer/screens/MainWindow.svelte';
import Popover from '../../renderer/screens/Popover.svelte';
import type { Bridge } from '../../shared/contract.ts';

const surfaces = { popover: Popover, window: MainWindow };

export type SurfaceName = keyof typeof surfaces;

/** What the app is mounted with. */
export function appProps(surface: SurfaceName, bridge: Bridge): Parameters<typeof mountApp>[1] {
  return { bridge, hash: `#${surface}`, surface: surfaces[surface] };
}
