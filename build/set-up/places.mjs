/** Where the checkout is, and where what it downloads is kept between checkouts. */

import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export const checkoutDir = resolve(import.meta.dirname, '../..');

/** `BILGE_CACHE` moves it, for machines whose home is small or not writable. */
export const cacheDir =
  process.env.BILGE_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'bilge');
