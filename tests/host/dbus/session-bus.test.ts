import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Message as PeerMessage } from 'dbus-next';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sessionBusPaths } from '../../../electron/host/dbus/address.ts';
import type { Message } from '../../../electron/host/dbus/message.ts';
import { SessionBus } from '../../../electron/host/dbus/session-bus.ts';
import { tempFolder } from '../temp-folder.ts';
import { Heard } from './heard.ts';
import { aPeer, dbusNext, type Peer } from './peer.ts';
import { privateBus, type PrivateBus } from './private-bus.ts';
import { isInstalled } from '../installed.ts';

const DAEMON = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};
const PEER = { destination: 'dev.bilge.Peer', path: '/', interface: 'dev.bilge.Peer' };

/** Runs what was put off when the test says so. */
class HandClock {
  readonly delays: number[] = [];
  #run: (() => void) | undefined;

  readonly after = (delayMs: number, run: () => void): (() => void) => {
    this.delays.push(delayMs);
    this.#run = run;
    return () => (this.#run = undefined);
  };

  ring(): void {
    this.#run?.();
  }
}

function aSessionBus({ address }: Pick<PrivateBus, 'address'>, clock = new HandClock()): SessionBus {
  const bus = new SessionBus(sessionBusPaths({ DBUS_SESSION_BUS_ADDRESS: address }), clock);
  onTestFinished(() => bus.close());
  return bus;
}

/** A service that sends back what it was sent. */
async function anEcho(bus: PrivateBus): Promise<Peer> {
  const peer = await aPeer(bus);
  await peer.requestName(PEER.destination, 0);
  peer.addMethodHandler((message: PeerMessage) => {
    if (message.member !== 'Echo') return false;
    peer.send(dbusNext.Message.newMethodReturn(message, message.signature, message.body as unknown[]));
    return true;
  });
  return peer;
}

describe.runIf(isInstalled('dbus-daemon'))('calls over a real bus', () => {
  it('are answered by the daemon', async () => {
    const bus = aSessionBus(await privateBus());
    const { sender, body } = await bus.call({ ...DAEMON, member: 'ListNames' });
    expect(sender).toBe('org.freedesktop.DBus');
    expect(body[0]).toContain('org.freedesktop.DBus');
  });

  it('carry every kind of value to another implementation and back', async () => {
    const daemon = await privateBus();
    await anEcho(daemon);
    const body = [
      255,
      true,
      -5,
      65535,
      -70000,
      4_000_000_000,
      -(2n ** 60n),
      2n ** 63n,
      0.1,
      'naïve 简体 한국어',
      '/a/b',
      'a{sv}',
      ['x', 'y'],
      [1, 'in a struct', [true]],
      new Map<string, { signature: string; value: string | number }>([
        ['one', { signature: 's', value: 'text' }],
        ['two', { signature: 'u', value: 2 }],
      ]),
      { signature: '(si)', value: ['nested', 3] },
    ];
    const reply = await aSessionBus(daemon).call({
      ...PEER,
      member: 'Echo',
      signature: 'ybnqiuxtdsogas(isab)a{sv}v',
      body,
    });
    expect(reply.body).toEqual(body);
  });

  it('carry megabytes', async () => {
    const daemon = await privateBus();
    await anEcho(daemon);
    const body = ['x'.repeat(3_000_000)];
    const reply = await aSessionBus(daemon).call({ ...PEER, member: 'Echo', signature: 's', body });
    expect(reply.body).toEqual(body);
  });

  it('fail with the name of the error', async () => {
    const bus = aSessionBus(await privateBus());
    await expect(bus.call({ ...PEER, member: 'Echo' })).rejects.toMatchObject({
      code: 'org.freedesktop.DBus.Error.ServiceUnknown',
    });
  });

  it('to us are refused, not left waiting', async () => {
    const daemon = await privateBus();
    const bus = aSessionBus(daemon);
    const { body } = await bus.call({ ...DAEMON, member: 'GetId' });
    expect(body).toHaveLength(1);
    const peer = await aPeer(daemon);
    const names = (await bus.call({ ...DAEMON, member: 'ListNames' })).body[0] as readonly string[];
    const ours = names.find((name) => name.startsWith(':') && name !== peer.name)!;
    const call = new dbusNext.Message({ destination: ours, path: '/', interface: 'a.B', member: 'C' });
    await expect(peer.call(call)).rejects.toMatchObject({ type: 'org.freedesktop.DBus.Error.UnknownMethod' });
  });
});

describe.runIf(isInstalled('dbus-daemon'))('signals over a real bus', () => {
  const emit = (peer: Peer, member: string, text: string): void => {
    peer.send(dbusNext.Message.newSignal('/', PEER.interface, member, 's', [text]));
  };

  it('are heard when they match, until no longer wanted', async () => {
    const daemon = await privateBus();
    const peer = await anEcho(daemon);
    const bus = aSessionBus(daemon);
    const [all, some] = [new Heard<Message>(), new Heard<Message>()];
    bus.onSignal({ interface: PEER.interface, member: 'Said' }, all.add);
    const stop = bus.onSignal({ interface: PEER.interface, member: 'Said', arg0: 'b' }, some.add);
    // An answer tells that the bus knows the rules sent before.
    await bus.call({ ...DAEMON, member: 'GetId' });
    for (const text of ['a', 'b']) emit(peer, 'Said', text);
    emit(peer, 'Whispered', 'b');
    expect((await all.next()).body).toEqual(['a']);
    expect(await all.next()).toMatchObject({ body: ['b'], sender: peer.name });
    expect((await some.next()).body).toEqual(['b']);

    stop();
    emit(peer, 'Said', 'b');
    expect((await all.next()).body).toEqual(['b']);
    expect(some.rest).toEqual([]);
  });

  it('are heard again after the bus went and came', async () => {
    const daemon = await privateBus();
    const clock = new HandClock();
    const bus = aSessionBus(daemon, clock);
    const [presence, said] = [new Heard<boolean>(), new Heard<Message>()];
    bus.onPresence(presence.add);
    bus.onSignal({ interface: PEER.interface, member: 'Said' }, said.add);
    expect(await presence.next()).toBe(true);

    await daemon.stop();
    expect(await presence.next()).toBe(false);
    await expect(bus.call({ ...DAEMON, member: 'GetId' })).rejects.toMatchObject({ code: 'bus-gone' });

    await daemon.start();
    clock.ring();
    expect(await presence.next()).toBe(true);
    emit(await anEcho(daemon), 'Said', 'hello again');
    expect((await said.next()).body).toEqual(['hello again']);
  });
});

describe('without a bus', () => {
  it('calls fail and nothing is retried', async () => {
    const clock = new HandClock();
    const bus = new SessionBus(sessionBusPaths({}), clock);
    bus.onPresence(() => expect.unreachable());
    await expect(bus.call({ ...DAEMON, member: 'GetId' })).rejects.toMatchObject({ code: 'bus-gone' });
    expect(clock.delays).toEqual([]);
  });

  it('one that may still come is tried ever more rarely', async () => {
    const clock = new HandClock();
    const path = join(await tempFolder(), 'no-bus');
    const bus = aSessionBus({ address: `unix:path=${path}` }, clock);
    bus.onPresence(() => expect.unreachable());
    for (let attempt = 0; attempt < 8; attempt += 1) {
      await expect(bus.call({ ...DAEMON, member: 'GetId' })).rejects.toMatchObject({ code: 'bus-gone' });
      clock.ring();
    }
    expect(clock.delays.slice(0, 8)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });

  it('one that speaks nonsense is left', async () => {
    const path = join(await tempFolder(), 'bus');
    const server = createServer((socket) => {
      socket.once('data', () => {
        socket.write('OK 0123\r\n');
        socket.on('data', () => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
      });
    });
    await new Promise<void>((resolve) => server.listen(path, resolve));
    onTestFinished(() => void server.close());
    const bus = aSessionBus({ address: `unix:path=${path}` });
    await expect(bus.call({ ...DAEMON, member: 'GetId' })).rejects.toMatchObject({ code: 'bus-gone' });
  });

  it('one that refuses us is left', async () => {
    const path = join(await tempFolder(), 'bus');
    const server = createServer((socket) => socket.once('data', () => socket.write('REJECTED EXTERNAL\r\n')));
    await new Promise<void>((resolve) => server.listen(path, resolve));
    onTestFinished(() => void server.close());
    await expect(
      aSessionBus({ address: `unix:path=${path}` }).call({ ...DAEMON, member: 'GetId' }),
    ).rejects.toMatchObject({ code: 'bus-gone' });
  });
});
