/** The two lists of a plan sheet: what goes or would at a tick, and what stays all the same; the largest first. */

import type { ItemKind } from '../../../shared/clean-options.ts';
import type { PlanGroupKind } from '../../../shared/plan-sheet.ts';
import type { Image } from '../../../shared/usage.ts';
import { canTick, type Choice } from './clean-scope.ts';
import { TRAITS, type ItemOf } from './item-traits.ts';
import { groupOf } from './plan-groups.ts';
import type { Weighed } from './weigh-scope.ts';

/** A list as it was sorted once: a revision of a plan never changes. */
type Sorted = readonly Choice<ItemOf[ItemKind]>[];

export class PlanLists {
  readonly #weighed: Weighed;
  readonly #sorted = new Map<string, Sorted>();
  #untickedImageBytes: ReadonlyMap<string, number> | undefined;

  constructor(weighed: Weighed) {
    this.#weighed = weighed;
  }

  /** What a tick can take or give back, ticked or not. */
  goes<Kind extends ItemKind>(kind: Kind, group: PlanGroupKind): readonly Choice<ItemOf[Kind]>[] {
    return this.#list(`goes ${group}`, kind, (each) => canTick(each) && groupOf(kind, each) === group);
  }

  /** All the rest that was looked at; of it what stays for one reason, where that is given. */
  stays<Kind extends ItemKind>(kind: Kind, why: string | undefined): readonly Choice<ItemOf[Kind]>[] {
    return this.#list(
      `stays ${kind} ${why}`,
      kind,
      (each) => !canTick(each) && (why === undefined || each.keep === why),
    );
  }

  /** What a row shows as its size: for an image that goes or would, the layers whose last holder it is. */
  shownBytes<Kind extends ItemKind>(kind: Kind, { item, keep }: Choice<ItemOf[Kind]>): number {
    if (kind === 'image') {
      const { id } = item as Image;
      if (keep === undefined) return this.#weighed.layerBytes.get(id) ?? 0;
      if (keep === 'unticked') {
        this.#untickedImageBytes ??= bytesHeldAlone(this.#weighed.images.staying);
        return this.#untickedImageBytes.get(id) ?? 0;
      }
    }
    return TRAITS[kind].sizeBytes(item);
  }

  #list<Kind extends ItemKind>(
    name: string,
    kind: Kind,
    belongs: (choice: Choice<ItemOf[Kind]>) => boolean,
  ): readonly Choice<ItemOf[Kind]>[] {
    const known = this.#sorted.get(name) as readonly Choice<ItemOf[Kind]>[] | undefined;
    if (known !== undefined) return known;
    const sized = this.#weighed.choices[kind]
      .filter(belongs)
      .map((choice) => ({ choice, sizeBytes: this.shownBytes(kind, choice) }));
    sized.sort((one, other) => other.sizeBytes - one.sizeBytes);
    const sorted = sized.map(({ choice }) => choice);
    // Reasons are words of the window's: what no item stays for is not worth remembering.
    if (sorted.length > 0) this.#sorted.set(name, sorted);
    return sorted;
  }
}

/** Of each image the layers that no other of these holds, by id. */
function bytesHeldAlone(images: readonly Image[]): ReadonlyMap<string, number> {
  const holders = new Map<string, number>();
  for (const { layers = [] } of images)
    for (const { chainId } of layers) holders.set(chainId, (holders.get(chainId) ?? 0) + 1);
  return new Map(
    images.map(({ id, layers = [] }) => {
      const alone = layers.filter(({ chainId }) => holders.get(chainId) === 1);
      return [id, alone.reduce((total, { sizeBytes }) => total + sizeBytes, 0)];
    }),
  );
}
