/** Binds the contract to Electron's IPC: checks who asks, how often and what, then calls the handler. */

import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import * as v from 'valibot';
import { requests, type Handlers, type Requests } from '../../shared/contract.ts';
import { UI_ORIGIN } from './app-protocol.ts';

type Name = keyof Requests;
type Sender = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/** Far above what fast scrolling asks for; a page that calls more often than this is broken or hostile. */
const CALLS_PER_SECOND = 200;

/** One handler for each row of the contract, and no others. */
export function bindRequests(
  ipcMain: Pick<IpcMain, 'handle'>,
  handlers: Handlers,
  isOwnPage: (contentsId: number) => boolean,
): void {
  const isTooOften = callCounter(() => performance.now());
  for (const name of Object.keys(requests) as Name[]) {
    // The sender's frame is read before anything is awaited: Electron forgets it when the page moves on.
    ipcMain.handle(channelOf(name), (event, input: unknown) => {
      if (!isTrusted(event, isOwnPage)) throw new Error(`Refused ${name}: unknown sender`);
      if (isTooOften()) throw new Error(`Refused ${name}: too many calls`);
      const handler = handlers[name] as (input: unknown) => Promise<unknown>;
      return handler(v.parse(requests[name].input, input));
    });
  }
}

/** IPC channel of a row of the contract. */
export function channelOf(name: string): string {
  return `bilge:${name}`;
}

/** The main frame of one of our windows, on our own origin. */
function isTrusted({ sender, senderFrame }: Sender, isOwnPage: (contentsId: number) => boolean): boolean {
  if (senderFrame === null) return false;
  return senderFrame.parent === null && senderFrame.origin === UI_ORIGIN && isOwnPage(sender.id);
}

function callCounter(nowMs: () => number): () => boolean {
  let calls = 0;
  let sinceMs = nowMs();
  return () => {
    if (nowMs() - sinceMs >= 1000) {
      calls = 0;
      sinceMs = nowMs();
    }
    calls += 1;
    return calls > CALLS_PER_SECOND;
  };
}
