import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { TrayCommand, TrayView } from '../../electron/core/tray-view.ts';
import { TrayIcon } from '../../electron/shell/tray.ts';
import { primaryDisplay, trays } from '../fakes/fake-electron.ts';

vi.mock('electron', () => import('../fakes/fake-electron.ts'));

const view: TrayView = {
  gauge: { level: 0.5, mood: 'ok', isSample: false },
  title: '2.5 GB',
  tooltip: 'Build cache 2.5 GB',
  menu: [
    { kind: 'text', label: 'Build cache 2.5 GB' },
    { kind: 'separator' },
    { kind: 'command', label: 'Deep clean', command: { kind: 'clean', preset: 'deep' }, isEnabled: true },
  ],
};

function anIcon(platform: NodeJS.Platform = 'linux') {
  const clicks: unknown[] = [];
  const commands: TrayCommand[] = [];
  const icon = new TrayIcon({
    platform,
    onHover: () => undefined,
    onClick: (bounds) => clicks.push(bounds),
    onCommand: (command) => commands.push(command),
  });
  return { icon, clicks, commands };
}
const drawn = (platform?: NodeJS.Platform) => {
  const made = anIcon(platform);
  made.icon.draw(view);
  made.icon.attach();
  return { ...made, tray: trays[0]! };
};

beforeEach(() => {
  trays.length = 0;
  primaryDisplay.scaleFactor = 1;
});

describe('the icon', () => {
  test('waits for a host', () => {
    const { icon } = anIcon();
    icon.draw(view);
    expect(trays).toHaveLength(0);
    icon.attach();
    expect(trays).toHaveLength(1);
  });

  test('waits for something to show', () => {
    const { icon } = anIcon();
    icon.attach();
    expect(trays).toHaveLength(0);
    icon.draw(view);
    expect(trays).toHaveLength(1);
  });

  test('is made anew, whole and alone, when a host comes back', () => {
    const { icon, tray } = drawn();
    icon.attach();
    expect(trays).toHaveLength(1);
    expect(trays[0]).not.toBe(tray);
    expect(trays[0]!.calls).toEqual(['new', 'setToolTip', 'setContextMenu']);
  });

  test('is gone after its host, and stays gone', () => {
    const { icon } = drawn();
    icon.detach();
    icon.draw({ ...view, tooltip: 'later' });
    expect(trays).toHaveLength(0);
  });
});

describe('drawing again', () => {
  test('does nothing when nothing changed', () => {
    const { icon, tray } = drawn();
    tray.calls.length = 0;
    icon.draw(structuredClone(view));
    expect(tray.calls).toEqual([]);
  });

  test.each<[Partial<TrayView>, string]>([
    [{ gauge: { ...view.gauge, mood: 'critical' } }, 'setImage'],
    [{ gauge: { ...view.gauge, level: 0.75 } }, 'setImage'],
    [{ tooltip: 'Build cache 3 GB' }, 'setToolTip'],
    [{ menu: view.menu.slice(0, 1) }, 'setContextMenu'],
  ])('draws only the changed part: %o', (change, call) => {
    const { icon, tray } = drawn();
    tray.calls.length = 0;
    icon.draw({ ...view, ...change });
    expect(tray.calls).toEqual([call]);
  });

  test('follows the scale of the display on Windows', () => {
    const { icon, tray } = drawn('win32');
    expect(tray.image.representations.map(({ width }) => width)).toEqual([16]);
    primaryDisplay.scaleFactor = 1.5;
    icon.redraw();
    expect(tray.image.representations.map(({ width }) => width)).toEqual([24]);
  });
});

describe('the mouse', () => {
  test('tells where the icon is, or that nobody knows', () => {
    const { tray, clicks } = drawn();
    tray.click({ x: 0, y: 0, width: 0, height: 0 });
    tray.click({ x: 9, y: 1, width: 24, height: 24 });
    expect(clicks).toEqual([undefined, { x: 9, y: 1, width: 24, height: 24 }]);
  });

  test('gives commands through the menu', () => {
    const { tray, commands } = drawn();
    const item = tray.menu!.items[2] as { click(): void };
    item.click();
    expect(commands).toEqual([{ kind: 'clean', preset: 'deep' }]);
  });

  test('opens the menu on a right click on macOS, where a set menu would take the left one', () => {
    const { tray } = drawn('darwin');
    expect(tray.calls).not.toContain('setContextMenu');
    expect(tray.calls).toContain('setTitle');
    tray.emit('right-click');
    expect(tray.calls.at(-1)).toBe('popUpContextMenu');
  });
});
