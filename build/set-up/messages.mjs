/** Compiles the messages when a message file is not the one that was compiled last. */

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutDir } from './places.mjs';
import { mustRun, say } from './run.mjs';
import { fingerprint, isStamped, stamp } from './stamp.mjs';

export async function compileMessagesIfStale() {
  const shared = join(checkoutDir, 'shared');
  const sources = readdirSync(join(shared, 'messages'), { recursive: true })
    .map((name) => join(shared, 'messages', name))
    .filter((path) => statSync(path).isFile())
    .sort();
  const wanted = fingerprint([join(shared, 'project.inlang', 'settings.json'), ...sources]);
  const stampFile = join(shared, 'paraglide', '.bilge-sources');
  if (isStamped(stampFile, wanted)) return;
  say('compiling the messages of all languages (a few seconds)');
  await mustRun(process.execPath, [join('build', 'messages.mjs')]);
  stamp(stampFile, wanted);
}
