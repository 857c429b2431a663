/** The main process: one CommonJS file, which loads before `ready` without the detour of asynchronous ES modules. */

import { nodeBundle } from './node-bundle.ts';

export default nodeBundle({ entry: 'electron/main.ts', file: 'main.cjs', format: 'cjs' });
