/** Tries again where runc lost a container while it started it. */

import type { Output } from './engine-world.ts';

/**
 * On a loaded machine runc's first process in the container sometimes dies before it can say why: nothing is wrong with the
 * engine, the image or the command, and the same call works the next time. Anything else the runtime says is a real failure.
 */
const lostStart =
  'unable to start container process: waiting for init preliminary setup: read init-p: connection reset by peer';

/** At most three attempts; `tidy` removes what a lost one left behind. */
export async function retryLostStarts(
  attempt: () => Promise<Output>,
  tidy: () => Promise<unknown> = async () => undefined,
): Promise<Output> {
  for (let attempts = 1; ; attempts += 1) {
    const output = await attempt();
    if (output.code === 0 || attempts === 3 || !output.stderr.includes(lostStart)) return output;
    await tidy();
  }
}
