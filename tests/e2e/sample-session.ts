/** Bilge on its sample engine in a desktop of its own, its window in view: what most tests of the windows start from. */

import type { Page } from 'playwright';
import { createHome, openBilge, type BilgeHome, type OpenBilge } from './bilge-app.ts';
import { startDesktop } from './desktop.ts';
import { placeBuiltApp } from './launch-app.ts';

export interface SampleSession {
  readonly home: BilgeHome;
  readonly bilge: OpenBilge;
  /** The window, once it shows figures. */
  readonly page: Page;
  close(): Promise<void>;
}

export async function openOnSample(): Promise<SampleSession> {
  const app = placeBuiltApp();
  const desktop = await startDesktop();
  const home = createHome();
  const bilge = await openBilge({ desktop, app, home, args: ['--sample'] });
  const page = await bilge.page('window');
  await page.getByRole('button', { name: /^Deep clean — frees/ }).waitFor();
  return {
    home,
    bilge,
    page,
    close: async () => {
      await bilge.close();
      await desktop.stop();
      app.remove();
      home.remove();
    },
  };
}
