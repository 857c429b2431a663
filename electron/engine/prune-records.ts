/** Deletes cache records by id, and only by id. */

import { EngineError, type Stop } from '../core/ports.ts';
import { decode } from './decode.ts';
import type { EngineClient } from './engine-client.ts';
import type { OneAtATime } from './one-at-a-time.ts';
import { pruneReport } from './wire/disk-usage.ts';

/** A request line of 14 kB: Docker takes up to 1 MB, proxies in front of it often 16 kB. */
const MAX_IDS_A_CALL = 500;

export interface RecordPruner {
  readonly client: EngineClient;
  readonly inTurn: OneAtATime;
  /** Ids of all records now; tells what went when the engine could not report. */
  readonly presentIds: () => Promise<ReadonlySet<string>>;
}

/**
 * `until` (engine time) keeps what was used later, where the engine takes a point in time. When a call is stopped or fails, the
 * engine loses its list of what it deleted, so the records are read again: the answer names what is gone. A failure with
 * nothing gone is thrown.
 */
export async function pruneRecords(
  { client, inTurn, presentIds }: RecordPruner,
  ids: readonly string[],
  until: string | undefined,
  stop?: Stop,
): Promise<{ readonly deletedIds: readonly string[] }> {
  assertIds(ids);
  const { takesPruneTime, isPodman } = await client.api();
  if (isPodman) return { deletedIds: [] };
  const filters = (some: readonly string[]): string =>
    JSON.stringify({
      id: [`^(${some.join('|')})$`],
      ...(takesPruneTime && until !== undefined ? { until: [until] } : {}),
    });

  const deletedIds: string[] = [];
  try {
    for (let start = 0; start < ids.length && stop?.aborted !== true; start += MAX_IDS_A_CALL) {
      const query = { all: '1', filters: filters(ids.slice(start, start + MAX_IDS_A_CALL)) };
      // No deadline: an engine that is cut off stops half way.
      const call = { query, deadlineMs: undefined, stop };
      const reply = await inTurn(() => client.send('POST', '/build/prune', call));
      deletedIds.push(...decode(pruneReport, reply.text).CachesDeleted);
    }
    return { deletedIds };
  } catch (error) {
    const isStopped = stop?.aborted === true;
    const gone = await missingAmong(ids, presentIds).catch(() => undefined);
    if (gone === undefined || (gone.length === 0 && !isStopped)) throw error;
    return { deletedIds: gone };
  }
}

async function missingAmong(
  ids: readonly string[],
  presentIds: RecordPruner['presentIds'],
): Promise<readonly string[]> {
  // The engine finishes the batch under way after it notices; two equal looks mean that it has.
  let gone = await look();
  for (;;) {
    const again = await look();
    if (again.length === gone.length) return again;
    gone = again;
  }

  async function look(): Promise<readonly string[]> {
    const present = await presentIds();
    return ids.filter((id) => !present.has(id));
  }
}

/** The engine reads the list as a regular expression: anything but plain ids could match more than was meant. */
function assertIds(ids: readonly string[]): void {
  if (ids.length === 0) throw new EngineError('bad-reply', 'no record ids: nothing would limit the prune');
  if (!ids.every((id) => /^[a-z0-9]+$/.test(id))) throw new EngineError('bad-reply', 'not a record id');
}
