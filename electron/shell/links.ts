/** Opens the few web pages that Bilge links to. The table is the whole web as far as this app is concerned. */

import { shell } from 'electron';
import type * as v from 'valibot';
import type { LinkName } from '../../shared/contract.ts';

type Name = v.InferOutput<typeof LinkName>['link'];

export const links: Readonly<Record<Name, `https://${string}`>> = {
  'docker-group': 'https://docs.docker.com/engine/install/linux-postinstall/',
  'install-docker': 'https://docs.docker.com/get-started/get-docker/',
  'gnome-tray': 'https://extensions.gnome.org/extension/615/appindicator-support/',
  project: 'https://github.com/bilge-app/bilge',
};

export async function openLink(name: Name): Promise<void> {
  await shell.openExternal(links[name]);
}
