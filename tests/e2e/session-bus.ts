/** Calls on a desktop's session bus, in plain values. */

import dbus from 'dbus-next';

export type SessionBus = dbus.MessageBus;

export function connectToBus(busAddress: string): SessionBus {
  return dbus.sessionBus({ busAddress });
}

export interface BusCall {
  readonly destination: string;
  readonly path: string;
  /** `interface.Member` */
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

/** The reply's values, variants unwrapped. */
export async function callBus(
  bus: SessionBus,
  { destination, path, member, signature, body }: BusCall,
): Promise<unknown[]> {
  const dot = member.lastIndexOf('.');
  const message = new dbus.Message({
    destination,
    path,
    interface: member.slice(0, dot),
    member: member.slice(dot + 1),
    signature: signature ?? '',
    body: [...(body ?? [])],
  });
  const reply = await bus.call(message);
  return (reply?.body ?? []).map(unwrap);
}

export function asVariant(signature: string, value: unknown): unknown {
  return new dbus.Variant(signature, value);
}

const busItself = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus' };

export async function hasOwner(bus: SessionBus, name: string): Promise<boolean> {
  const member = 'org.freedesktop.DBus.NameHasOwner';
  return (await callBus(bus, { ...busItself, member, signature: 's', body: [name] }))[0] === true;
}

/** The process behind a name on the bus. */
export async function pidOf(bus: SessionBus, name: string): Promise<number> {
  const member = 'org.freedesktop.DBus.GetConnectionUnixProcessID';
  return Number((await callBus(bus, { ...busItself, member, signature: 's', body: [name] }))[0]);
}

/** From now on the connection only listens, to everything that passes. */
export async function becomeMonitor(bus: SessionBus, rules: readonly string[]): Promise<void> {
  const member = 'org.freedesktop.DBus.Monitoring.BecomeMonitor';
  // A monitor that answers a call it overhears is thrown off the bus.
  bus.addMethodHandler(() => true);
  await callBus(bus, { ...busItself, member, signature: 'asu', body: [rules, 0] });
}

/** Variants become their values, at any depth; bytes stay bytes. */
export function unwrap(value: unknown): unknown {
  if (value instanceof dbus.Variant) return unwrap(value.value);
  if (Buffer.isBuffer(value) || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(unwrap);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unwrap(part)]));
}
