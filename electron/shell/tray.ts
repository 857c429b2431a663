/** Draws a `TrayView` as the tray icon: each part only when it changed, the icon only while something hosts it. */

import { Menu, Tray, type Rectangle } from 'electron';
import type { TrayCommand, TrayView } from '../core/tray-view.ts';
import { gaugeImage, gaugeSizes } from './gauge-image.ts';
import { menuTemplate } from './menu-template.ts';

export interface TrayIconOptions {
  readonly platform: NodeJS.Platform;
  /** The pointer came over the icon: a click may follow. Not told on Linux. */
  readonly onHover: () => void;
  /** A left click. The icon's place on the screen is undefined where the system does not tell. */
  readonly onClick: (bounds: Rectangle | undefined) => void;
  readonly onCommand: (command: TrayCommand) => void;
}

export class TrayIcon {
  readonly #options: TrayIconOptions;
  #isHosted = false;
  #view: TrayView | undefined;
  #tray: Tray | undefined;
  #menu: ReturnType<typeof Menu.buildFromTemplate> | undefined;
  /** What is on the screen now, by part. Each redrawn part costs: on Linux a menu is exported anew, an icon written to a file. */
  readonly #drawn = new Map<'icon' | 'title' | 'tooltip' | 'menu', string>();

  constructor(options: TrayIconOptions) {
    this.#options = options;
  }

  /** A tray host came, or came back. The icon is made anew: Chromium looks for a host only when an icon is made. */
  attach(): void {
    this.detach();
    this.#isHosted = true;
    this.redraw();
  }

  /** Takes the icon away; before quitting too, or Windows keeps a ghost of it until the mouse passes. */
  detach(): void {
    this.#tray?.destroy();
    this.#tray = undefined;
    this.#isHosted = false;
    this.#drawn.clear();
  }

  draw(view: TrayView): void {
    this.#view = view;
    this.redraw();
  }

  /** Draws the last view where it now looks different, as on a display of another scale. */
  redraw(): void {
    if (this.#view === undefined || !this.#isHosted) return;
    const { gauge, title, tooltip, menu } = this.#view;
    const sizes = gaugeSizes(this.#options.platform);
    this.#onChange('icon', JSON.stringify([gauge, sizes]), () => {
      const image = gaugeImage(gauge, sizes);
      if (this.#tray === undefined) this.#tray = this.#create(new Tray(image));
      else this.#tray.setImage(image);
    });
    this.#onChange('tooltip', tooltip, () => this.#tray?.setToolTip(tooltip));
    this.#onChange('menu', JSON.stringify(menu), () => this.#setMenu(menu));
    if (this.#options.platform !== 'darwin') return;
    this.#onChange('title', title, () => this.#tray?.setTitle(title, { fontType: 'monospacedDigit' }));
  }

  #onChange(part: 'icon' | 'title' | 'tooltip' | 'menu', value: string, drawPart: () => void): void {
    if (this.#drawn.get(part) === value) return;
    this.#drawn.set(part, value);
    drawPart();
  }

  #create(tray: Tray): Tray {
    tray.on('click', (_event, bounds) => {
      const hasPlace = bounds.width > 0 && bounds.height > 0;
      this.#options.onClick(hasPlace ? bounds : undefined);
    });
    tray.on('mouse-enter', this.#options.onHover);
    // With a context menu set, macOS opens it on a left click too: there it is opened by hand.
    if (this.#options.platform === 'darwin') {
      tray.setIgnoreDoubleClickEvents(true);
      tray.on('right-click', () => this.#menu && tray.popUpContextMenu(this.#menu));
    }
    return tray;
  }

  #setMenu(rows: TrayView['menu']): void {
    this.#menu = Menu.buildFromTemplate(menuTemplate(rows, this.#options.onCommand));
    if (this.#options.platform !== 'darwin') this.#tray?.setContextMenu(this.#menu);
  }
}
