/** What kind of failure a call to the system met. */

/** `ENOENT`, `ENOSPC`…; undefined for anything that is not an error of the system. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
