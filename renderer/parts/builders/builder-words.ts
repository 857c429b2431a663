/** Why a builder could not be measured, and what to do about it. */

import type { BuilderRow } from '../../../shared/builders.ts';
import { m } from '../../../shared/paraglide/messages.js';
import type { Surroundings } from '../../../shared/state.ts';
import { errorNext, errorWhat } from '../../../shared/words.ts';

type Problem = NonNullable<BuilderRow['problem']>;

interface Sentences {
  readonly what: string;
  readonly next: string;
}

/** The trouble is the builder's own; all else is the engine's, and is called as everywhere. */
const own = {
  'no-buildctl': () => ({ what: m.builders_no_buildctl_what(), next: m.builders_no_buildctl_next() }),
  'bad-reply': () => ({ what: m.builders_bad_reply_what(), next: m.builders_bad_reply_next() }),
  'not-found': () => ({ what: m.builders_not_found_what(), next: m.builders_not_found_next() }),
  'timed-out': () => ({ what: m.builders_timed_out_what(), next: m.builders_timed_out_next() }),
} satisfies Partial<Record<Problem, () => Sentences>>;

/** Two sentences: what is so, and the next step. */
export function builderProblem(problem: Problem, platform: Surroundings['platform']): Sentences {
  if (isOwn(problem)) return own[problem]();
  return { what: errorWhat(problem), next: errorNext(problem, platform) };
}

function isOwn(problem: Problem): problem is keyof typeof own {
  return Object.hasOwn(own, problem);
}

/** Names that buildx itself gives out and that a shell takes as they stand. */
const PLAIN_NAME = /^[a-z0-9][a-z0-9._+-]{0,99}$/i;

/** The command that starts a builder. A name that could mean more than a name to a shell never gets into a line that people run. */
export function startCommand(name: string): string {
  return `docker buildx inspect --bootstrap ${PLAIN_NAME.test(name) ? name : 'NAME'}`;
}
