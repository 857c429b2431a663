/** Names the builder whose cache a line is about. */

import { m } from '../../shared/paraglide/messages.js';
import type { EngineIdentity } from '../../shared/plan.ts';
import { plainText } from './plain-text.ts';

/** `multi0 · Nothing to clean.`; the text alone where it is about the engine itself. */
export function inBuilder(engine: EngineIdentity | undefined, text: string): string {
  return engine?.builder === undefined
    ? text
    : m.cli_in_builder({ name: plainText(engine.builder.name, 60), text });
}
