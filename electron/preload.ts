/** The only bridge between a sandboxed window and the main process: the rows of the contract, nothing else. */

import { contextBridge, ipcRenderer } from 'electron';
import { pushes, requests } from '../shared/contract.ts';

const bridge: Record<string, unknown> = {};

for (const name of Object.keys(requests)) {
  bridge[name] = (input?: unknown): Promise<unknown> => ipcRenderer.invoke(`bilge:${name}`, input);
}

for (const name of Object.keys(pushes)) {
  bridge[`on${name.charAt(0).toUpperCase()}${name.slice(1)}`] = (
    listener: (value: unknown) => void,
  ): (() => void) => {
    // The event itself stays here: it would hand the page a sender to reply to.
    const forward = (_event: unknown, value: unknown): void => listener(value);
    ipcRenderer.on(`bilge:${name}`, forward);
    return () => void ipcRenderer.off(`bilge:${name}`, forward);
  };
}

contextBridge.exposeInMainWorld('bilge', bridge);
