/** The preload: a sandboxed one can neither be an ES module nor require a file, so it is one CommonJS file. */

import { nodeBundle } from './node-bundle.ts';

export default nodeBundle({ entry: 'electron/preload.ts', file: 'preload.cjs', format: 'cjs' });
