/** Saves a text where the user says. */

import { BrowserWindow, dialog, type SaveDialogOptions } from 'electron';

export interface TextFile {
  readonly name: string;
  /** Made once the user has said where; may fail. */
  readonly text: () => Promise<string>;
}

/** Writes a whole file or none. Fails where it cannot. */
export type WriteFile = (path: string, text: string) => Promise<void>;

/** The dialog belongs to the window in front, where there is one. A failure is an answer: the window says it. */
export async function saveFile(
  { name, text }: TextFile,
  write: WriteFile,
): Promise<{ readonly kind: 'saved' | 'cancelled' | 'failed' }> {
  const options: SaveDialogOptions = { defaultPath: name, properties: ['showOverwriteConfirmation'] };
  const window = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } =
    window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options);
  if (canceled || filePath === '') return { kind: 'cancelled' };
  try {
    await write(filePath, await text());
    return { kind: 'saved' };
  } catch {
    return { kind: 'failed' };
  }
}
