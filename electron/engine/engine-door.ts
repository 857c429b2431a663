/** Opens engines for the core: the one docker would talk to, one the user picked, or the embedded sample. */

import { EngineError, type EngineDoor } from '../core/ports/engine.ts';
import type { Computer } from './computer.ts';
import { EndpointError, formatEndpoint, parseEndpoint, type Endpoint } from './endpoint.ts';
import { listEndpoints } from './list-endpoints.ts';
import { openEngine } from './open-engine.ts';
import { resolveEndpoint } from './resolve-endpoint.ts';
import { startSampleEngine } from './sample/start-sample-engine.ts';

export function engineDoor(computer: Computer): EngineDoor {
  const opened = (endpoint: Endpoint, isSample = false) => ({
    engine: openEngine(endpoint, isSample ? { isSample } : { computer }),
    endpoint: formatEndpoint(endpoint),
  });
  return {
    async list() {
      const candidates = await listEndpoints(computer);
      return candidates.map(({ label, endpoint }) => ({ label, endpoint: formatEndpoint(endpoint) }));
    },
    async open(endpoint) {
      return opened(await chosenEndpoint(computer, endpoint));
    },
    async openSample() {
      const sample = await startSampleEngine();
      const { engine, endpoint } = opened(parseEndpoint(sample.endpoint), true);
      const close = (): void => {
        engine.close();
        void sample.close();
      };
      return { engine: { ...engine, close }, endpoint };
    },
  };
}

/** Without a choice it is docker's own; where nobody chose at all and nothing is there, the first engine that is. */
async function chosenEndpoint(computer: Computer, chosen: string | undefined): Promise<Endpoint> {
  const candidates = await listEndpoints(computer);
  try {
    // A context's endpoint may need its TLS material, which its text form does not hold.
    const known = candidates.find(({ endpoint }) => formatEndpoint(endpoint) === chosen);
    if (known !== undefined) return known.endpoint;
    if (chosen !== undefined) return parseEndpoint(chosen, { isExplicit: true });
    const { endpoint, source } = await resolveEndpoint({}, computer);
    const isThere = endpoint.kind !== 'unix' || (await computer.exists(endpoint.path));
    if (source !== 'default' || isThere) return endpoint;
    return (
      candidates.find((candidate) => formatEndpoint(candidate.endpoint) !== formatEndpoint(endpoint))
        ?.endpoint ?? endpoint
    );
  } catch (error) {
    if (error instanceof EndpointError) throw new EngineError('not-found', error.message, { cause: error });
    throw error;
  }
}
