/** The environment a test may see: nothing in it leads to an engine, a context or a desktop that the test did not start. */

import { cacheDir } from '../../build/set-up/places.mjs';

/** `home` takes the place of the person's own, with all settings in it; what set-up cached stays within reach. */
export function cleanEnvironment(env: NodeJS.ProcessEnv, home: string): NodeJS.ProcessEnv {
  const leads = /^(?:DOCKER|CONTAINER|CONTAINERS|BUILDX|BUILDKIT|XDG|DBUS)_|^(?:DISPLAY|WAYLAND_DISPLAY)$/;
  const kept = Object.entries(env).filter(([name]) => !leads.test(name));
  return { ...Object.fromEntries(kept), HOME: home, BILGE_CACHE: cacheDir };
}
