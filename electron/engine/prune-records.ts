/** Deletes cache records by id, and only by id. */

import { EngineError, type Stop } from '../core/ports/engine.ts';
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
 * `until` (engine time) keeps what was used later, where the engine takes a point in time. `stop` begins no further call and lets
 * the one under way end: cutting it off would leave all that remains of its chains "in use" until the engine restarts
 * (28.5.2 with the containerd store, see docs/decisions/never-cut-off-a-prune.md). When a call fails, the engine loses its
 * list of what it deleted, so the records are read again: the answer names what is gone. A failure with nothing gone is thrown.
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
  const prune = async (some: readonly string[]): Promise<readonly string[]> => {
    if (stop?.aborted === true) return [];
    const query = { all: '1', filters: filters(some) };
    const reply = await client.send('POST', '/build/prune', { query, deadlineMs: undefined });
    return decode(pruneReport, reply.text).CachesDeleted;
  };

  const deletedIds: string[] = [];
  try {
    for (let start = 0; start < ids.length; start += MAX_IDS_A_CALL) {
      deletedIds.push(...(await inTurn(() => prune(ids.slice(start, start + MAX_IDS_A_CALL)))));
    }
    return { deletedIds };
  } catch (error) {
    const gone = await goneAmong(ids, presentIds).catch(() => []);
    if (gone.length === 0) throw error;
    return { deletedIds: gone };
  }
}

/** Which of the ids are there no more. */
export async function goneAmong(
  ids: readonly string[],
  presentIds: RecordPruner['presentIds'],
): Promise<readonly string[]> {
  // The engine may still be finishing its batch; two equal looks mean that it has.
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
export function assertIds(ids: readonly string[]): void {
  if (ids.length === 0) throw new EngineError('bad-reply', 'no record ids: nothing would limit the prune');
  if (!ids.every((id) => /^[a-z0-9]+$/.test(id))) throw new EngineError('bad-reply', 'not a record id');
}
