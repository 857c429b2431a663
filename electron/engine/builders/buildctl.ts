/** Measures and prunes the cache of one builder through the `buildctl` in its container, of whatever age that is. */

import type { BuilderIdentity } from '../../../shared/plan.ts';
import type { CacheRecord } from '../../../shared/usage.ts';
import { EngineError, type Stop } from '../../core/ports/engine.ts';
import { DELETE_DEADLINE_MS } from '../delete-objects.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { recordsFromJson } from './buildctl-json.ts';
import { recordsFromText } from './buildctl-text.ts';
import { execBuildctl, type BuildctlRun, type ExecParts } from './exec-buildctl.ts';
import { prunedIds } from './pruned-ids.ts';

export interface Measured {
  readonly records: readonly CacheRecord[];
  /** By BuildKit itself. */
  readonly isRounded: boolean;
}

export interface Buildctl {
  measure(stop?: Stop): Promise<Measured>;
  /**
   * Deletes these records and no others, and of them none that was used within the last `keepMs`. A stop does not reach it: it
   * could not be ended. The deadline ends the waiting alone.
   */
  prune(ids: readonly string[], keepMs: number | undefined): Promise<readonly string[]>;
}

/** The first look after a long time measures what was not. */
const MEASURE_DEADLINE_MS = 2 * 60_000;
const AS_JSON = ['--format', '{{json .}}'];

export function buildctlIn(parts: ExecParts, builder: BuilderIdentity): Buildctl {
  // Measuring holds on to records for a moment, and a prune would pass them over.
  const inTurn = oneAtATime();
  let printsJson: boolean | undefined;

  const run = (args: readonly string[], deadlineMs: number, stop?: Stop): Promise<BuildctlRun> =>
    execBuildctl(parts, builder, ['buildctl', ...args], { deadlineMs, stop });

  async function measure(stop?: Stop): Promise<Measured> {
    if (printsJson !== false) {
      const answer = await run(['du', ...AS_JSON], MEASURE_DEADLINE_MS, stop);
      printsJson = !lacksFormat(answer);
      if (printsJson) return { records: recordsFromJson(successOf(answer)), isRounded: false };
    }
    const answer = await run(['du', '--verbose'], MEASURE_DEADLINE_MS, stop);
    return { records: recordsFromText(successOf(answer)), isRounded: true };
  }

  async function prune(ids: readonly string[], keepMs: number | undefined): Promise<readonly string[]> {
    if (printsJson === undefined) await measure();
    const args = [
      'prune',
      '--all',
      ...(keepMs === undefined ? [] : ['--keep-duration', `${keepMs}ms`]),
      ...(printsJson === true ? AS_JSON : []),
      ...ids.flatMap((id) => ['--filter', `id==${id}`]),
    ];
    return prunedIds(successOf(await run(args, DELETE_DEADLINE_MS)), ids);
  }

  return {
    measure: (stop) => inTurn(() => measure(stop)),
    prune: (ids, keepMs) => inTurn(() => prune(ids, keepMs)),
  };
}

/** BuildKit up to 0.10 (urfave/cli's own words). */
function lacksFormat({ exitCode, stdout, stderr }: BuildctlRun): boolean {
  return exitCode !== 0 && `${stdout}${stderr}`.includes('flag provided but not defined: -format');
}

function successOf({ exitCode, stdout, stderr }: BuildctlRun): string {
  if (exitCode === 0) return stdout;
  // The container runs, and its buildkitd does not yet, or no more.
  const isAlone = /could not connect to|connection refused|context deadline exceeded/i.test(stderr);
  throw new EngineError(isAlone ? 'refused' : 'bad-reply', `buildctl ended with ${exitCode}`);
}
