/** A window that exists only while it is wanted: made when first shown, kept a while when hidden, then destroyed. */

import type { BrowserWindow } from 'electron';

/** A hidden window costs 35–50 MB, building it anew about 65 ms: most returns come within a minute. */
const KEPT_HIDDEN_MS = 60_000;

export interface LazyWindowOptions {
  /** Makes it, not yet shown, its page loading. */
  build(): BrowserWindow;
  /** Called each time it comes into view, before it is seen. */
  onShow(window: BrowserWindow): void;
}

export class LazyWindow {
  readonly #options: LazyWindowOptions;
  #window: BrowserWindow | undefined;
  #isReady = false;
  #isWanted = false;
  #isQuitting = false;
  #destroyTimer: NodeJS.Timeout | undefined;

  constructor(options: LazyWindowOptions) {
    this.#options = options;
  }

  /** The window, seen or not, while there is one. */
  get current(): BrowserWindow | undefined {
    return this.#window?.isDestroyed() === false ? this.#window : undefined;
  }

  get isVisible(): boolean {
    return this.current?.isVisible() ?? false;
  }

  /** Loads it out of sight, for a user who is about to ask for it. */
  prepare(): void {
    if (this.#window === undefined) this.#destroyLater(this.#make());
  }

  /** Shows and focuses it, as soon as it can be drawn. */
  show(): void {
    this.#isWanted = true;
    clearTimeout(this.#destroyTimer);
    const window = this.#window ?? this.#make();
    if (this.#isReady) this.#present(window);
  }

  hide(): void {
    this.#isWanted = false;
    if (this.isVisible) this.current?.hide();
  }

  /** From now on closing it destroys it. */
  letGo(): void {
    this.#isQuitting = true;
    clearTimeout(this.#destroyTimer);
  }

  #make(): BrowserWindow {
    const window = this.#options.build();
    this.#window = window;
    this.#isReady = false;
    window.once('ready-to-show', () => {
      this.#isReady = true;
      if (this.#isWanted) this.#present(window);
    });
    window.on('close', (event) => {
      if (this.#isQuitting) return;
      event.preventDefault();
      this.hide();
    });
    window.on('hide', () => this.#destroyLater(window));
    window.on('closed', () => {
      clearTimeout(this.#destroyTimer);
      this.#window = undefined;
    });
    // A page that crashed is of no use to anyone: the next look gets a fresh one.
    window.webContents.on('render-process-gone', () => window.destroy());
    return window;
  }

  #present(window: BrowserWindow): void {
    this.#options.onShow(window);
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  #destroyLater(window: BrowserWindow): void {
    clearTimeout(this.#destroyTimer);
    this.#destroyTimer = setTimeout(() => window.destroy(), KEPT_HIDDEN_MS);
  }
}
