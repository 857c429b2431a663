/** The desktop itself: what it shows and hides is what the tests about Bilge rely on. */

import type dbus from 'dbus-next';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startDesktop, type Desktop } from './desktop.ts';
import { asVariant, callBus, connectToBus, hasOwner } from './session-bus.ts';
import { until } from './until.ts';

let desktop: Desktop;
beforeEach(async () => {
  desktop = await startDesktop({ hasPanel: false });
});
afterEach(() => desktop.stop());

it('hosts tray icons from the moment its panel starts until it ends', async () => {
  const hasHost = (): Promise<boolean> => hasOwner(desktop.bus, 'org.kde.StatusNotifierWatcher');
  expect(await hasHost()).toBe(false);
  await desktop.startPanel();
  expect(await hasHost()).toBe(true);
  await desktop.stopPanel();
  expect(await hasHost()).toBe(false);
});

it('sees a notification and presses its second button', async () => {
  const sender = connectToBus(desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '');
  const pressed: unknown[] = [];
  sender.on('message', (message: dbus.Message) => {
    if (message.member === 'ActionInvoked') pressed.push(message.body[1]);
  });
  const buttons = ['default', 'Open', 'clean', 'Clean cache'];
  await callBus(sender, {
    destination: 'org.freedesktop.Notifications',
    path: '/org/freedesktop/Notifications',
    member: 'org.freedesktop.Notifications.Notify',
    signature: 'susssasa{sv}i',
    body: ['Test', 0, '', 'Cache is large', 'Much.', buttons, { urgency: asVariant('y', 1) }, -1],
  });
  const seen = await desktop.notifications.next(({ summary }) => summary === 'Cache is large');
  expect(seen).toMatchObject({
    app: 'Test',
    replacesId: 0,
    buttons: { default: 'Open', clean: 'Clean cache' },
  });
  await desktop.notifications.press('Clean cache', 'Cache is large');
  expect(await until('the button to be reported', () => pressed.at(0))).toBe('clean');
  sender.disconnect();
});

it('takes pictures of its screen', async () => {
  const file = join(desktop.env['HOME'] ?? '', 'screen.png');
  await desktop.screenshot(file);
  expect(existsSync(file) && statSync(file).size).toBeGreaterThan(200);
});
