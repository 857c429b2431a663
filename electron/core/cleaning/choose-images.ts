/** Which images a clean takes: dangling ones in `quick`, all that no container that stays needs in `deep`. */

import type { Container, Image } from '../../../shared/usage.ts';
import { isDangling } from '../usage/category-usage.ts';
import { Forest } from '../usage/forest.ts';
import type { Choice, CleanScope } from './clean-scope.ts';
import { countBy } from './count-by.ts';
import { filterRules, firstReason, protectedRules, unmarkedRules, untickedRules } from './keep-rules.ts';
import { leafFirst } from './leaf-first.ts';
import { newestImages } from './newest-images.ts';
import type { Parted } from './predict.ts';

export function chooseImages(scope: CleanScope, containers: Parted<Container>): readonly Choice<Image>[] {
  if (!scope.options.kinds.includes('image')) return [];
  const { images } = scope.inventory;
  const goingCount = countBy(containers.going.map(({ imageId }) => imageId));
  const stayingIds = new Set(containers.staying.map((container) => container.imageId));
  const newest = newestImages(images, scope.options.keepNewestImages ?? 0);
  const isConsidered = (image: Image): boolean => scope.options.images === 'unused' || isDangling(image);
  const keep = firstReason<Image>([
    ...unmarkedRules(scope, 'image'),
    // The engine may count containers that we cannot match by id: an image is free only when all of them are going.
    ['in-use', ({ id, containerCount }) => stayingIds.has(id) || containerCount > (goingCount.get(id) ?? 0)],
    ...protectedRules(scope, 'image'),
    ['not-chosen', (image) => !isConsidered(image)],
    ...filterRules(scope, 'image', ({ createdAtMs }) => createdAtMs),
    ['newest', ({ id }) => newest.has(id)],
    ...untickedRules(scope, 'image'),
  ]);
  const reasons = images.map(keep);
  const forest = new Forest(
    images.map(({ id, parentId }) => ({ id, parentIds: parentId === undefined ? [] : [parentId] })),
  );
  return leafFirst(forest, images, reasons, (image) =>
    isDangling(image) ? 'dangling-image' : 'unused-image',
  ).filter(({ item }) => isConsidered(item));
}
