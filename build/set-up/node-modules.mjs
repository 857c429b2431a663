/** Makes `node_modules` match the lockfile. */

import { join } from 'node:path';
import { checkoutDir } from './places.mjs';
import { npm, say } from './run.mjs';
import { fingerprint, isStamped, stamp } from './stamp.mjs';

export async function installNodeModules() {
  const wanted = fingerprint([join(checkoutDir, 'package-lock.json')]);
  const stampFile = join(checkoutDir, 'node_modules', '.bilge-lockfile');
  if (isStamped(stampFile, wanted)) return;
  say('installing node modules with npm ci (half a minute to three minutes)');
  await npm(['ci', '--no-progress', '--loglevel=error'], { isLoud: true });
  stamp(stampFile, wanted);
}
