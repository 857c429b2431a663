/** A tray icon as the panel sees it: its pixels, tooltip and menu, and clicks on them, all over D-Bus. */

import dbus from 'dbus-next';
import { asVariant, callBus, pidOf, type SessionBus } from './session-bus.ts';
import { until } from './until.ts';

export interface IconPixels {
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel, alpha first, rows from the top. */
  readonly argb: Buffer;
}

export interface TrayProperties {
  readonly id: string;
  readonly status: string;
  readonly tooltip: string;
  /** As sent; empty when the item names a file instead. */
  readonly icons: readonly IconPixels[];
  readonly iconName: string;
  readonly menuPath: string;
}

export interface MenuEntry {
  readonly id: number;
  readonly label: string;
  readonly isEnabled: boolean;
  readonly isVisible: boolean;
  readonly isSeparator: boolean;
  /** Undefined for an entry that cannot be ticked. */
  readonly isTicked: boolean | undefined;
  readonly children: readonly MenuEntry[];
}

export interface TrayItem {
  readonly pid: number;
  properties(): Promise<TrayProperties>;
  menu(): Promise<readonly MenuEntry[]>;
  /** Clicks the entry that the labels lead to, the last of them matching by text or pattern. */
  click(...labels: readonly (string | RegExp)[]): Promise<void>;
  /** A left click on the icon, on desktops that pass it on. */
  activate(): Promise<void>;
}

const watcher = { destination: 'org.kde.StatusNotifierWatcher', path: '/StatusNotifierWatcher' };
const getProperty = { member: 'org.freedesktop.DBus.Properties.Get', signature: 'ss' };

/** Icons that the panel hosts now. */
export async function trayItems(bus: SessionBus): Promise<readonly TrayItem[]> {
  const body = ['org.kde.StatusNotifierWatcher', 'RegisteredStatusNotifierItems'];
  const [registered] = await callBus(bus, { ...watcher, ...getProperty, body });
  return Promise.all((registered as string[]).map((name) => openItem(bus, name)));
}

/** The icon of the process, or of one it started; resolves as soon as the panel has it. */
export function trayItemOf(bus: SessionBus, pid: number, timeoutMs = 10_000): Promise<TrayItem> {
  const find = async (): Promise<TrayItem | undefined> =>
    (await trayItems(bus)).find((item) => item.pid === pid);
  return until(`the tray icon of process ${pid}`, find, timeoutMs);
}

/** A registration is `:1.23`, `:1.23/path` or `org.freedesktop.StatusNotifierItem-pid-n`, by Electron's version. */
async function openItem(bus: SessionBus, registered: string): Promise<TrayItem> {
  const slash = registered.indexOf('/');
  const destination = slash < 0 ? registered : registered.slice(0, slash);
  const item = { destination, path: slash < 0 ? '/StatusNotifierItem' : registered.slice(slash) };
  const properties = async (): Promise<TrayProperties> => {
    const member = 'org.freedesktop.DBus.Properties.GetAll';
    const body = ['org.kde.StatusNotifierItem'];
    const [all] = await callBus(bus, { ...item, member, signature: 's', body });
    return readProperties(all as Record<string, unknown>);
  };
  const menuObject = async (): Promise<typeof item> => ({ destination, path: (await properties()).menuPath });
  const menu = async (): Promise<readonly MenuEntry[]> => {
    const call = { ...(await menuObject()), member: 'com.canonical.dbusmenu.GetLayout', signature: 'iias' };
    const [, layout] = await callBus(bus, { ...call, body: [0, -1, []] });
    return readEntry(layout as Layout).children;
  };
  const click = async (...labels: readonly (string | RegExp)[]): Promise<void> => {
    const entry = findEntry(await menu(), labels);
    if (!entry.isEnabled) throw new Error(`the menu entry "${entry.label}" is disabled`);
    const call = { ...(await menuObject()), member: 'com.canonical.dbusmenu.Event', signature: 'isvu' };
    try {
      await callBus(bus, { ...call, body: [entry.id, 'clicked', asVariant('i', 0), 0] });
    } catch (error) {
      if (isOfOldMenu(error)) return click(...labels);
      unlessGone(error);
    }
  };
  return {
    pid: await pidOf(bus, destination),
    properties,
    menu,
    click,
    async activate() {
      await callBus(bus, {
        ...item,
        member: 'org.kde.StatusNotifierItem.Activate',
        signature: 'ii',
        body: [0, 0],
      });
    },
  };
}

/** The menu was drawn anew since it was read: its entries have other ids now, and nothing was clicked. */
function isOfOldMenu(error: unknown): boolean {
  return error instanceof dbus.DBusError && error.message.includes('error occurred in Event');
}

/** An app that quits by a click does not answer it. */
function unlessGone(error: unknown): void {
  if (!(error instanceof dbus.DBusError && error.type === 'org.freedesktop.DBus.Error.NoReply')) throw error;
}

type WirePixmap = readonly [width: number, height: number, argb: Buffer];

function readProperties(all: Record<string, unknown>): TrayProperties {
  const tooltip = all['ToolTip'] as readonly [icon: string, pixmaps: unknown, title: string, text: string];
  const pixmaps = all['IconPixmap'] as readonly WirePixmap[];
  return {
    id: all['Id'] as string,
    status: all['Status'] as string,
    tooltip: [tooltip[2], tooltip[3]].filter((part) => part !== '').join('\n'),
    icons: pixmaps.map(([width, height, argb]) => ({ width, height, argb: Buffer.from(argb) })),
    iconName: (all['IconName'] as string | undefined) ?? '',
    menuPath: all['Menu'] as string,
  };
}

type Layout = readonly [id: number, properties: Record<string, unknown>, children: readonly Layout[]];

function readEntry([id, properties, children]: Layout): MenuEntry {
  const isTickable = 'toggle-type' in properties;
  return {
    id,
    // A single underscore marks the access key, a double one is an underscore.
    label: ((properties['label'] as string | undefined) ?? '').replace(/_(.)/g, '$1'),
    isEnabled: properties['enabled'] !== false,
    isVisible: properties['visible'] !== false,
    isSeparator: properties['type'] === 'separator',
    isTicked: isTickable ? properties['toggle-state'] === 1 : undefined,
    children: children.map(readEntry),
  };
}

function findEntry(
  entries: readonly MenuEntry[],
  [label, ...deeper]: readonly (string | RegExp)[],
): MenuEntry {
  const matches = (entry: MenuEntry): boolean =>
    typeof label === 'string' ? entry.label === label : (label?.test(entry.label) ?? false);
  const found = entries.find((entry) => entry.isVisible && matches(entry));
  if (!found)
    throw new Error(
      `no menu entry ${String(label)} among ${entries.map((entry) => entry.label).join(' · ')}`,
    );
  return deeper.length === 0 ? found : findEntry(found.children, deeper);
}
