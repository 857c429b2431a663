/** Entry of both windows: mounts the app on the bridge that the preload laid down. */

import type { Bridge } from '../shared/contract.ts';
import { mountApp } from './mount-app.ts';

declare global {
  interface Window {
    readonly bilge: Bridge;
  }
}

const target = document.getElementById('app');
if (target) mountApp(target, { bridge: window.bilge });
