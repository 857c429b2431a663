/** The whole core over a real engine and real files, as the app runs it. */

import { Bilge } from '../../electron/core/bilge.ts';
import type { Clock } from '../../electron/core/ports/host.ts';
import { parseEndpoint } from '../../electron/engine/endpoint.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { openHost } from '../../electron/host/open-host.ts';
import { settingsDefaults } from '../../shared/settings.ts';
import type { AppState } from '../../shared/state.ts';
import type { RigEngine } from './engines.ts';

/** Its files are in `BILGE_HOME`. `clockOf` sets this computer's clock wrong. */
export async function startBilge(
  rig: Pick<RigEngine, 'endpoint'>,
  clockOf: (clock: Clock) => Clock = (clock) => clock,
): Promise<Bilge> {
  const host = openHost({ holdsProcess: false });
  const open = async () => ({ engine: openEngine(parseEndpoint(rig.endpoint)), endpoint: rig.endpoint });
  const bilge = new Bilge(
    {
      ...host,
      clock: clockOf(host.clock),
      door: { list: async () => [], open, openSample: open },
      openScreen: () => undefined,
      showNotice: () => undefined,
      releases: { newest: async () => ({ kind: 'offline' }) },
      isAtLogin: false,
    },
    settingsDefaults,
    { platform: 'linux', hasTray: true, appVersion: '0.0.0' },
  );
  await bilge.start('engine');
  return bilge;
}

export function until({ store }: Bilge, matches: (state: AppState) => boolean): Promise<AppState> {
  return new Promise((resolve) => {
    const look = (state: AppState): void => {
      if (!matches(state)) return;
      end();
      resolve(state);
    };
    const end = store.follow(look);
    look(store.state);
  });
}
