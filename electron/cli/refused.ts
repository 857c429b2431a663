/** What the safety law forbids, found before anything ran. */

/** The message is for the person who typed; the command ends with `EXIT.refused`. */
export class Refused extends Error {}
