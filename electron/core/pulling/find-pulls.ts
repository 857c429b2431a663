/** Finds out how a deleted image can be had again, by what registries say of it now: nothing else shows that it was ever pushed. */

import type { PullOffer } from '../../../shared/contract.ts';
import type { DeletedItem } from '../../../shared/plan.ts';
import type { Image } from '../../../shared/usage.ts';
import type { RegistryAnswer } from '../ports/engine.ts';
import { repositoryOf } from '../../../shared/image-reference.ts';

export type DeletedImage = Pick<DeletedItem, 'id' | 'references' | 'digests'>;

export interface Pulls {
  readonly offer: PullOffer['offer'];
  /** What to pull, one after another: every tag that is to be had, or one digest. Empty where nothing can be pulled. */
  readonly references: readonly string[];
}

type Ask = (reference: string) => Promise<RegistryAnswer>;

/**
 * Its digest is what identifies it: a tag counts where the registry has that digest under it, and where no image of the engine
 * bears it, for pulling would take it away. Tags of repositories without a digest were never there, and are not asked for.
 */
export async function findPulls(
  { id, references = [], digests = [] }: DeletedImage,
  present: readonly Image[],
  ask: Ask,
): Promise<Pulls> {
  const tags = references.filter((reference) => !reference.includes('@'));
  const taken = new Set(present.flatMap((image) => image.references));
  const freeTags = tags.filter((tag) => !taken.has(tag));
  const isBack = present.some(
    (image) => image.id === id || image.digests.some((digest) => digests.includes(digest)),
  );
  if (isBack || (tags.length > 0 && freeTags.length === 0)) return { offer: 'present', references: [] };
  if (digests.length === 0) return { offer: 'never-pushed', references: [] };

  const repositories = new Set(digests.map(repositoryOf));
  const found = await askEach(
    freeTags.filter((tag) => repositories.has(repositoryOf(tag))),
    digests,
    ask,
  );
  if (found.length > 0) return { offer: 'by-tag', references: found };
  return byDigest(digests, ask);
}

/** The tags under which a registry has one of the digests. */
async function askEach(
  tags: readonly string[],
  digests: readonly string[],
  ask: Ask,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const tag of tags) {
    const answer = await ask(tag);
    if (answer.kind === 'has' && digests.includes(`${repositoryOf(tag)}@${answer.digest}`)) found.push(tag);
  }
  return found;
}

/** From the first repository that confirms; else the most hopeful of the troubles. */
async function byDigest(digests: readonly string[], ask: Ask): Promise<Pulls> {
  const troubles = new Set<RegistryAnswer['kind']>();
  for (const digest of digests) {
    const { kind } = await ask(digest);
    if (kind === 'has') return { offer: 'by-digest', references: [digest] };
    troubles.add(kind);
  }
  const offer = (['sign-in', 'unreachable'] as const).find((trouble) => troubles.has(trouble)) ?? 'not-there';
  return { offer, references: [] };
}
