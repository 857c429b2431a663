/** The desktop app: builds its parts and wires them along two arrows, facts to the surfaces and commands to the core. */

import { app, ipcMain } from 'electron';
import { join } from 'node:path';
import type { Screen } from '../shared/contract.ts';
import type { PresetId } from '../shared/clean-options.ts';
import { Bilge } from './core/bilge.ts';
import { thisComputer } from './engine/computer.ts';
import { engineDoor } from './engine/engine-door.ts';
import { appFolders } from './host/app-folders.ts';
import { writeAtomically } from './host/atomic-write.ts';
import { giveMemoryBack } from './host/give-memory-back.ts';
import { openHost } from './host/open-host.ts';
import { releaseFeed } from './host/release-feed.ts';
import { answerWindows } from './shell/answer-windows.ts';
import { setAppMenu } from './shell/app-menu.ts';
import { registerUiScheme, serveUi } from './shell/app-protocol.ts';
import { drawSurfaces } from './shell/draw-surfaces.ts';
import { logFaults } from './shell/faults.ts';
import { giveBackWhenQuiet } from './shell/idle-memory.ts';
import { channelOf } from './shell/ipc.ts';
import { RELEASE_FEED } from './shell/links.ts';
import { fetchOf } from './shell/one-address.ts';
import { onWake } from './shell/power.ts';
import { quitInOrder } from './shell/quit.ts';
import { isFirstInstance, launchWords, onSecondInstance } from './shell/single-instance.ts';
import { openAtStart } from './shell/start-up-window.ts';
import { runTrayCommand } from './shell/tray-commands.ts';
import { TrayIcon } from './shell/tray.ts';
import { isWayland } from './shell/wayland.ts';
import { secureEverything } from './shell/window-security.ts';
import { Windows } from './shell/windows.ts';
import { APP_ID, systemPorts } from './system-ports.ts';

const computer = thisComputer();
const words = launchWords(process.argv);

app.setPath('userData', join(appFolders(computer).stateDir, 'electron'));
app.setAppUserModelId(APP_ID);
if (isFirstInstance()) {
  setAppMenu(process.platform);
  registerUiScheme();
  secureEverything();
  void start();
} else {
  app.quit();
}

async function start(): Promise<void> {
  const host = openHost({ holdsProcess: false });
  logFaults(host.log);
  // Before anything is waited for: the way to the tray's host opens meanwhile.
  const system = systemPorts(host, (_key, action) => void bilge.commands.noticeAction(action));
  const [settings, place] = await Promise.all([
    host.settingsFile.read(),
    host.windowMemory.read(),
    app.whenReady(),
  ]);
  const openScreen = (screen?: Screen, preset?: PresetId) => windows.openMain(screen && { screen, preset });
  const bilge = new Bilge(
    {
      ...host,
      door: engineDoor(computer),
      openScreen,
      showNotice: (notice) => system.notifier.show(notice),
      releases: releaseFeed(RELEASE_FEED, fetchOf(RELEASE_FEED)),
      isAtLogin: words.isBackground,
    },
    settings,
    { platform: computer.platform, hasTray: true, appVersion: app.getVersion() },
  );
  const windows = new Windows({
    preloadPath: join(import.meta.dirname, 'preload.cjs'),
    isWayland: isWayland(),
    place,
    placeMemory: host.windowMemory,
    onShow: (page) => page.send(channelOf('state'), bilge.store.state),
    onWatched: (isWatched) => bilge.monitor.windowIsOpen(isWatched),
  });
  const tray = new TrayIcon({
    platform: process.platform,
    onHover: () => windows.preparePopover(),
    onClick: (bounds) => windows.togglePopover(bounds),
    onCommand: (command) => void runTrayCommand(command, { commands: bilge.commands, openScreen }),
  });

  drawSurfaces(bilge.store, host.clock, { ...system, tray, windows });
  answerWindows({ ipcMain, windows, bilge, openScreen, clock: host.clock, writeFile: writeAtomically });
  onSecondInstance((second) => openScreen(second.wantsSettings ? 'settings' : undefined));
  app.on('activate', () => openScreen());
  onWake(() => void bilge.wake());
  giveBackWhenQuiet({
    store: bilge.store,
    clock: host.clock,
    isWatched: () => windows.visible().length > 0,
    giveBack: giveMemoryBack,
  });
  quitInOrder(bilge, () => {
    tray.detach();
    windows.letGo();
    system.close();
  });

  serveUi(join(import.meta.dirname, 'renderer'));
  openAtStart(words, bilge.store, openScreen);
  // The icon is on the screen before the first byte goes to an engine.
  setImmediate(() => {
    void host.journal.prepare();
    void bilge.start(words.wantsSample ? 'sample' : 'engine');
  });
}
