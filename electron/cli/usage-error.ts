/** What was typed cannot be understood or followed. */

/** The message is for the person who typed; the command ends with `EXIT.usage`. */
export class UsageError extends Error {}
