import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** No test can see the user's engine or settings. */
const setupFiles = ['tests/rig/set-clean-environment.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          setupFiles,
          maxWorkers: '100%',
          include: ['tests/{app,shared,core,engine,host,shell,cli,build}/**/*.test.ts'],
        },
      },
      {
        plugins: [svelte()],
        // Set for this project alone: elsewhere it would drop Vite's defaults.
        resolve: { conditions: ['browser'] },
        test: {
          name: 'window',
          environment: 'jsdom',
          setupFiles,
          maxWorkers: '100%',
          include: ['tests/window/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'rig',
          environment: 'node',
          setupFiles,
          globalSetup: ['tests/rig/build-command.ts'],
          include: ['tests/rig/**/*.test.ts'],
          // They wait for their engines more than they work.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'desktop',
          environment: 'node',
          setupFiles,
          include: ['tests/{e2e,gallery}/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'package',
          environment: 'node',
          setupFiles,
          include: ['tests/package/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
