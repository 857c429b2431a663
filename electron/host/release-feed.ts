/** Which version of Bilge is the newest, as the project's release page says. */

import * as v from 'valibot';
import type { ReleaseFeed } from '../core/ports/host.ts';

const DEADLINE_MS = 15_000;
/** The latest release that is neither a draft nor a preview: https://docs.github.com/en/rest/releases/releases */
const Release = v.object({ tag_name: v.pipe(v.string(), v.regex(/^v\d{1,5}\.\d{1,5}\.\d{1,5}$/)) });

export function releaseFeed(url: string, fetch: typeof globalThis.fetch): ReleaseFeed {
  return {
    async newest() {
      const response = await fetch(url, { signal: AbortSignal.timeout(DEADLINE_MS) }).catch(() => undefined);
      if (response === undefined) return { kind: 'offline' };
      const reply: unknown = await response.json().catch(() => undefined);
      const release = v.safeParse(Release, reply);
      if (!response.ok || !release.success) return { kind: 'bad-reply' };
      return { kind: 'version', version: release.output.tag_name.slice(1) };
    },
  };
}
