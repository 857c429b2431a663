/** Sizes of containers and volumes as they were last measured: later readings go without, since they cost minutes. */

import type { Inventory } from '../../shared/usage.ts';

export interface MeasuredSizes {
  /** What each container wrote, by id. */
  readonly writtenBytes: ReadonlyMap<string, number>;
  /** By name. */
  readonly volumeBytes: ReadonlyMap<string, number>;
}

export function sizesOf({ containers, volumes }: Inventory): MeasuredSizes {
  return {
    writtenBytes: knownOf(containers.map(({ id, writtenBytes }) => [id, writtenBytes])),
    volumeBytes: knownOf(volumes.map(({ name, sizeBytes }) => [name, sizeBytes])),
  };
}

/** What was not measured this time has the size from before; what came since has none. */
export function withSizes(inventory: Inventory, { writtenBytes, volumeBytes }: MeasuredSizes): Inventory {
  return {
    ...inventory,
    containers: inventory.containers.map((container) => ({
      ...container,
      writtenBytes: container.writtenBytes ?? writtenBytes.get(container.id),
    })),
    volumes: inventory.volumes.map((volume) => ({
      ...volume,
      sizeBytes: volume.sizeBytes ?? volumeBytes.get(volume.name),
    })),
  };
}

function knownOf(sizes: readonly (readonly [string, number | undefined])[]): ReadonlyMap<string, number> {
  return new Map(sizes.flatMap(([id, bytes]) => (bytes === undefined ? [] : [[id, bytes] as const])));
}
