/** The other side of the bus, played by another implementation of D-Bus (dbus-next), so that no mistake is made twice. */

import { createRequire } from 'node:module';
import type * as DBusNext from 'dbus-next';
import { onTestFinished } from 'vitest';
import type { PrivateBus } from './private-bus.ts';

export const dbusNext = createRequire(import.meta.url)('dbus-next') as typeof DBusNext;

/** `name` is its unique name; the package's types do not tell. */
export type Peer = DBusNext.MessageBus & { readonly name: string };

export async function aPeer({ address }: PrivateBus): Promise<Peer> {
  const peer = dbusNext.sessionBus({ busAddress: address }) as Peer;
  // It is cut off when a test stops the bus.
  peer.on('error', () => undefined);
  await new Promise<void>((resolve) => peer.once('connect', () => resolve()));
  onTestFinished(() => peer.disconnect());
  return peer;
}
