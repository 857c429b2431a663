/** What an engine says about itself. */

import * as v from 'valibot';
import { list, text } from './json-fields.ts';

const apiVersion = v.pipe(v.string(), v.regex(/^1\.\d{1,3}$/));

export const engineVersion = v.object({
  Version: text,
  ApiVersion: apiVersion,
  MinAPIVersion: v.optional(apiVersion, '1.12'),
  Components: list(v.object({ Name: text })),
});

export const engineInfo = v.object({
  ID: text,
  Name: text,
  DockerRootDir: text,
  /** RFC 3339 with nanoseconds. */
  SystemTime: text,
  DriverStatus: list(v.array(v.unknown())),
});
export type EngineInfo = v.InferOutput<typeof engineInfo>;

/** The containerd image store names its snapshotter plug-in as the driver type (moby daemon/containerd). */
export function usesContainerdStore(info: EngineInfo): boolean {
  return info.DriverStatus.some(
    ([key, value]) => key === 'driver-type' && value === 'io.containerd.snapshotter.v1',
  );
}
