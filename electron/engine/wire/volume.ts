/** Volumes: the list, and the sizes that `GET /system/df` adds. */

import * as v from 'valibot';
import type { Volume } from '../../../shared/usage.ts';
import { list, measured, text, textMap, time } from './json-fields.ts';

export const volumeItem = v.object({
  Name: v.pipe(v.string(), v.nonEmpty()),
  Driver: text,
  Labels: textMap,
  Options: textMap,
  CreatedAt: time,
  UsageData: v.nullish(v.object({ Size: measured, RefCount: measured })),
});
export type VolumeItem = v.InferOutput<typeof volumeItem>;

export const volumeList = v.object({ Volumes: list(volumeItem) });

export interface VolumeMeasure {
  readonly sizeBytes: number | undefined;
  readonly containerCount: number | undefined;
}

export function volumeFrom(item: VolumeItem, measure: VolumeMeasure, labelsAnonymous: boolean): Volume {
  return {
    name: item.Name,
    driver: item.Driver,
    isAnonymous: anonymity(item, labelsAnonymous),
    sizeBytes: measure.sizeBytes,
    containerCount: measure.containerCount,
    createdAtMs: item.CreatedAt,
    labels: item.Labels,
  };
}

/** Engines from 23.0 label what nobody named; before, and on Podman, only the looks of the name tell. */
function anonymity(
  { Name, Driver, Labels, Options }: VolumeItem,
  labelsAnonymous: boolean,
): Volume['isAnonymous'] {
  if ('com.docker.volume.anonymous' in Labels) return 'yes';
  if (labelsAnonymous || Driver !== 'local') return 'no';
  const isPlain = Object.keys(Labels).length === 0 && Object.keys(Options).length === 0;
  return isPlain && /^[0-9a-f]{64}$/.test(Name) ? 'probably' : 'no';
}
