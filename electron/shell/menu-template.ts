/** Turns the tray's rows into a menu for Electron. */

import type { MenuItemConstructorOptions } from 'electron';
import type { TrayCommand, TrayRow } from '../core/tray-view.ts';

export function menuTemplate(
  rows: readonly TrayRow[],
  onCommand: (command: TrayCommand) => void,
): MenuItemConstructorOptions[] {
  return rows.map((row) => {
    switch (row.kind) {
      case 'separator':
        return { type: 'separator' };
      case 'text':
        return { label: literal(row.label), enabled: false };
      case 'command':
        return { label: literal(row.label), enabled: row.isEnabled, click: () => onCommand(row.command) };
      case 'choice':
        return {
          type: 'radio',
          label: literal(row.label),
          checked: row.isChosen,
          click: () => onCommand(row.command),
        };
      case 'submenu':
        return { label: literal(row.label), submenu: menuTemplate(row.rows, onCommand) };
    }
  });
}

/** A single `&` marks the letter of a keyboard shortcut; engine names may hold one. */
function literal(label: string): string {
  return label.replaceAll('&', '&&');
}
