/** Builds the pages of popover and window into dist/renderer, served by the app as app://ui/ under a CSP without inline anything. */

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '..');

export default defineConfig({
  root: resolve(root, 'renderer'),
  base: './',
  publicDir: false,
  plugins: [svelte({ configFile: resolve(root, 'svelte.config.js') })],
  build: {
    outDir: resolve(root, 'dist/renderer'),
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        popover: resolve(root, 'renderer/popover.html'),
        window: resolve(root, 'renderer/window.html'),
      },
    },
    // Chromium 130 is Electron 33, the oldest the app runs on.
    target: 'chrome130',
    cssTarget: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
