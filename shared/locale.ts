/** Which language the messages speak. Each process calls `useLanguage` once at start and again when the setting changes. */

import { overwriteGetLocale } from './paraglide/runtime.js';
import type { Settings } from './settings.ts';

export type Locale = 'en' | 'zh-CN' | 'ko';

let current: Locale = 'en';
overwriteGetLocale(() => current);

/** Sets the language; `systemLocale` is a BCP 47 tag such as `ko-KR`, used for the setting `system`. */
export function useLanguage(language: Settings['language'], systemLocale: string): Locale {
  current = language === 'system' ? localeOf(systemLocale) : language;
  return current;
}

/** The language the messages speak now. */
export function currentLocale(): Locale {
  return current;
}

/** The nearest language we have: any Chinese reads simplified, everything unknown reads English. */
function localeOf(tag: string): Locale {
  const language = tag.toLowerCase().split(/[-_.]/)[0];
  if (language === 'zh') return 'zh-CN';
  return language === 'ko' ? 'ko' : 'en';
}
