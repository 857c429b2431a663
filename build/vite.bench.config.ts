/** The bench measures what ships: the same modules, bundled in the same way. */

import { mergeConfig } from 'vite';
import { nodeBundle } from './node-bundle.ts';

export default mergeConfig(
  nodeBundle({ entry: 'build/bench/run-bench.ts', file: 'run-bench.mjs', format: 'es' }),
  {
    // Tools of the rig and the desktop are not what is measured.
    ssr: { external: ['playwright', 'dbus-next'] },
    // As deep below the checkout as build/set-up, which finds the checkout from where it is.
    build: { outDir: 'out/bench' },
  },
);
