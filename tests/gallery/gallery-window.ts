/** Windows of a real Electron that show whatever page they are told: the gallery is drawn in what Bilge runs in. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { startDesktop } from '../e2e/desktop.ts';
import { launchApp, placeBuiltApp, type PlacedApp } from '../e2e/launch-app.ts';

export interface GalleryWindows {
  readonly pages: readonly Page[];
  close(): Promise<void>;
}

export async function openGalleryWindows(count: number): Promise<GalleryWindows> {
  const desktop = await startDesktop({ hasPanel: false, size: '2200x1500' });
  const app = placeViewer(count);
  const electron = await launchApp({ desktop, app });
  for (let opened = electron.windows().length; opened < count; opened = electron.windows().length)
    await electron.waitForEvent('window');
  return {
    pages: electron.windows(),
    close: async () => {
      await electron.close();
      await desktop.stop();
      app.remove();
    },
  };
}

/** Sandboxed as Bilge's own windows are, with nothing of Bilge in it. */
function placeViewer(count: number): PlacedApp {
  const dir = mkdtempSync(join(tmpdir(), 'bilge-gallery-'));
  writeFileSync(join(dir, 'package.json'), '{"name":"gallery","main":"main.cjs"}');
  writeFileSync(
    join(dir, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
    app.setPath('userData', require('node:path').join(require('node:os').tmpdir(), 'bilge-gallery-' + process.pid));
    app.whenReady().then(() => {
      for (let index = 0; index < ${String(count)}; index += 1)
        new BrowserWindow({
          x: 1100 * (index % 2), y: 750 * Math.floor(index / 2), width: 1000, height: 720,
          webPreferences: { sandbox: true, backgroundThrottling: false },
        }).loadURL('data:text/html,');
    });`,
  );
  try {
    return placeBuiltApp(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}
