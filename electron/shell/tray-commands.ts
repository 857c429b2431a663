/** Does what a row of the tray menu says. */

import { app } from 'electron';
import type { Screen } from '../../shared/contract.ts';
import type { Commands } from '../core/commands.ts';
import type { TrayCommand } from '../core/tray-view.ts';

export interface TrayCommandParts {
  readonly commands: Commands;
  readonly openScreen: (screen: Screen) => void;
}

export async function runTrayCommand(
  command: TrayCommand,
  { commands, openScreen }: TrayCommandParts,
): Promise<void> {
  switch (command.kind) {
    case 'clean':
      await commands.cleaning.oneClick(command.preset, 'tray');
      break;
    case 'insist':
      commands.cleaning.insist();
      break;
    case 'stop':
      commands.cleaning.stop();
      break;
    case 'open':
      openScreen(command.screen);
      break;
    case 'choose-engine':
      await commands.engines.choose(command.token);
      break;
    case 'pause':
      commands.settings.pauseAutomation(command.until);
      break;
    case 'refresh':
      await commands.engines.refresh();
      break;
    case 'quit':
      app.quit();
  }
}
