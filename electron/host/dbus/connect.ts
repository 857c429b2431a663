/** Opens a socket to a message bus and proves who we are. https://dbus.freedesktop.org/doc/dbus-specification.html#auth-protocol */

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A bus on the same computer answers in a millisecond; one that hangs is as good as none. */
const PATIENCE_MS = 5000;

/** The first of the paths that lets us in, ready for messages. */
export async function connectToBus(paths: readonly string[]): Promise<Socket> {
  let reason: unknown = new Error('There is no session bus.');
  for (const path of paths) {
    try {
      return await openBus(path);
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
}

async function openBus(path: string): Promise<Socket> {
  const socket = connect(path);
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    await once(socket, 'connect', { signal });
    const uid = Buffer.from(String(process.getuid?.() ?? '')).toString('hex');
    socket.write(`\0AUTH EXTERNAL ${uid}\r\n`);
    // The bus speaks only when spoken to, so what comes now is its one line of answer.
    const [answer] = (await once(socket, 'data', { signal })) as [Buffer];
    if (!answer.toString('latin1').startsWith('OK ')) throw new Error('The session bus does not let us in.');
    socket.pause();
    socket.write('BEGIN\r\n');
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}
