/** What an image's history calls a step, as its author wrote it: `RUN npm ci` for `/bin/sh -c npm ci`. */

/** The classic builder's mark for a step that runs nothing. */
const NO_OPERATION = /^\/bin\/sh -c #\(nop\)\s*/;
/** Values of build arguments before the command: `|2 A=1 B=2 /bin/sh -c …`. */
const RUN = /^(?:RUN )?(?:\|\d+ .*?)?\/bin\/sh -c (.*)$/s;
const BUILDKIT_MARK = /\s*# buildkit\s*$/;

/** Only the frame that builders put around a command goes; any other text stays as it is. */
export function layerWords(command: string): string {
  const plain = command.replace(BUILDKIT_MARK, '');
  if (NO_OPERATION.test(plain)) return plain.replace(NO_OPERATION, '');
  const run = RUN.exec(plain)?.[1];
  return run === undefined ? plain : `RUN ${run}`;
}
