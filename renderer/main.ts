/** Entry of both windows: mounts the app on the bridge that the preload laid down. */

import { mount } from 'svelte';
import type { Bridge } from '../shared/contract.ts';
import App from './App.svelte';
import './theme.css';
import './base.css';

declare global {
  interface Window {
    readonly bilge: Bridge;
  }
}

const target = document.getElementById('app');
if (target) mount(App, { target, props: { bridge: window.bilge } });
