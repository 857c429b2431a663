/** The command of a build step, as a cache record and as an image's history tell it: equal for the same step. */

/**
 * `mount / from exec /bin/sh -c x` and `[build 2/3] COPY --from=a b c` of a record (BuildKit v0.8–v0.32). Undefined where the
 * description names no command, as `fileop target` (BuildKit 0.8, engine 20.10) and `pulled from …`.
 */
export function commandOfRecord(description: string): string | undefined {
  const run = 'mount / from exec ';
  if (description.startsWith(run)) return description.slice(run.length);
  const step = /^\[[^\]]*\] (.+)$/s.exec(description)?.[1];
  // History leaves the flags out (BuildKit `frontend/dockerfile/dockerfile2llb/convert.go`, `dispatchCopy`).
  return step?.replace(/^(COPY|ADD)( --\S+)+ /, '$1 ');
}

/** `RUN /bin/sh -c x # buildkit`, `COPY b c # buildkit` of a history; build arguments stand in front of the command (`|1 A=b `). */
export function commandOfHistory(createdBy: string): string | undefined {
  const text = createdBy.replace(/ # buildkit$/, '');
  if (!text.startsWith('RUN ')) return text.replace(/^(COPY|ADD)( --\S+)+ /, '$1 ');
  const command = text.slice('RUN '.length);
  if (!/^\|\d+ /.test(command)) return command;
  // Arguments may hold spaces: only a shell's name tells where they end.
  const shell = command.indexOf(' /bin/sh -c ');
  return shell < 0 ? undefined : command.slice(shell + 1);
}
