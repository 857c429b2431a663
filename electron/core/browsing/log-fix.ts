/** The lines that limit a container's log: three files of 10 MB, for one service or for all that the engine makes from now on. */

import type { LogFix } from '../../../shared/browse-details.ts';

const DRIVER = 'json-file';
/** As text, both: neither Compose nor `daemon.json` takes a number here. */
const LIMITS = { 'max-size': '10m', 'max-file': '3' } as const;

/** To be put below the service, and into `daemon.json`. The engine itself rotates from then on; what is there stays. */
export const LOG_FIX: LogFix = {
  composeYaml: [
    'logging:',
    `  driver: ${DRIVER}`,
    '  options:',
    ...Object.entries(LIMITS).map(([option, value]) => `    ${option}: "${value}"`),
  ].join('\n'),
  daemonJson: JSON.stringify({ 'log-driver': DRIVER, 'log-opts': LIMITS }, null, 2),
};
