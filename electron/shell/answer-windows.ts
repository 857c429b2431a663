/** What windows ask for reaches the core through here, and only through here. */

import type { IpcMain } from 'electron';
import type { Screen } from '../../shared/contract.ts';
import type { Clock } from '../core/ports/host.ts';
import { copyText, diagnosticsOf } from './diagnostics.ts';
import { handlersOf, type HandlerParts } from './handlers.ts';
import { bindRequests } from './ipc.ts';
import { openLink } from './links.ts';
import { saveFile, type WriteFile } from './save-file.ts';
import type { Windows } from './windows.ts';

export interface AnswerParts {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  readonly windows: Windows;
  readonly bilge: HandlerParts['bilge'];
  readonly openScreen: (screen: Screen) => void;
  readonly clock: Clock;
  readonly writeFile: WriteFile;
}

export function answerWindows({ ipcMain, windows, bilge, openScreen, clock, writeFile }: AnswerParts): void {
  const handlers = handlersOf({
    bilge,
    openScreen,
    closePopover: () => windows.closePopover(),
    openLink,
    copyDiagnostics: () => copyText(diagnosticsOf(bilge.store.state, clock.nowMs())),
    saveFile: (file) => saveFile(file, writeFile),
  });
  bindRequests(ipcMain, handlers, (contentsId) => windows.isOwnPage(contentsId));
}
