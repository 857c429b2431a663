/** Which images a clean takes: dangling ones in `quick`, all that no container that stays needs in `deep`. */

import type { Container, Image } from '../../../shared/usage.ts';
import { isDangling } from '../usage/category-usage.ts';
import { heldIds } from '../usage/held-by-kept.ts';
import { firstReason, isTooYoung, type Choice, type CleanScope } from './clean-scope.ts';
import { belongsToKnownTool } from './known-tools.ts';

export function chooseImages(
  scope: CleanScope,
  containers: { readonly going: readonly Container[]; readonly staying: readonly Container[] },
): readonly Choice<Image>[] {
  if (!scope.options.kinds.includes('image')) return [];
  const { images } = scope.inventory;
  const goingCount = countByImage(containers.going);
  const stayingIds = new Set(containers.staying.map((container) => container.imageId));
  const isUsed = (image: Image): boolean =>
    // The engine may count containers that we cannot match by id: an image is free only when all of them are going.
    stayingIds.has(image.id) || image.containerCount > (goingCount.get(image.id) ?? 0);
  const ownReason = (image: Image) =>
    firstReason(
      [isUsed(image), 'in-use'],
      [scope.guard.keepsKnownTools && belongsToKnownTool(image.labels, image.references), 'known-tool'],
      [isTooYoung(scope, 'other', image.createdAtMs), 'too-young'],
    );

  const considered = (image: Image): boolean => scope.options.images === 'unused' || isDangling(image);
  const held = heldIds(
    images.map((image) => ({
      id: image.id,
      parentIds: image.parentId === undefined ? [] : [image.parentId],
      image,
    })),
    ({ image }) => !considered(image) || ownReason(image) !== undefined,
  );
  return images.filter(considered).map((item) => ({
    item,
    why: isDangling(item) ? 'dangling-image' : 'unused-image',
    keep: ownReason(item) ?? (held.has(item.id) ? 'child-stays' : undefined),
  }));
}

function countByImage(containers: readonly Container[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { imageId } of containers) counts.set(imageId, (counts.get(imageId) ?? 0) + 1);
  return counts;
}
