/** The keys that work wherever one is, and what the keyboard is asked for. Lists have keys of their own. */

import { Place } from '../shared/contract.ts';
import { m } from '../shared/paraglide/messages.js';
import type { AppState, Surroundings } from '../shared/state.ts';

type Platform = Surroundings['platform'];

/** What the keys depend on. */
export interface Keyboard {
  readonly platform: Platform;
  readonly usesSingleKeys: boolean;
}

export function keyboardOf({ surroundings, settings }: AppState): Keyboard {
  return { platform: surroundings.platform, usesSingleKeys: settings.usesSingleKeys };
}

export type Shortcut =
  { readonly kind: 'go'; readonly place: Place } | { readonly kind: 'refresh' | 'rescue' | 'show' };

/** In the order of the navigation; the digits count them. */
export const PLACES: readonly Place[] = Place.options;

const placeWords: Readonly<Record<Place, () => string>> = {
  overview: () => m.window_overview(),
  cache: () => m.word_category_build_cache(),
  images: () => m.word_category_images(),
  containers: () => m.word_category_containers(),
  volumes: () => m.word_category_volumes(),
  builders: () => m.builders_title(),
  history: () => m.history_title(),
  settings: () => m.window_settings(),
};

export function placeWord(place: Place): string {
  return placeWords[place]();
}

/** The key that goes with others: ⌘ on a Mac, Ctrl elsewhere. */
export function commandKey(platform: Platform): string {
  return platform === 'darwin' ? '⌘' : 'Ctrl';
}

export function rescueKeys(platform: Platform): readonly string[] {
  return [commandKey(platform), 'E'];
}

/** Any of these leads to the field that narrows a list. */
export function findKeys({ platform, usesSingleKeys }: Keyboard): readonly (readonly string[])[] {
  const keys = [commandKey(platform), 'F'];
  return usesSingleKeys ? [['/'], keys] : [keys];
}

/** Any of these shows all keys. */
export function showKeys({ platform, usesSingleKeys }: Keyboard): readonly (readonly string[])[] {
  const keys = [commandKey(platform), '/'];
  return usesSingleKeys ? [['?'], keys] : [keys];
}

/** The shortest of several ways, as it stands in a sentence. */
export function firstOf(keys: readonly (readonly string[])[]): string {
  return keys[0]?.join('+') ?? '';
}

/** As `aria-keyshortcuts` names keys. */
export function ariaKeys(keys: readonly string[]): string {
  const names: Readonly<Record<string, string>> = { '⌘': 'Meta', Ctrl: 'Control' };
  return keys.map((key) => names[key] ?? key).join('+');
}

type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'target' | 'repeat'
>;

/** What a press asks for; nothing while a field takes letters. */
export function shortcutOf(event: KeyPress, { platform, usesSingleKeys }: Keyboard): Shortcut | undefined {
  if (isTyping(event.target) || event.altKey || event.repeat) return undefined;
  const [command, other] =
    platform === 'darwin' ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (other) return undefined;
  if (command) return withCommand(event);
  return event.key === '?' && usesSingleKeys ? { kind: 'show' } : undefined;
}

/** To leave a list for its field: Ctrl+F anywhere, `/` where a key alone may be one. */
export function isFindKey(event: KeyPress, { usesSingleKeys }: Keyboard): boolean {
  if (event.altKey) return false;
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === 'f';
  return event.key === '/' && usesSingleKeys && !isTyping(event.target);
}

function withCommand({ key: letter, shiftKey }: KeyPress): Shortcut | undefined {
  const key = letter.toLowerCase();
  // Where it is on a digit's key, it comes with Shift.
  if (key === '/') return { kind: 'show' };
  if (shiftKey) return undefined;
  const place = key === ',' ? 'settings' : PLACES[Number(key) - 1];
  if (place !== undefined) return { kind: 'go', place };
  if (key === 'r') return { kind: 'refresh' };
  return key === 'e' ? { kind: 'rescue' } : undefined;
}

function isTyping(target: EventTarget | null): boolean {
  const letters = 'input:not([type=checkbox], [type=radio]), select, textarea';
  return target instanceof HTMLElement && target.matches(letters);
}
