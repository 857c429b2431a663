/** The command line: one file that a shell can start. */

import { nodeBundle } from './node-bundle.ts';

export default nodeBundle({
  entry: 'electron/cli.ts',
  file: 'cli.mjs',
  format: 'es',
  banner: '#!/usr/bin/env node',
});
