/** The web, as far as this app is concerned: the few pages it opens, and the one address that it asks by itself. */

import { shell } from 'electron';
import type * as v from 'valibot';
import type { LinkName } from '../../shared/contract.ts';

type Name = v.InferOutput<typeof LinkName>['link'];

export const links: Readonly<Record<Name, `https://${string}`>> = {
  'docker-group': 'https://docs.docker.com/engine/install/linux-postinstall/',
  'install-docker': 'https://docs.docker.com/get-started/get-docker/',
  'gnome-tray': 'https://extensions.gnome.org/extension/615/appindicator-support/',
  project: 'https://github.com/bilge-app/bilge',
  releases: 'https://github.com/bilge-app/bilge/releases/latest',
};

/** What `releases` shows, for programs. */
export const RELEASE_FEED = 'https://api.github.com/repos/bilge-app/bilge/releases/latest';

export async function openLink(name: Name): Promise<void> {
  await shell.openExternal(links[name]);
}
