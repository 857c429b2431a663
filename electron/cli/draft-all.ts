/** The plans of one command: of the engine itself, or of each builder that was asked for. */

import { m } from '../../shared/paraglide/messages.js';
import { EngineError, type Engine } from '../core/ports/engine.ts';
import { cleanTargets } from './builder-targets.ts';
import type { CleanRequest } from './clean-request.ts';
import type { CleanSurroundings } from './clean-surroundings.ts';
import { draftClean, type FreshDraft } from './draft-clean.ts';
import { plainText } from './plain-text.ts';
import { Refused } from './refused.ts';

export interface Drafts {
  readonly drafts: readonly (FreshDraft & { readonly engine: Engine })[];
  /** All that was asked for could be read. */
  readonly isWhole: boolean;
}

/** A builder that cannot be read does not keep the others from being cleaned. */
export async function draftAll(
  given: CleanSurroundings,
  request: CleanRequest,
  showsHolders: boolean,
): Promise<Drafts> {
  const drafts: (FreshDraft & { readonly engine: Engine })[] = [];
  const targets = await cleanTargets(given.engine, request.builder, given.terminal);
  for (const { engine, builderName } of targets) {
    try {
      const parts = { ...given.host, ...given, engine };
      drafts.push({ ...(await draftClean(parts, request, showsHolders)), engine });
    } catch (error) {
      if (builderName === undefined || !(error instanceof EngineError)) throw error;
      const told = m.cli_builder_unreadable({ name: plainText(builderName, 60) });
      if (targets.length === 1) throw new Refused(told);
      given.terminal.error(told);
    }
  }
  return { drafts, isWhole: drafts.length === targets.length };
}
