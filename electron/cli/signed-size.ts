/** A difference in bytes, as docker writes sizes. */

import { dockerSize } from '../../shared/format.ts';

/** `plus` marks growth. Others may write meanwhile: then a disk has less after a clean, and the minus says so. */
export function signedSize(bytes: number, plus = ''): string {
  return bytes < 0 ? `−${dockerSize(-bytes)}` : `${bytes > 0 ? plus : ''}${dockerSize(bytes)}`;
}
