/** Of `GET /containers/{id}/json` how the log is kept, and the end of the last run. */

import * as v from 'valibot';
import type { ContainerInspection } from '../../core/ports/engine.ts';
import { text, textMap, time } from './json-fields.ts';

export const containerInspection = v.object({
  State: v.nullish(v.object({ FinishedAt: time })),
  HostConfig: v.nullish(v.object({ LogConfig: v.nullish(v.object({ Type: text, Config: textMap })) })),
  LogPath: text,
});

/** The driver of an engine whose `daemon.json` names none. */
const DEFAULT_DRIVER = 'json-file';

/**
 * The engine writes its defaults into a container as it makes it (moby `daemon/logs.go`, `mergeAndVerifyLogConfig`): what counts
 * is here, whatever `daemon.json` says by now. Only `json-file` grows without limit unless told otherwise; `local` keeps 100 MB.
 */
export function inspectionFrom({
  State,
  HostConfig,
  LogPath,
}: v.InferOutput<typeof containerInspection>): ContainerInspection {
  const { Type = '', Config = {} } = HostConfig?.LogConfig ?? {};
  const driver = Type === '' ? DEFAULT_DRIVER : Type;
  return {
    finishedAtMs: State?.FinishedAt,
    log: {
      driver,
      isUnrotated: driver === DEFAULT_DRIVER && (Config['max-size'] ?? '') === '',
      path: LogPath === '' ? undefined : LogPath,
    },
  };
}
