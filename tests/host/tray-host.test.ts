import { describe, expect, it, onTestFinished } from 'vitest';
import { SessionBus } from '../../electron/host/dbus/session-bus.ts';
import { watchTrayHost } from '../../electron/host/tray-host.ts';
import { Heard } from './dbus/heard.ts';
import { privateBus, type PrivateBus } from './dbus/private-bus.ts';
import { aTrayWatcher } from './dbus/tray-watcher.ts';
import { isInstalled } from './installed.ts';

function watched(daemon: PrivateBus) {
  const heard = new Heard<'host' | 'lost'>();
  const retries: (() => void)[] = [];
  const after = (_delayMs: number, run: () => void): (() => void) => {
    retries.push(run);
    return () => undefined;
  };
  const bus = new SessionBus([daemon.path], { after });
  onTestFinished(() => bus.close());
  const stop = watchTrayHost(bus, { onHost: () => heard.add('host'), onLost: () => heard.add('lost') });
  /** Answered only after everything the bus has told before. */
  const settled = async (): Promise<void> => {
    const peer = {
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
    };
    for (let round = 0; round < 3; round += 1) await bus.call({ ...peer, member: 'GetId' });
  };
  return { heard, stop, settled, retry: () => retries.at(-1)?.() };
}

describe.runIf(isInstalled('dbus-daemon'))('the watch for a tray host', () => {
  it('finds one that is there', async () => {
    const daemon = await privateBus();
    await aTrayWatcher(daemon, { hasHost: true });
    expect(await watched(daemon).heard.next()).toBe('host');
  });

  it('finds one that comes after us, as panels do at login', async () => {
    const daemon = await privateBus();
    const { heard, settled } = watched(daemon);
    await settled();
    expect(heard.rest).toEqual([]);
    await aTrayWatcher(daemon, { hasHost: true });
    expect(await heard.next()).toBe('host');
  });

  it('waits for a watcher to have a host, and loses it with the host', async () => {
    const daemon = await privateBus();
    const watcher = await aTrayWatcher(daemon, { hasHost: false });
    const { heard, settled } = watched(daemon);
    await settled();
    expect(heard.rest).toEqual([]);
    watcher.setHasHost(true);
    expect(await heard.next()).toBe('host');
    watcher.setHasHost(false);
    expect(await heard.next()).toBe('lost');
  });

  it('tells a restart of the panel as a loss and a coming', async () => {
    const daemon = await privateBus();
    const watcher = await aTrayWatcher(daemon, { hasHost: true });
    const { heard } = watched(daemon);
    expect(await heard.next()).toBe('host');
    watcher.quit();
    expect(await heard.next()).toBe('lost');
    await aTrayWatcher(daemon, { hasHost: true });
    expect(await heard.next()).toBe('host');
  });

  it('tells a panel that takes over from another without a gap', async () => {
    const daemon = await privateBus();
    await aTrayWatcher(daemon, { hasHost: true });
    const { heard } = watched(daemon);
    expect(await heard.next()).toBe('host');
    await aTrayWatcher(daemon, { hasHost: true });
    expect(await heard.next()).toBe('lost');
    expect(await heard.next()).toBe('host');
  });

  it('loses it with the bus and finds it with the next', async () => {
    const daemon = await privateBus();
    await aTrayWatcher(daemon, { hasHost: true });
    const { heard, retry } = watched(daemon);
    expect(await heard.next()).toBe('host');
    await daemon.stop();
    expect(await heard.next()).toBe('lost');
    await daemon.start();
    await aTrayWatcher(daemon, { hasHost: true });
    retry();
    expect(await heard.next()).toBe('host');
  });

  it('is silent once ended', async () => {
    const daemon = await privateBus();
    const watcher = await aTrayWatcher(daemon, { hasHost: true });
    const { heard, stop, settled } = watched(daemon);
    expect(await heard.next()).toBe('host');
    stop();
    watcher.setHasHost(false);
    await settled();
    expect(heard.rest).toEqual([]);
  });
});
