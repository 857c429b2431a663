/** The window on a huge engine: how soon the first rows are there, how smooth they scroll, how fast the filter answers. */

import type { Page } from 'playwright';
import { createHome, openBilge, type OpenBilge } from '../../tests/e2e/bilge-app.ts';
import { startDesktop } from '../../tests/e2e/desktop.ts';
import { placeBuiltApp } from '../../tests/e2e/launch-app.ts';
import { firstRows, scroll, typeFilter } from '../../tests/e2e/list-speed.ts';
import { startHugeEngine } from './huge-engine.ts';
import type { Row } from './rows.ts';
import { median, ms } from './timing.ts';

export async function hugeListsRows(): Promise<readonly Row[]> {
  const desktop = await startDesktop();
  const app = placeBuiltApp();
  const docker = await startHugeEngine();
  const home = createHome(docker.endpoint);
  const bilge = await openBilge({ desktop, app, home, args: ['--settings'] });
  try {
    const heap = watchHeap(bilge);
    const page = await bilge.page('window');
    await page.getByRole('button', { name: 'Overview' }).click();
    await page.getByRole('button', { name: /^Deep clean — frees/ }).waitFor({ timeout: 180_000 });
    const rows = [
      ...(await listRows(page, 'Build cache', '77123')),
      ...(await listRows(page, 'Images', '1234')),
    ];
    return [
      ...rows,
      ...(await listRows(page, 'Containers', '1234', 'Containers and logs')),
      heapRow(await heap.peakBytes()),
    ];
  } finally {
    await bilge.close();
    app.remove();
    home.remove();
    await docker.close();
    await desktop.stop();
  }
}

/** `text` narrows the list with every letter or two. */
async function listRows(page: Page, screen: string, text: string, heading = screen): Promise<readonly Row[]> {
  const firstRowsMs = await firstRows(page, screen, heading);
  const { longestMs, frames } = await scroll(page);
  const keystrokesMs = await typeFilter(page, text);
  return [
    {
      what: `${screen}, huge engine: click → first rows`,
      measured: ms(firstRowsMs),
      result: firstRowsMs / 1_000,
      unit: 's',
      budget: { atMost: 1 },
    },
    {
      what: '… longest frame while scrolling',
      measured: `${String(frames)} frames`,
      result: longestMs,
      unit: 'ms',
      budget: { atMost: 50 },
    },
    {
      what: '… slowest keystroke of a filter → drawn',
      measured: `median ${ms(median(keystrokesMs))} of ${String(keystrokesMs.length)}`,
      result: Math.max(...keystrokesMs),
      unit: 'ms',
      budget: { atMost: 50 },
    },
  ];
}

interface HeapWatch {
  peakBytes(): Promise<number>;
}

/** The main process looks at its own heap ten times a second. */
function watchHeap({ electron }: OpenBilge): HeapWatch {
  const began = electron.evaluate(() => {
    const watch = { peak: 0 };
    const look = (): void => {
      watch.peak = Math.max(watch.peak, process.memoryUsage().heapUsed);
    };
    setInterval(look, 100);
    Object.assign(globalThis, { heapWatch: watch });
  });
  return {
    peakBytes: async () => {
      await began;
      return electron.evaluate(
        () => (globalThis as unknown as { heapWatch: { peak: number } }).heapWatch.peak,
      );
    },
  };
}

function heapRow(peakBytes: number): Row {
  return {
    what: 'huge engine: peak heap of the main process',
    measured: 'heapUsed, asked every 100 ms, garbage included',
    result: peakBytes / 1e6,
    unit: 'MB',
    budget: { atMost: 300 },
  };
}
