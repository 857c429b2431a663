/** From `--host` and `--context` to an engine: exactly the one that was named, else docker's own choice. */

import { m } from '../../shared/paraglide/messages.js';
import type { Engine } from '../core/ports/engine.ts';
import { thisComputer } from '../engine/computer.ts';
import { EndpointError } from '../engine/endpoint.ts';
import { openEngine } from '../engine/open-engine.ts';
import { resolveEndpoint } from '../engine/resolve-endpoint.ts';
import type { Target } from './arguments.ts';
import { UsageError } from './usage-error.ts';

/** Throws `UsageError` when what was named cannot be used; connects to nothing yet. */
export async function openTarget({ host, context }: Target): Promise<Engine> {
  try {
    const computer = thisComputer();
    const { endpoint } = await resolveEndpoint({ host, context }, computer);
    return openEngine(endpoint, { computer });
  } catch (error) {
    if (error instanceof EndpointError) throw new UsageError(m.cli_bad_endpoint({ reason: error.message }));
    throw error;
  }
}
