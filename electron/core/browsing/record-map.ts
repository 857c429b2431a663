/** The build cache as rectangles by size: types, and in them the largest records. */

import type { MapNode } from '../../../shared/browse.ts';
import type { CacheRecord } from '../../../shared/usage.ts';
import { sumOf } from '../usage/sum-of.ts';
import { rowText } from './cut-text.ts';
import type { Found } from './finder.ts';
import type { BrowseReading, BrowseRows } from './listing.ts';
import { recordFacts } from './record-facts.ts';

/** As many as can be told apart. */
const MOST_LEAVES = 300;

/**
 * Of what was found: the largest records of all types by themselves, the rest of each type as one leaf. Every node is as large as
 * its children together, and the root as all that was found; the largest come first.
 */
export function recordMap(reading: BrowseReading, rows: BrowseRows, { isFound }: Found): MapNode {
  const { records } = reading;
  const { standings } = recordFacts(reading);
  const isLargest = largestTest(records, isFound);
  const types = new Map<string, { readonly leaves: MapNode[]; count: number; sizeBytes: number }>();
  for (const [place, { id, type, description, sizeBytes }] of records.entries()) {
    if (isFound[place] !== 1) continue;
    const group = types.get(type) ?? { leaves: [], count: 0, sizeBytes: 0 };
    types.set(type, group);
    if (isLargest(sizeBytes)) {
      const [row, name] = [rows.of('record', id), rowText(description)];
      group.leaves.push({ ...leafOf(type, sizeBytes, 1), row, name, standing: standings[place] });
    } else {
      group.count += 1;
      group.sizeBytes += sizeBytes;
    }
  }
  const groups = [...types].map(([type, { leaves, count, sizeBytes }]) =>
    groupOf(type, count === 0 ? leaves : [...leaves, leafOf(type, sizeBytes, count)]),
  );
  return groupOf('', groups);
}

/** Whether a record is among the largest that were found; of those as large as the last of them, the first ones asked about. */
function largestTest(records: readonly CacheRecord[], isFound: Uint8Array): (sizeBytes: number) => boolean {
  const sizes = Float64Array.from(records, ({ sizeBytes }, place) => (isFound[place] === 1 ? sizeBytes : -1));
  const largest = sizes.sort().subarray(-MOST_LEAVES);
  const [atLeast = 0] = largest;
  let equals = largest.filter((size) => size === atLeast).length;
  return (sizeBytes) => sizeBytes > atLeast || (sizeBytes === atLeast && equals-- > 0);
}

function groupOf(type: string, children: readonly MapNode[]): MapNode {
  const total = (of: (node: MapNode) => number): number => sumOf(children, of);
  return {
    ...leafOf(
      type,
      total(({ sizeBytes }) => sizeBytes),
      total(({ count }) => count),
    ),
    children: [...children].sort((one, other) => other.sizeBytes - one.sizeBytes),
  };
}

function leafOf(type: string, sizeBytes: number, count: number): MapNode {
  return {
    row: undefined,
    name: rowText(type),
    type: rowText(type),
    standing: undefined,
    sizeBytes,
    count,
    children: [],
  };
}
