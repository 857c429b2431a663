/** What BuildKit calls a step, as its author would: `RUN npm ci` for `mount / from exec /bin/sh -c npm ci`. */

const EXEC = String.raw`from exec (?:/bin/sh -c )?`;
const RUN = new RegExp(`^mount / ${EXEC}(.*)$`, 's');
const CACHE_MOUNT = new RegExp(`^cached mount (\\S+) ${EXEC}(.*)$`, 's');

/** A cache mount goes by its target and the step behind it; any other text stays as it is. BuildKit's wording: solver/llbsolver/ops/exec.go, mounts/mount.go. */
export function stepWords(description: string): string {
  const command = RUN.exec(description)?.[1];
  if (command !== undefined) return `RUN ${command}`;
  const [, target, step] = CACHE_MOUNT.exec(description) ?? [];
  return target === undefined || step === undefined ? description : `${target} · ${step}`;
}
