/** From what was typed to the options of a clean: finds the preset by its name and applies the changes to it. */

import {
  optionsOf,
  PRESET_NAMES,
  type CleanOptions,
  type CustomPreset,
  type PresetId,
} from '../../shared/clean-options.ts';
import { m } from '../../shared/paraglide/messages.js';
import type { CleanRequest } from './clean-request.ts';
import { onlyWord, type OnlyTypes } from './only-types.ts';
import { plainText } from './plain-text.ts';
import { UsageError } from './usage-error.ts';

export interface ChosenOptions {
  readonly options: CleanOptions;
  /** What the user called the preset; empty for a built-in one. */
  readonly presetName: string;
}

/** Throws `UsageError`. */
export function chosenOptions(request: CleanRequest, saved: readonly CustomPreset[]): ChosenOptions {
  const { id, name } = presetCalled(request.preset, saved);
  const preset = optionsOf(id, saved);
  if (preset === undefined) throw new Error(`There is no preset ${id}`);
  const options = { ...preset, ...request.changes };
  const kinds = request.takesAnonymousVolumes
    ? [...new Set([...options.kinds, 'volume' as const])]
    : options.kinds;
  return { options: ofBuilder(narrowed({ ...options, kinds }, request), request), presetName: name };
}

/** A builder has nothing but records, which bear no labels, names or projects. */
function ofBuilder(options: CleanOptions, { preset, builder }: CleanRequest): CleanOptions {
  if (builder === undefined) return options;
  const { kinds, labels, names, projects } = options;
  if (!kinds.includes('record') || labels.length + names.length + projects.length > 0)
    throw new UsageError(m.cli_builder_cache_alone({ preset: plainText(preset, 40) }));
  return { ...options, kinds: ['record'] };
}

interface PresetCalled {
  readonly id: PresetId;
  readonly name: string;
}

/** A name that means two presets means neither: the wrong one could take too much. */
function presetCalled(text: string, saved: readonly CustomPreset[]): PresetCalled {
  const matches: readonly PresetCalled[] = [
    ...PRESET_NAMES.filter((id) => id === folded(text)).map((id) => ({ id, name: '' })),
    ...saved.filter(({ id, name }) => id === text || folded(name) === folded(text)),
  ];
  const [match, other] = matches;
  if (match === undefined) {
    const names = [...PRESET_NAMES, ...saved.map(({ name }) => plainText(name))].join(', ');
    throw new UsageError(m.cli_which_preset({ text: plainText(text, 40), presets: names }));
  }
  if (other === undefined) return match;
  const all = matches.map(({ id, name }) => (name === '' ? id : `${plainText(name)} (${id})`)).join(', ');
  throw new UsageError(m.cli_ambiguous_preset({ text: plainText(text, 40), presets: all }));
}

function folded(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}

function narrowed(options: CleanOptions, { preset, only, changes }: CleanRequest): CleanOptions {
  if (only === undefined) return options;
  // Naming volumes is the tick that anonymous ones need.
  const foreign = [...only.kinds].find((kind) => kind !== 'volume' && !options.kinds.includes(kind));
  if (foreign !== undefined) throw doesNotClean(preset, onlyWord(foreign));
  const narrow = { ...options, kinds: [...only.kinds] };
  return only.cacheTypes === null ? narrow : ofCacheTypes(narrow, only.cacheTypes, preset, changes);
}

function ofCacheTypes(
  options: CleanOptions,
  cacheTypes: NonNullable<OnlyTypes['cacheTypes']>,
  preset: string,
  { keepsCacheMounts }: CleanRequest['changes'],
): CleanOptions {
  const foreign = cacheTypes.find((type) => options.cacheTypes?.includes(type) === false);
  if (foreign !== undefined) throw doesNotClean(preset, foreign);
  const namesMounts = cacheTypes.includes('exec.cachemount');
  if (namesMounts && keepsCacheMounts === true)
    throw new UsageError(m.cli_one_of({ options: '--only cache-mounts, --keep-cache-mounts' }));
  return {
    ...options,
    cacheTypes: [...cacheTypes],
    keepsCacheMounts: options.keepsCacheMounts && !namesMounts,
  };
}

function doesNotClean(preset: string, type: string): UsageError {
  return new UsageError(m.cli_preset_does_not_clean({ preset: plainText(preset, 40), type }));
}
