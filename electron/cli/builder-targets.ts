/** From `--builder` to what is cleaned: the engine itself, or the caches of builders, one after another. */

import { m } from '../../shared/paraglide/messages.js';
import type { Builders, Engine, FoundBuilder } from '../core/ports/engine.ts';
import { plainText } from './plain-text.ts';
import { Refused } from './refused.ts';
import type { Terminal } from './terminal.ts';

/** Every builder that runs; a builder that is called so goes by its node's name, `all0`. */
const ALL_BUILDERS = 'all';

export interface CleanTarget {
  readonly engine: Engine;
  /** As buildx calls its node; undefined for the engine itself. Hostile. */
  readonly builderName: string | undefined;
}

/**
 * What runs of what was asked for; says what does not. Fails with `Refused` where nothing of that name runs, with an `EngineError`
 * where the engine cannot be asked.
 */
export async function cleanTargets(
  engine: Engine,
  asked: string | undefined,
  terminal: Pick<Terminal, 'error'>,
): Promise<readonly CleanTarget[]> {
  if (asked === undefined) return [{ engine, builderName: undefined }];
  const { builders } = engine;
  const all = (await builders?.list()) ?? [];
  const meant = asked === ALL_BUILDERS ? all : nodesCalled(all, asked);
  if (builders === undefined || meant.length === 0) return noneOf(asked, all, terminal);
  const running = meant.filter(({ isRunning }) => isRunning);
  const stopped = meant.filter(({ isRunning }) => !isRunning).map(({ name }) => plainText(name, 60));
  if (running.length === 0 && asked !== ALL_BUILDERS)
    throw new Refused(m.cli_builder_stopped({ names: stopped.join(', ') }));
  if (stopped.length > 0) terminal.error(m.cli_builder_left_out({ names: stopped.join(', ') }));
  return running.map((builder) => target(builders, builder));
}

function target(builders: Builders, builder: FoundBuilder): CleanTarget {
  return { engine: builders.open(builder), builderName: builder.name };
}

/** A node by its name, or all nodes of a builder: buildx numbers them. */
function nodesCalled(all: readonly FoundBuilder[], asked: string): readonly FoundBuilder[] {
  const exact = all.filter(({ name }) => name === asked);
  const isNode = (name: string): boolean => name.startsWith(asked) && /^\d+$/.test(name.slice(asked.length));
  return exact.length > 0 ? exact : all.filter(({ name }) => isNode(name));
}

function noneOf(
  asked: string,
  all: readonly FoundBuilder[],
  terminal: Pick<Terminal, 'error'>,
): readonly CleanTarget[] {
  if (all.length > 0) {
    const names = all.map(({ name }) => plainText(name, 60)).join(', ');
    throw new Refused(m.cli_builder_missing({ name: plainText(asked, 40), names }));
  }
  if (asked !== ALL_BUILDERS) throw new Refused(m.cli_builder_none());
  terminal.error(m.cli_builder_none());
  return [];
}
