/** A way to the one web address that Bilge asks by itself, through the proxies and certificates of the system. */

import { session, type Session } from 'electron';

/** For use after `ready`. The windows' session stays shut: this is one of its own, without cookies or cache, made when first needed. */
export function fetchOf(address: string): typeof globalThis.fetch {
  let ours: Session | undefined;
  return (input, init) => {
    ours ??= openTo(address);
    return ours.fetch(input instanceof URL ? input.href : input, { ...init, credentials: 'omit' });
  };
}

function openTo(address: string): Session {
  const opened = session.fromPartition('one-address', { cache: false });
  // Electron's own would tell the versions of everything, the system and its language.
  opened.setUserAgent('Bilge', 'en');
  // Takes the place of the listener that shuts every new session (window-security.ts): a session has but one.
  opened.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: url !== address }));
  return opened;
}
