/** Which containers name a volume. */

import type { Container, Inventory } from '../../../shared/usage.ts';
import { oncePerReading } from '../usage/once-per-reading.ts';

/** By the volume's name; a container that mounts it twice is there once. */
export const volumeUsers = oncePerReading(
  ({ containers }: Inventory): ((name: string) => readonly Container[]) => {
    const users = new Map<string, Container[]>();
    for (const container of containers)
      for (const name of new Set(container.volumeNames)) {
        const known = users.get(name);
        if (known === undefined) users.set(name, [container]);
        else known.push(container);
      }
    return (name) => users.get(name) ?? [];
  },
);
