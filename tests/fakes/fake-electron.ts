/** The little of Electron that the shell's unit tests call; the desktop tests drive the real one. */

import { EventEmitter } from 'node:events';

/** Trays made and not yet destroyed, oldest first. */
export const trays: Tray[] = [];
/** Addresses handed to the system's browser. */
export const openedAddresses: string[] = [];
/** The display that Windows draws the tray on. */
export const primaryDisplay = { scaleFactor: 1 };

/** Notifications on the screen, oldest first. */
export const notifications: Notification[] = [];

type RequestListener = (details: { url: string }, answer: (verdict: { cancel: boolean }) => void) => void;

class FakeSession {
  userAgent = '';
  #listener: RequestListener | undefined;
  /** Requests that got through, and how they were made. */
  readonly made: { readonly url: string; readonly init: RequestInit | undefined }[] = [];
  readonly webRequest = {
    onBeforeRequest: (listener: RequestListener) => {
      this.#listener = listener;
    },
  };
  setUserAgent(userAgent: string): void {
    this.userAgent = userAgent;
  }
  async fetch(url: string, init?: RequestInit): Promise<Response> {
    const verdict = { cancel: false };
    this.#listener?.({ url }, (given) => Object.assign(verdict, given));
    if (verdict.cancel) throw new TypeError('net::ERR_BLOCKED_BY_CLIENT');
    this.made.push({ url, init });
    return new Response('{}');
  }
}

/** Sessions made so far, by their partition. */
export const sessions = new Map<string, FakeSession>();
export const session = {
  fromPartition(partition: string): FakeSession {
    const made = sessions.get(partition) ?? new FakeSession();
    sessions.set(partition, made);
    return made;
  },
};

interface NotificationOptions {
  readonly title: string;
  readonly actions: readonly { readonly text: string }[];
}

export class Notification extends EventEmitter {
  readonly options: NotificationOptions;
  constructor(options: NotificationOptions) {
    super();
    this.options = options;
  }
  static isSupported(): boolean {
    return true;
  }
  show(): void {
    notifications.push(this);
  }
  close(): void {
    notifications.splice(notifications.indexOf(this), 1);
    this.emit('close');
  }
}

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export class Tray extends EventEmitter {
  /** Every call that drew something, in order. */
  readonly calls: string[] = [];
  menu: FakeMenu | undefined;
  image: FakeImage;

  constructor(image: FakeImage) {
    super();
    this.image = image;
    this.calls.push('new');
    trays.push(this);
  }
  setImage(image: FakeImage): void {
    this.image = image;
    this.calls.push('setImage');
  }
  setToolTip(): void {
    this.calls.push('setToolTip');
  }
  setTitle(): void {
    this.calls.push('setTitle');
  }
  setContextMenu(menu: FakeMenu): void {
    this.menu = menu;
    this.calls.push('setContextMenu');
  }
  popUpContextMenu(menu: FakeMenu): void {
    this.menu = menu;
    this.calls.push('popUpContextMenu');
  }
  setIgnoreDoubleClickEvents(): void {
    this.calls.push('setIgnoreDoubleClickEvents');
  }
  destroy(): void {
    trays.splice(trays.indexOf(this), 1);
  }
  click(bounds: Bounds): void {
    this.emit('click', {}, bounds);
  }
}

export interface FakeMenu {
  readonly items: readonly unknown[];
}
export const Menu = { buildFromTemplate: (items: readonly unknown[]): FakeMenu => ({ items }) };

interface Representation {
  readonly width: number;
  readonly height: number;
  readonly scaleFactor: number;
  readonly buffer: Buffer;
}
export class FakeImage {
  readonly representations: Representation[] = [];
  addRepresentation(representation: Representation): void {
    this.representations.push(representation);
  }
}
export const nativeImage = { createEmpty: (): FakeImage => new FakeImage() };
export const screen = { getPrimaryDisplay: (): { scaleFactor: number } => primaryDisplay };
export const shell = {
  async openExternal(address: string): Promise<void> {
    openedAddresses.push(address);
  },
};
export const protocol = {};
export const app = new EventEmitter();
export const clipboard = {};

interface SaveDialog {
  answer: { readonly canceled: boolean; readonly filePath: string };
  /** What was last asked of it. */
  asked: { readonly defaultPath?: string } | undefined;
}
/** The system's save dialog, and what the user does with it. */
export const saveDialog: SaveDialog = { answer: { canceled: true, filePath: '' }, asked: undefined };
export const dialog = {
  async showSaveDialog(options: { readonly defaultPath?: string }): Promise<SaveDialog['answer']> {
    saveDialog.asked = options;
    return saveDialog.answer;
  },
};
export const BrowserWindow = { getFocusedWindow: (): null => null };
