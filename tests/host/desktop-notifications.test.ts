import { describe, expect, it, onTestFinished } from 'vitest';
import { SessionBus } from '../../electron/host/dbus/session-bus.ts';
import { DesktopNotifications, type DesktopNotice } from '../../electron/host/desktop-notifications.ts';
import { Heard } from './dbus/heard.ts';
import { aNotificationServer } from './dbus/notification-server.ts';
import { aPeer, dbusNext } from './dbus/peer.ts';
import { privateBus, type PrivateBus } from './dbus/private-bus.ts';
import { RememberingLog } from './remembering-log.ts';
import { isInstalled } from './installed.ts';

type Key = 'level' | 'clean';
type Action = 'open' | 'clean-cache' | 'snooze';

const noTimers = { after: () => () => undefined };

function notificationsOn({ path }: Pick<PrivateBus, 'path'>) {
  const bus = new SessionBus([path], noTimers);
  const log = new RememberingLog();
  const pressed = new Heard<readonly [Key, Action]>();
  const notifications = new DesktopNotifications<Key, Action>(bus, {
    appName: 'Bilge',
    desktopEntry: 'dev.bilge.Bilge',
    icon: 'dev.bilge.Bilge',
    clickAction: 'open',
    onAction: (key, action) => pressed.add([key, action]),
    log,
  });
  onTestFinished(() => {
    notifications.close();
    bus.close();
  });
  return { notifications, pressed, log };
}

function aNotice(over: Partial<DesktopNotice<Key, Action>> = {}): DesktopNotice<Key, Action> {
  return {
    key: 'level',
    title: 'Build cache: 21 GB',
    body: 'Budget 20 GB',
    urgency: 'normal',
    actions: [
      { id: 'clean-cache', label: 'Clean cache' },
      { id: 'open', label: 'Open' },
    ],
    ...over,
  };
}

describe.runIf(isInstalled('dbus-daemon'))('a notification', () => {
  it('is shown with its buttons, urgency and origin', async () => {
    const daemon = await privateBus();
    const server = await aNotificationServer(daemon);
    const { notifications } = notificationsOn(daemon);
    expect(await notifications.show(aNotice({ urgency: 'critical' }))).toBe('shown');
    expect(await server.notified.next()).toEqual({
      id: 1,
      appName: 'Bilge',
      replacesId: 0,
      title: 'Build cache: 21 GB',
      body: 'Budget 20 GB',
      actions: ['default', 'Open', 'clean-cache', 'Clean cache', 'open', 'Open'],
      urgency: 2,
      desktopEntry: 'dev.bilge.Bilge',
    });
  });

  it('takes the place of the one with its key, even when both are shown at once', async () => {
    const daemon = await privateBus();
    const server = await aNotificationServer(daemon);
    const { notifications } = notificationsOn(daemon);
    await Promise.all([
      notifications.show(aNotice()),
      notifications.show(aNotice({ title: 'Build cache: 22 GB' })),
      notifications.show(aNotice({ key: 'clean' })),
    ]);
    const replaced = [
      await server.notified.next(),
      await server.notified.next(),
      await server.notified.next(),
    ];
    expect(replaced.map(({ replacesId, id }) => [replacesId, id])).toEqual([
      [0, 1],
      [1, 1],
      [0, 2],
    ]);
  });

  it('is shown anew once it was closed', async () => {
    const daemon = await privateBus();
    const server = await aNotificationServer(daemon);
    const { notifications, pressed } = notificationsOn(daemon);
    await notifications.show(aNotice());
    await notifications.show(aNotice({ key: 'clean' }));
    server.close(1);
    // Signals come in order, so once this press is heard the closing was too.
    server.press(2, 'open');
    await pressed.next();
    await notifications.show(aNotice());
    expect([
      await server.notified.next(),
      await server.notified.next(),
      await server.notified.next(),
    ]).toMatchObject([{ replacesId: 0 }, { replacesId: 0 }, { replacesId: 0 }]);
  });

  it('replaces nothing of a server that has restarted', async () => {
    const daemon = await privateBus();
    const old = await aNotificationServer(daemon);
    const { notifications } = notificationsOn(daemon);
    await notifications.show(aNotice());
    old.quit();
    const next = await aNotificationServer(daemon);
    await notifications.show(aNotice());
    expect(await next.notified.next()).toMatchObject({ replacesId: 0 });
  });

  it('has its text read as text', async () => {
    const daemon = await privateBus();
    const server = await aNotificationServer(daemon);
    await notificationsOn(daemon).notifications.show(aNotice({ body: '<b>R&D</b>' }));
    expect((await server.notified.next()).body).toBe('&lt;b&gt;R&amp;D&lt;/b&gt;');
  });

  it('is plain where the server knows neither markup nor buttons', async () => {
    const daemon = await privateBus();
    const server = await aNotificationServer(daemon, ['body']);
    await notificationsOn(daemon).notifications.show(aNotice({ body: 'R&D' }));
    expect(await server.notified.next()).toMatchObject({ body: 'R&D', actions: [] });
  });

  it('is reported, not fatal, where nothing shows it', async () => {
    const daemon = await privateBus();
    const { notifications, log } = notificationsOn(daemon);
    expect(await notifications.show(aNotice())).toBe('unavailable');
    expect(log.events).toEqual(['notification-unavailable']);
    const withoutBus = notificationsOn({ path: '/nowhere/bus' });
    expect(await withoutBus.notifications.show(aNotice())).toBe('unavailable');
  });
});

describe.runIf(isInstalled('dbus-daemon'))('a press on a notification', () => {
  it('tells which notice and which button; a click on the notice opens', async () => {
    const daemon = await privateBus();
    const server = await aNotificationServer(daemon);
    const { notifications, pressed } = notificationsOn(daemon);
    await notifications.show(aNotice());
    await notifications.show(aNotice({ key: 'clean' }));
    server.press(1, 'clean-cache');
    server.press(2, 'default');
    expect(await pressed.next()).toEqual(['level', 'clean-cache']);
    expect(await pressed.next()).toEqual(['clean', 'open']);
  });

  it('counts only from the server that shows it, for buttons it has', async () => {
    const daemon = await privateBus();
    const server = await aNotificationServer(daemon);
    const { notifications, pressed } = notificationsOn(daemon);
    await notifications.show(aNotice());
    const stranger = await aPeer(daemon);
    const [path, name] = ['/org/freedesktop/Notifications', 'org.freedesktop.Notifications'];
    await new Promise((resolve) => {
      stranger.send(dbusNext.Message.newSignal(path, name, 'ActionInvoked', 'us', [1, 'clean-cache']));
      // Answered after the bus has passed on the signal.
      void stranger.requestName('dev.bilge.Stranger', 0).then(resolve);
    });
    server.press(1, 'snooze');
    server.press(99, 'open');
    server.press(1, 'open');
    expect(await pressed.next()).toEqual(['level', 'open']);
    expect(pressed.rest).toEqual([]);
  });
});
