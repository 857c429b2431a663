/** The popover and the main window: made when asked for, fed while seen. */

import {
  BrowserWindow,
  nativeTheme,
  screen,
  type BrowserWindowConstructorOptions,
  type WebContents,
} from 'electron';
import type { Screen } from '../../shared/contract.ts';
import type { PresetId } from '../../shared/clean-options.ts';
import type { MemoryFile } from '../core/ports/host.ts';
import { UI_ORIGIN } from './app-protocol.ts';
import { coalesce } from './coalesce.ts';
import { channelOf } from './ipc.ts';
import { LazyWindow } from './lazy-window.ts';
import { popoverPlace, type Box } from './popover-place.ts';
import { windowPlace } from './window-place.ts';
import { webPreferences } from './window-security.ts';

const POPOVER_SIZE = { width: 380, height: 560 };
const MAIN_SIZE = { width: 1080, height: 720 };
/** While a window is dragged its place is kept no more often than this. */
const KEEP_PLACE_EVERY_MS = 1000;
/** Wayland compositors take the focus away for a moment while they place a window. */
const WAYLAND_SETTLE_MS = 500;
/** A click on the tray icon first blurs the popover: a click this soon after means "close". */
const TOGGLE_MS = 250;

interface Destination {
  readonly screen: Screen;
  readonly preset: PresetId | undefined;
}

export interface WindowsOptions {
  readonly preloadPath: string;
  /** Under Wayland an app can neither place its windows nor know where they are. */
  readonly isWayland: boolean;
  /** Where the main window was in an earlier run, as it was kept. */
  readonly place: unknown;
  readonly placeMemory: Pick<MemoryFile, 'write'>;
  /** A page comes into view: it may have missed pushes. */
  readonly onShow: (contents: WebContents) => void;
  /** The first window came into view, or the last one left it. */
  readonly onWatched: (isWatched: boolean) => void;
}

export class Windows {
  readonly #options: WindowsOptions;
  readonly #popover: LazyWindow;
  readonly #main: LazyWindow;
  #popoverAnchor: Box | undefined;
  #popoverShownAtMs = -Infinity;
  #popoverHiddenAtMs = -Infinity;
  #destination: Destination | undefined;
  #place: unknown;

  constructor(options: WindowsOptions) {
    this.#options = options;
    this.#place = options.place;
    this.#popover = new LazyWindow({
      build: () => this.#buildPopover(),
      onShow: (window) => this.#placePopover(window),
    });
    this.#main = new LazyWindow({
      build: () => this.#buildMain(),
      onShow: (window) => {
        options.onShow(window.webContents);
        this.#navigate(window.webContents);
      },
    });
  }

  /** Opens the popover by the tray icon, or closes it if it is open. `anchor` is undefined where icons have no place. */
  togglePopover(anchor: Box | undefined): void {
    const wasJustHidden = performance.now() - this.#popoverHiddenAtMs < TOGGLE_MS;
    if (this.#popover.isVisible) this.#popover.hide();
    else if (!wasJustHidden) {
      this.#popoverAnchor = anchor;
      this.#popover.show();
    }
  }

  closePopover(): void {
    this.#popover.hide();
  }

  /** Loads the popover ahead of the click that is about to come. */
  preparePopover(): void {
    this.#popover.prepare();
  }

  /** Opens the main window, at a screen if one is named, else where the user left it. */
  openMain(destination?: Destination): void {
    this.#destination = destination;
    this.#popover.hide();
    this.#main.show();
  }

  /** Pages that the user can see now: the only ones worth pushing to. */
  visible(): WebContents[] {
    return [this.#popover, this.#main].flatMap((lazy) =>
      lazy.isVisible && lazy.current ? [lazy.current.webContents] : [],
    );
  }

  isOwnPage(contentsId: number): boolean {
    return [this.#popover, this.#main].some((lazy) => lazy.current?.webContents.id === contentsId);
  }

  /** Lets the windows close, so that the app can quit. */
  letGo(): void {
    this.#popover.letGo();
    this.#main.letGo();
  }

  #buildPopover(): BrowserWindow {
    const window = this.#build('popover', {
      ...POPOVER_SIZE,
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
    });
    window.on('show', () => (this.#popoverShownAtMs = performance.now()));
    window.on('hide', () => (this.#popoverHiddenAtMs = performance.now()));
    window.on('blur', () => {
      const isSettling = performance.now() - this.#popoverShownAtMs < WAYLAND_SETTLE_MS;
      if (!(this.#options.isWayland && isSettling)) window.hide();
    });
    return window;
  }

  #buildMain(): BrowserWindow {
    const workAreas = screen.getAllDisplays().map((display) => display.workArea);
    const { isMaximized, ...place } = windowPlace(this.#place, workAreas) ?? {
      ...MAIN_SIZE,
      isMaximized: false,
    };
    const window = this.#build('window', { ...place, minWidth: 640, minHeight: 480 });
    if (isMaximized) window.once('show', () => window.maximize());
    const keep = coalesce(KEEP_PLACE_EVERY_MS, () => {
      if (window.isDestroyed()) return;
      this.#place = { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
      void this.#options.placeMemory.write(this.#place);
    });
    window.on('resize', keep);
    window.on('move', keep);
    return window;
  }

  #build(route: 'popover' | 'window', look: BrowserWindowConstructorOptions): BrowserWindow {
    const window = new BrowserWindow({
      ...look,
      show: false,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#0f1a20' : '#fbfcfc',
      webPreferences: webPreferences(this.#options.preloadPath),
    });
    const tell = (): void => this.#options.onWatched(this.visible().length > 0);
    window.on('show', tell);
    window.on('hide', tell);
    window.on('closed', tell);
    void window.loadURL(`${UI_ORIGIN}/${route}.html#${route}`);
    return window;
  }

  #placePopover(window: BrowserWindow): void {
    if (!this.#options.isWayland) {
      // Linux trays do not tell where they are; the pointer has just clicked there.
      const anchor = this.#popoverAnchor ?? { ...screen.getCursorScreenPoint(), width: 0, height: 0 };
      const { x, y } = popoverPlace(anchor, POPOVER_SIZE, screen.getDisplayNearestPoint(anchor).workArea);
      window.setPosition(x, y);
    }
    this.#options.onShow(window.webContents);
  }

  /** The page listens once its script ran, which it has when it can be drawn. */
  #navigate(contents: WebContents): void {
    if (this.#destination !== undefined) contents.send(channelOf('navigate'), this.#destination);
    this.#destination = undefined;
  }
}
