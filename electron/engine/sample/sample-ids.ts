/** Names and sizes that look real and are the same at every start. */

import { createHash } from 'node:crypto';

export const HOUR_MS = 3_600_000;

/** A whole number of bytes that does not look rounded: the same for the same text. */
export function megabytes(sizeMB: number, text: string): number {
  const spread = sizeMB === 0 ? 0 : (parseInt(digest(text).slice(0, 6), 16) / 0xffffff - 0.5) * 0.04;
  return Math.round(sizeMB * 1_000_000 * (1 + spread));
}

export function recordId(text: string): string {
  return BigInt(`0x${digest(`record ${text}`)}`)
    .toString(36)
    .slice(0, 25)
    .padStart(25, '0');
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
