/** Where the session bus listens. https://dbus.freedesktop.org/doc/dbus-specification.html#addresses */

import { posix } from 'node:path';

/** Socket paths to try in order; an abstract one begins with a zero byte, as Node wants it. Other transports are passed over. */
export function sessionBusPaths(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const address = env['DBUS_SESSION_BUS_ADDRESS'];
  if (address) return address.split(';').flatMap((entry) => socketPath(entry) ?? []);
  const runtimeDir = env['XDG_RUNTIME_DIR'];
  return runtimeDir ? [posix.join(runtimeDir, 'bus')] : [];
}

function socketPath(entry: string): string | undefined {
  const [transport, rest] = split(entry, ':');
  if (transport !== 'unix') return undefined;
  const options = new Map(rest.split(',').map((option) => split(option, '=')));
  const [path, abstract] = [options.get('path'), options.get('abstract')];
  if (path) return unescape(path);
  return abstract ? `\0${unescape(abstract)}` : undefined;
}

function split(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** Bytes outside a safe set come as `%20`. */
function unescape(text: string): string {
  const bytes = Buffer.from(text)
    .toString('latin1')
    .replaceAll(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
