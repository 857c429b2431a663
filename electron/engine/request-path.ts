/** Builds request paths from names that an engine gave: hostile text must stay one name and never become another path. */

import { EngineError } from '../core/ports/engine.ts';

/** `['images', 'a/b:1', 'json']` → `/images/a/b%3A1/json`. Image references may hold slashes, so those stay. */
export function requestPath(...parts: readonly string[]): string {
  const segments = parts.flatMap((part) => part.split('/'));
  if (segments.some((segment) => ['', '.', '..'].includes(segment))) {
    throw new EngineError('bad-reply', 'the engine gave a name that cannot be asked for');
  }
  return `/${segments.map(encodeURIComponent).join('/')}`;
}
