/** Makes a bare clone ready: node modules, messages, system packages, Electron. Plain Node; quick when there is nothing to do. */

import { provisionElectron } from './set-up/electron.mjs';
import { compileMessagesIfStale } from './set-up/messages.mjs';
import { installNodeModules } from './set-up/node-modules.mjs';
import { installSystemPackages } from './set-up/system-packages.mjs';

/** What every job needs. */
export async function setUpSources() {
  await installNodeModules();
  await compileMessagesIfStale();
}

/** What it takes to run the app: resolves with the Electron to use. */
export async function setUpApp() {
  await setUpSources();
  const lack = await installSystemPackages(['app']);
  if (lack) throw new Error(lack);
  return provisionElectron();
}
