/** What changing a setting does to the app itself: its language, its theme, whether it starts at login. */

import { app, nativeTheme } from 'electron';
import { useLanguage } from '../../shared/locale.ts';
import type { Settings } from '../../shared/settings.ts';
import type { LoginItem } from './login-item.ts';

/** Call at start, and again with the settings before each change. */
export function applySettings(settings: Settings, before: Settings | undefined, loginItem: LoginItem): void {
  if (settings.language !== before?.language) useLanguage(settings.language, systemLanguage());
  if (settings.theme !== before?.theme) nativeTheme.themeSource = settings.theme;
  if (before === undefined) void loginItem.refresh();
  else if (settings.startsAtLogin !== before.startsAtLogin) void loginItem.set(settings.startsAtLogin);
}

function systemLanguage(): string {
  return app.getPreferredSystemLanguages()[0] ?? app.getLocale();
}
