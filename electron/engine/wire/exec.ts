/** A command run in a container: what the engine says when it is made, and of how it goes. */

import * as v from 'valibot';
import { list, text } from './json-fields.ts';

const execId = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

export const execCreated = v.object({ Id: execId });

export const execState = v.object({
  ContainerID: text,
  Running: v.boolean(),
  /** Null while it runs, and before. */
  ExitCode: v.nullish(v.number()),
  ProcessConfig: v.object({ entrypoint: text, arguments: list(v.string()) }),
});
