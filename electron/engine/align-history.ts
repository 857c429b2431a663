/** Which history entry made which layer: the engine gives sizes by entry and digests by layer, and does not say which is which. */

import type { ImageLayer, LayerStep } from '../../shared/usage.ts';

export interface HistoryEntry extends LayerStep {
  readonly sizeBytes: number;
}

/** Instructions that only describe an image (Dockerfile reference); the rest may write a layer even when it is empty. */
const describesOnly =
  /^(#\(nop\)\s+)?(ARG|CMD|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME)\b/;

/**
 * `layerCount` layers, lowest first, from a history that is lowest first too. Entries with bytes are layers; of the
 * empty ones the likeliest are chosen, and among equals the highest, so that bytes land as low as they can: the lower the
 * layer, the more images share it, and the less a prediction promises. A choice among equals is no knowledge: then no layer
 * is said to be made by any. A history that cannot fit puts all bytes on the lowest.
 */
export function alignHistory(
  history: readonly HistoryEntry[],
  layerCount: number,
): readonly Omit<ImageLayer, 'chainId'>[] {
  const entries = history.map((entry, index) => ({ ...entry, index, rank: rankOf(entry) }));
  const empty = entries.filter(({ sizeBytes }) => sizeBytes === 0);
  const emptyLayerCount = layerCount - (entries.length - empty.length);
  if (emptyLayerCount < 0 || emptyLayerCount > empty.length) {
    const totalBytes = entries.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
    return Array.from({ length: layerCount }, (_, index) => ({ sizeBytes: index === 0 ? totalBytes : 0 }));
  }
  const likeliest = [...empty].sort((a, b) => b.rank - a.rank || b.index - a.index);
  const emptyLayers = new Set(likeliest.slice(0, emptyLayerCount).map(({ index }) => index));
  const isSure =
    emptyLayerCount === 0 || likeliest[emptyLayerCount - 1]?.rank !== likeliest[emptyLayerCount]?.rank;
  return entries
    .filter(({ sizeBytes, index }) => sizeBytes > 0 || emptyLayers.has(index))
    .map(({ sizeBytes, command, atMs }) => ({ sizeBytes, ...(isSure && { madeBy: { command, atMs } }) }));
}

/** How likely an entry of no bytes is a layer all the same. */
function rankOf({ command }: HistoryEntry): number {
  const instruction = command.replace(/^\/bin\/sh -c (?=#\(nop\))/, '');
  if (describesOnly.test(instruction)) return 0;
  return instruction.replace(/^#\(nop\)\s+/, '').startsWith('WORKDIR') ? 1 : 2;
}
