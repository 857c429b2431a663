/** Gives memory that a burst of work left behind back to the system: V8 keeps it until much more is asked for. */

import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (how: {
  readonly type: 'major';
  readonly execution: 'sync';
  readonly flavor: 'last-resort';
}) => void;

/** Less than this is not worth the work. */
const LEAST_BYTES = 2_000_000;

let collect: Collect | undefined;
/** As large as the heap was made by the last time. */
let heapBytes = 0;

/**
 * Takes some 20 ms, after a reading of 100,000 records 0.2 s; nothing where the heap has not grown. `last-resort` lets the room for
 * new things shrink too; Nodes older than Electron 33 know no such kind, and give back less.
 */
export function giveMemoryBack(): void {
  if (getHeapStatistics().total_heap_size < heapBytes + LEAST_BYTES) return;
  collect ??= collector();
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  heapBytes = getHeapStatistics().total_heap_size;
}

/** Only a context made under this flag has it. https://nodejs.org/api/v8.html#v8setflagsfromstringflags */
function collector(): Collect {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as Collect;
  setFlagsFromString('--no-expose-gc');
  return gc;
}
