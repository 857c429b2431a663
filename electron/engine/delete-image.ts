/** Deletes an image through its listed references, one at a time, never forced, and only while it is still as listed. */

import { repositoryOf } from '../../shared/image-reference.ts';
import { EngineError, type DeleteOutcome } from '../core/ports/engine.ts';
import { decode } from './decode.ts';
import { DELETE_DEADLINE_MS, deleteOutcome, outcomeOfFailure } from './delete-objects.ts';
import type { EngineClient } from './engine-client.ts';
import { requestPath } from './request-path.ts';
import { containerList } from './wire/container.ts';
import { imageDeletes, imageDetail } from './wire/image.ts';

export type ImageOutcome = DeleteOutcome | { readonly kind: 'changed' };

/** Names that were told to go, by image: after a lost connection nobody knows which of them went. */
type SentNames = Map<string, Set<string>>;

/** See `Engine.deleteImage` in core/ports. Asked again after a lost connection, it goes on with the names that are left. */
export function imageDeleter(
  client: EngineClient,
): (imageId: string, references: readonly string[]) => Promise<ImageOutcome> {
  const sent: SentNames = new Map();
  return async (imageId, references) => {
    try {
      const outcome = await deleteListed(client, sent, imageId, references);
      sent.delete(imageId);
      return outcome;
    } catch (error) {
      return outcomeOfFailure(error);
    }
  };
}

async function deleteListed(
  client: EngineClient,
  sent: SentNames,
  imageId: string,
  references: readonly string[],
): Promise<ImageOutcome> {
  const gone = sent.get(imageId) ?? new Set<string>();
  sent.set(imageId, gone);
  const before = await lookUp(client, imageId);
  if (before === undefined) return { kind: 'already-gone' };
  // A name nobody listed, or a listed one that is gone or moved to another image: someone is at work here.
  const expected = references.filter((name) => before.tags.includes(name) || !gone.has(name));
  if (!isSameSet(before.tags, expected)) return { kind: 'changed' };
  // Asked one by one, the engine would untag all but the last name of an image in use.
  if (before.names.length > 1 && (await isUsed(client, imageId))) return { kind: 'in-use' };
  // One without any name goes by its id.
  return removeNames(client, gone, before.names.length === 0 ? [imageId] : before.names, imageId);
}

async function removeNames(
  client: EngineClient,
  gone: Set<string>,
  names: readonly string[],
  imageId: string,
): Promise<ImageOutcome> {
  for (const name of names) {
    // The first look has just said so of a single name.
    const isStillIt = names.length === 1 || (await lookUp(client, name))?.id === imageId;
    if (!isStillIt) return { kind: 'changed' };
    gone.add(name);
    const { outcome, isDeleted } = await removeName(client, name, imageId);
    if (outcome.kind !== 'deleted' || isDeleted) return outcome;
  }
  // Names are gone; the image itself stays when something unlisted holds it.
  return (await lookUp(client, imageId)) === undefined ? { kind: 'deleted' } : { kind: 'in-use' };
}

function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}

interface Look {
  readonly id: string;
  readonly tags: readonly string[];
  /** Tags, and digest names of repositories without a tag here (those with one lose theirs together with it). */
  readonly names: readonly string[];
}

async function lookUp(client: EngineClient, name: string): Promise<Look | undefined> {
  try {
    const detail = await client.get(imageDetail, requestPath('images', name, 'json'));
    const tagged = new Set(detail.RepoTags.map(repositoryOf));
    const bareDigests = detail.RepoDigests.filter((digest) => !tagged.has(repositoryOf(digest)));
    return { id: detail.Id, tags: detail.RepoTags, names: [...detail.RepoTags, ...bareDigests] };
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'not-found') return undefined;
    throw error;
  }
}

async function isUsed(client: EngineClient, imageId: string): Promise<boolean> {
  const containers = await client.get(containerList, '/containers/json', { query: { all: '1' } });
  return containers.some(({ ImageID }) => ImageID === imageId);
}

async function removeName(
  client: EngineClient,
  name: string,
  imageId: string,
): Promise<{ readonly outcome: DeleteOutcome; readonly isDeleted: boolean }> {
  let isDeleted = false;
  const outcome = await deleteOutcome(
    client
      .send('DELETE', requestPath('images', name), {
        query: { noprune: '1' },
        deadlineMs: DELETE_DEADLINE_MS,
      })
      .then((reply) => {
        isDeleted = decode(imageDeletes, reply.text).some(({ Deleted }) => Deleted === imageId);
      }),
  );
  return { outcome, isDeleted };
}
