/** Which store an engine keeps its images in. */

import type { ImageStore } from '../../shared/usage.ts';
import type { Api } from './negotiate.ts';
import { usesContainerdStore, type EngineInfo } from './wire/system.ts';

export function imageStoreOf({ isPodman }: Api, info: EngineInfo): ImageStore {
  if (isPodman) return 'podman';
  return usesContainerdStore(info) ? 'containerd' : 'classic';
}
