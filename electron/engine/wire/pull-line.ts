/** One line of what `POST /images/create` answers. */

import * as v from 'valibot';
import { bytes, text } from './json-fields.ts';

const pullLine = v.object({
  id: text,
  status: text,
  progressDetail: v.nullish(v.object({ current: bytes, total: bytes }), { current: 0, total: 0 }),
  error: text,
});
export type PullLine = v.InferOutput<typeof pullLine>;

/** Undefined for anything else. */
export function parsePullLine(line: string): PullLine | undefined {
  try {
    const parsed = v.safeParse(pullLine, JSON.parse(line));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
