/** What a preset's choices come to, in one line of words. */

import type { CleanChoices, ItemKind } from '../../../shared/clean-options.ts';
import { humanSize } from '../../../shared/format.ts';
import { currentLocale } from '../../../shared/locale.ts';
import { m } from '../../../shared/paraglide/messages.js';
import type { CacheType } from '../../../shared/usage.ts';
import { typeWord } from '../../../shared/words.ts';
import { spanWords } from '../../time-words.ts';

/** `Dangling images · Build cache · cache unused for 7 days · cache mounts stay`. */
export function choicesWords(choices: CleanChoices): string {
  if (choices.kinds.length === 0) return m.choice_nothing();
  const others = choices.kinds.some((kind) => kind !== 'record');
  const limits = [
    ...choices.kinds.map((kind) => kindWord(kind, choices)),
    others && choices.olderThanMs !== null && m.choice_older_than({ age: spanWords(choices.olderThanMs) }),
    choices.kinds.includes('image') &&
      choices.keepNewestImages !== null &&
      m.choice_keeps_newest({ count: choices.keepNewestImages }),
    ...(choices.kinds.includes('record') ? cacheWords(choices) : []),
    matchWords(choices),
  ];
  return limits.filter(Boolean).join(' · ');
}

function kindWord(kind: ItemKind, { images }: CleanChoices): string {
  switch (kind) {
    case 'container':
      return m.choice_containers();
    case 'network':
      return m.choice_networks();
    case 'image':
      return images === 'dangling' ? m.choice_images_dangling() : m.choice_images_unused();
    case 'record':
      return m.choice_records();
    case 'volume':
      return m.choice_volumes();
  }
}

function cacheWords({ cacheTypes, keepsCacheMounts, ...choices }: CleanChoices): readonly (string | false)[] {
  return [
    cacheTypes !== null && m.choice_only_types({ types: typesWord(cacheTypes) }),
    choices.recordsOlderThanMs !== null &&
      m.choice_cache_unused_for({ age: spanWords(choices.recordsOlderThanMs) }),
    choices.keepStorageBytes !== null && m.choice_keeps_size({ size: humanSize(choices.keepStorageBytes) }),
    choices.takesShared && m.choice_shared_too(),
    // Types chosen one by one name the mounts, or leave them out.
    keepsCacheMounts && cacheTypes === null && m.choice_mounts_stay(),
  ];
}

function matchWords({ names, labels, projects }: CleanChoices): string | undefined {
  const patterns = [...names, ...labels, ...projects].join(', ');
  return patterns === '' ? undefined : m.choice_only_matching({ patterns });
}

function typesWord(types: readonly CacheType[]): string {
  return new Intl.ListFormat(currentLocale(), { type: 'conjunction' }).format(types.map(typeWord));
}
