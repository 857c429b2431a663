/** What kind of volume one is, and what follows from it. */

import { m } from '../../../shared/paraglide/messages.js';
import type { Volume } from '../../../shared/usage.ts';

type Kind = Volume['isAnonymous'];

const words: Readonly<Record<Kind, () => string>> = {
  yes: () => m.volumes_kind_anonymous(),
  no: () => m.volumes_kind_named(),
  probably: () => m.volumes_kind_probably(),
};

const whys: Readonly<Record<Kind, () => string>> = {
  yes: () => m.volumes_kind_anonymous_why(),
  no: () => m.volumes_kind_named_why(),
  probably: () => m.volumes_kind_probably_why(),
};

/** `probably anonymous`. */
export function volumeKindWord(kind: Kind): string {
  return words[kind]();
}

/** A sentence: what it means for a clean, or how it is known. */
export function volumeKindWhy(kind: Kind): string {
  return whys[kind]();
}
