/** What holds in the running app, whatever a page does: https://www.electronjs.org/docs/latest/tutorial/security */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright';
import { pushes, requests, type Bridge } from '../../shared/contract.ts';

import { openOnSample, type SampleSession } from './sample-session.ts';

declare global {
  interface Window {
    readonly bilge: Bridge;
  }
}

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'none'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
  'trusted-types svelte-trusted-html';

let session: SampleSession;
let page: Page;

beforeAll(async () => {
  session = await openOnSample();
  page = session.page;
  await (await session.bilge.tray()).activate();
  await session.bilge.page('popover');
});
afterAll(() => session.close());

describe('every window', () => {
  it('is sandboxed, isolated and without Node', async () => {
    const preferences = await session.bilge.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => {
        const {
          sandbox,
          contextIsolation,
          nodeIntegration,
          webSecurity,
          webviewTag,
          allowRunningInsecureContent,
        } =
          // In no typings; the only way to see what holds rather than what was asked: electron/electron#9910.
          (
            webContents as unknown as { getLastWebPreferences(): Electron.WebPreferences }
          ).getLastWebPreferences();
        return {
          sandbox,
          contextIsolation,
          nodeIntegration,
          webSecurity,
          webviewTag,
          allowRunningInsecureContent,
        };
      }),
    );
    expect(preferences).toHaveLength(2);
    for (const each of preferences) {
      expect(each).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
      });
      expect(each.webSecurity).not.toBe(false);
      expect(each.allowRunningInsecureContent).not.toBe(true);
    }
  });

  it('sees the bridge of the contract and nothing else of Electron or Node', async () => {
    const names = await page.evaluate(() => Object.keys(window.bilge).toSorted());
    const listeners = Object.keys(pushes).map((name) => `on${name.charAt(0).toUpperCase()}${name.slice(1)}`);
    expect(names).toEqual([...Object.keys(requests), ...listeners].toSorted());
    expect(
      await page.evaluate(() => ['require', 'process', 'Buffer', 'module'].filter((name) => name in window)),
    ).toEqual([]);
  });
});

describe('the main process', () => {
  it('answers exactly the rows of the contract', async () => {
    const channels = await session.bilge.electron.evaluate(({ ipcMain }) => [
      ...(ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers.keys(),
    ]);
    expect(channels.toSorted()).toEqual(
      Object.keys(requests)
        .map((name) => `bilge:${name}`)
        .toSorted(),
    );
    // Electron listens for errors itself; nothing of ours takes a message without answering it.
    expect(await session.bilge.electron.evaluate(({ ipcMain }) => ipcMain.eventNames())).toEqual(['error']);
  });

  it('refuses a request that does not fit, and says nothing of why', async () => {
    const answer = page.evaluate(() => window.bilge.createPlan({ preset: 'deep', filters: {} } as never));
    await expect(answer).rejects.toThrow('createPlan');
  });

  it('grants no permission', async () => {
    const states = await page.evaluate(() =>
      Promise.all(
        (['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'] as PermissionName[]).map(
          async (name) => (await navigator.permissions.query({ name })).state,
        ),
      ),
    );
    expect(new Set(states)).toEqual(new Set(['denied']));
    await expect(page.evaluate(() => navigator.mediaDevices.getDisplayMedia())).rejects.toThrow();
  });
});

describe('a page', () => {
  it('comes with the whole content policy', async () => {
    const policy = await session.bilge.electron.evaluate(async ({ session }) => {
      const answer = await session.defaultSession.fetch('app://ui/window.html');
      return answer.headers.get('content-security-policy');
    });
    expect(policy).toBe(POLICY);
  });

  it.each(['app://ui/../package.json', 'app://ui/%2e%2e/main.cjs', 'app://other/index.html'])(
    'is not found at %s',
    async (address) => {
      const status = await session.bilge.electron.evaluate(
        async ({ session }, url) => (await session.defaultSession.fetch(url)).status,
        address,
      );
      expect(status).toBe(404);
    },
  );

  it('cannot leave, open or embed anything', async () => {
    await page.evaluate(() => {
      location.href = 'https://example.com/';
      const frame = document.createElement('iframe');
      frame.src = 'https://example.com/';
      document.body.append(frame);
    });
    expect(await page.evaluate(() => open('https://example.com/'))).toBeNull();
    expect(page.url()).toBe('app://ui/window.html#window');
    expect(
      await session.bilge.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length),
    ).toBe(2);
  });

  it('reaches no network and no file', async () => {
    for (const address of ['https://example.com/', 'http://127.0.0.1:1/', 'file:///etc/passwd']) {
      await expect(page.evaluate((url) => fetch(url), address)).rejects.toThrow();
    }
  });

  it('would be stopped by the session even without its policy', async () => {
    const fetched = session.bilge.electron.evaluate(({ session }) =>
      session.defaultSession.fetch('https://example.com/'),
    );
    await expect(fetched).rejects.toThrow('ERR_BLOCKED_BY_CLIENT');
  });

  it('cannot make markup or code from text', async () => {
    await expect(
      page.evaluate(() => {
        document.body.innerHTML = '<b>text</b>';
      }),
    ).rejects.toThrow('TrustedHTML');
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      try {
        script.text = 'window.hasRun = true';
        document.body.append(script);
      } catch {
        return false;
      }
      return 'hasRun' in window;
    });
    expect(ran).toBe(false);
  });
});
