/** Before the first test on real engines: builds the `bilge` command once for all that run it. */

import { build } from 'vite';

export async function setup(): Promise<void> {
  await build({ configFile: 'build/vite.cli.config.ts', logLevel: 'error' });
}
