/** Debian's own registry in the world of one engine, on loopback: there docker takes plain HTTP without being told to. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RigEngine } from './engines.ts';

export const registryAddress = '127.0.0.1:5000';

export interface Registry {
  /** What it holds is kept. */
  stop(): Promise<void>;
}

/** JSON is YAML. */
const settings = {
  version: 0.1,
  storage: { filesystem: { rootdirectory: '/run/bilge/registry' } },
  http: { addr: registryAddress },
};
const begin = `docker-registry serve "$0" >/run/bilge/registry.log 2>&1 & echo $!`;
const isListening = `exec 3<>/dev/tcp/${registryAddress.replace(':', '/')}`;

/** It ends with the engine at the latest. With `wantsSignIn` it knows nobody who could. */
export async function startRegistry(
  engine: RigEngine,
  { wantsSignIn = false }: { readonly wantsSignIn?: boolean } = {},
): Promise<Registry> {
  const { outside, inside } = engine.sharedDir;
  const nobody = { htpasswd: { realm: 'rig', path: `${inside}/nobody` } };
  writeFileSync(join(outside, 'nobody'), '');
  writeFileSync(
    join(outside, 'registry.yml'),
    JSON.stringify({ ...settings, ...(wantsSignIn && { auth: nobody }) }),
  );
  const pid = (await engine.run(['sh', '-c', begin, `${inside}/registry.yml`])).trim();
  await engine.run([
    'timeout',
    '20',
    'bash',
    '-c',
    `until (${isListening}) 2>/dev/null; do sleep 0.05; done`,
  ]);
  return {
    async stop() {
      const gone = `kill ${pid}; while (${isListening}) 2>/dev/null; do sleep 0.05; done`;
      await engine.run(['timeout', '20', 'bash', '-c', gone]);
    },
  };
}
