/** Compiles the message files of all languages into typed functions in `shared/paraglide`. */

import { compile } from '@inlang/paraglide-js';

export async function compileMessages() {
  await compile({
    project: './shared/project.inlang',
    outdir: './shared/paraglide',
    strategy: ['globalVariable', 'baseLocale'],
    outputStructure: 'locale-modules',
    emitTsDeclarations: true,
    emitGitIgnore: false,
    emitPrettierIgnore: false,
  });
}

if (process.argv[1] === import.meta.filename) {
  await compileMessages();
  // The compiler leaves a network request open that would hold the process for half a minute on a closed machine.
  process.exit(0);
}
