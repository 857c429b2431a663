/** Tells why a registry gave no image, from the words of the engine that asked it. */

import type { RegistryAnswer } from '../core/ports/engine.ts';
import { EngineRefusal } from './engine-errors.ts';

export type RegistryTrouble = Exclude<RegistryAnswer['kind'], 'has'>;

/**
 * In this order, for one sentence may match several. Seen on 20.10, 26.1 and 28.5, the last with both image stores; Docker Hub
 * denies what does not exist and what is private alike.
 */
const words: readonly (readonly [RegistryTrouble, RegExp])[] = [
  [
    'sign-in',
    /unauthorized|authentication required|no basic auth credentials|authorization failed|insufficient_scope|access denied|denied: /i,
  ],
  [
    'unreachable',
    /\bdial (tcp|udp)\b|no such host|timeout|deadline exceeded|connection (refused|reset)|TLS handshake|x509:|HTTP response to HTTPS|failed to do request|unexpected (HTTP )?status|toomanyrequests|\bEOF\b/i,
  ],
  ['not-there', /manifest unknown|name unknown|not found|does not exist/i],
];

/** What a failed call says of the registry; throws the failure again where it is the engine's own. */
export function registryTrouble(error: unknown): RegistryTrouble {
  const trouble = error instanceof EngineRefusal ? troubleIn(error) : undefined;
  if (trouble === undefined) throw error;
  return trouble;
}

function troubleIn({ status, message }: EngineRefusal): RegistryTrouble | undefined {
  // An engine without this call (Podman), or a plugin of the engine's that forbids it: no registry was asked.
  if (/^(page )?not found$/i.test(message) || message.includes('by plugin')) return undefined;
  const [trouble] = words.find(([, pattern]) => pattern.test(message)) ?? [];
  return trouble ?? (status === 401 || status === 403 ? 'sign-in' : undefined);
}
