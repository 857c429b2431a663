/** What a receipt's images are worth now: one offer for each, in the receipt's order. */

import type { PullOffer } from '../../../shared/contract.ts';
import type { DeletedItem, Receipt } from '../../../shared/plan.ts';
import { isSameEngine } from '../engine-key.ts';
import type { Engine } from '../ports/engine.ts';
import { findPulls } from './find-pulls.ts';
import { registryAsker } from './registry-asker.ts';

/** Registries limit how often they may be asked. */
const AT_ONCE = 4;

/** Of a receipt, in its order: a row is a place in this list. */
export function deletedImages(receipt: Receipt): readonly DeletedItem[] {
  return receipt.deleted.filter(({ kind }) => kind === 'image');
}

/**
 * Asks the registries of all deleted images: up to two questions for each of their names, and Docker Hub counts questions as
 * pulls, so only when somebody wants to know. Empty unless `engine` is the one that was cleaned. Fails with an `EngineError`.
 */
export async function pullOffers(receipt: Receipt, engine: Engine): Promise<readonly PullOffer[]> {
  if (!(await wasCleaned(engine, receipt))) return [];
  const { images: present } = await engine.readInventory('glance');
  const ask = registryAsker(engine);
  const offers: PullOffer[] = [];
  const images = [...deletedImages(receipt).entries()];
  while (images.length > 0) {
    const asked = images.splice(0, AT_ONCE).map(async ([row, image]) => {
      const { offer } = await findPulls(image, present, ask);
      return { row, name: image.name, sizeBytes: image.sizeBytes, offer };
    });
    offers.push(...(await Promise.all(asked)));
  }
  return offers;
}

/** Safety law 1: nothing of one engine is brought to another. */
export async function wasCleaned(engine: Engine, { engine: cleaned }: Receipt): Promise<boolean> {
  return cleaned !== undefined && isSameEngine(await engine.identity(), cleaned);
}
