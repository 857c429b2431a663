/** Which version of Bilge is the newest, as the project's release page says. */

import * as v from 'valibot';
import type { ReleaseFeed } from '../core/ports/host.ts';

const DEADLINE_MS = 15_000;
const NOT_FOUND = 404;
/** The latest release that is neither a draft nor a preview: https://docs.github.com/en/rest/releases/releases */
const Release = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ tag_name: v.pipe(v.string(), v.regex(/^v\d{1,5}\.\d{1,5}\.\d{1,5}$/)) }),
);

export function releaseFeed(url: string, fetch: typeof globalThis.fetch): ReleaseFeed {
  return {
    async newest() {
      const reply = await ask(url, fetch).catch(() => undefined);
      if (reply === undefined) return { kind: 'offline' };
      if (reply.status === NOT_FOUND) return { kind: 'none' };
      const release = v.safeParse(Release, reply.text);
      if (reply.status !== 200 || !release.success) return { kind: 'bad-reply' };
      return { kind: 'version', version: release.output.tag_name.slice(1) };
    },
  };
}

async function ask(url: string, fetch: typeof globalThis.fetch): Promise<{ status: number; text: string }> {
  const response = await fetch(url, { signal: AbortSignal.timeout(DEADLINE_MS) });
  return { status: response.status, text: await response.text() };
}
