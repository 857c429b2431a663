/** Unguessable names for plans and rows. */

import { randomBytes } from 'node:crypto';
import type { Randomness } from '../core/ports/host.ts';

export const randomTokens: Randomness = {
  token: () => randomBytes(16).toString('base64url'),
};
