/** What a clean may touch, as plain data: the built-in presets are values of it, and so is every preset a user saves. */

import * as v from 'valibot';

const HOUR_MS = 3_600_000;

/** Presets that everybody has. */
export const PRESET_NAMES = ['cache', 'quick', 'deep'] as const;
export type PresetName = (typeof PRESET_NAMES)[number];
/** One that a user made. */
export type CustomPresetId = `custom-${string}`;
export type PresetId = PresetName | CustomPresetId;

export const CustomPresetId = v.custom<CustomPresetId>(
  (id) => typeof id === 'string' && /^custom-[A-Za-z0-9-]{1,40}$/.test(id),
);
/** A plan of what was marked by hand in lists: no preset is saved under it, and nothing is ever consented to by it. */
export const MARKED_PRESET: CustomPresetId = 'custom-marked';
export const PresetId = v.union([v.picklist(PRESET_NAMES), CustomPresetId]);

export const ItemKind = v.picklist(['container', 'network', 'image', 'record', 'volume']);
export type ItemKind = v.InferOutput<typeof ItemKind>;

/** The most that may be chosen; a form tells these before the schema would refuse. */
export const CHOICE_LIMITS = {
  ageMs: 10 * 366 * 24 * HOUR_MS,
  storageBytes: 1e15,
  newestImages: 1000,
  patterns: 50,
  patternLength: 200,
  nameLength: 40,
} as const;

const ageMs = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(CHOICE_LIMITS.ageMs));
const bytes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(CHOICE_LIMITS.storageBytes));
const pattern = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(CHOICE_LIMITS.patternLength));
const patterns = v.pipe(v.array(pattern), v.maxLength(CHOICE_LIMITS.patterns));

/** Everything a person may choose about a clean. Sizes in bytes, ages in ms; `null` sets no limit. */
export const CleanChoices = v.strictObject({
  /** What may go at all. `volume` means anonymous ones: a named volume is ticked by itself, in one plan. */
  kinds: v.pipe(v.array(ItemKind), v.maxLength(5)),
  /** Dangling images alone, or every image no container that stays was made from. */
  images: v.picklist(['dangling', 'unused']),
  /** BuildKit record types that may go; null is all of them. */
  cacheTypes: v.nullable(v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(20))),
  keepsCacheMounts: v.boolean(),
  /** Records whose bytes an image holds too: deleting them alone frees nothing. */
  takesShared: v.boolean(),
  /** Containers, networks, images and volumes must be older than this. */
  olderThanMs: v.nullable(ageMs),
  /** Records must not have been used for this long, nor anything built on them. */
  recordsOlderThanMs: v.nullable(ageMs),
  /** Of the records that may go, the most valuable stay until the cache is as large as this. */
  keepStorageBytes: v.nullable(bytes),
  /** The newest images of each repository that stay, whoever uses them. */
  keepNewestImages: v.nullable(
    v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(CHOICE_LIMITS.newestImages)),
  ),
  /** `key` or `key=value`: only what bears all of these goes. Records bear none and stay when there is one. */
  labels: patterns,
  /** Globs: only what is named like one of these goes; records have no names and stay when there is one. */
  names: patterns,
  /** Globs of Compose projects: only their things go; records belong to none and stay when there is one. */
  projects: patterns,
});
export type CleanChoices = v.InferOutput<typeof CleanChoices>;

export interface CleanOptions extends CleanChoices {
  /** The preset these came from: names the clean, and nothing else. */
  readonly preset: PresetId;
}

/** A preset that a user saved under a name. */
export const CustomPreset = v.strictObject({
  id: v.pipe(
    CustomPresetId,
    v.check((id) => id !== MARKED_PRESET),
  ),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(CHOICE_LIMITS.nameLength)),
  choices: CleanChoices,
});
export type CustomPreset = v.InferOutput<typeof CustomPreset>;

const cache: CleanChoices = {
  kinds: ['record'],
  images: 'dangling',
  cacheTypes: null,
  keepsCacheMounts: false,
  takesShared: false,
  olderThanMs: null,
  recordsOlderThanMs: null,
  keepStorageBytes: null,
  keepNewestImages: null,
  labels: [],
  names: [],
  projects: [],
};

/** What the built-in presets mean (docs: README, "Presets"). */
const builtIn: Readonly<Record<PresetName, CleanChoices>> = {
  cache,
  quick: {
    ...cache,
    kinds: ['container', 'image', 'record'],
    keepsCacheMounts: true,
    // Long enough for today's work to be safe; cache older than a week is rarely hit again.
    olderThanMs: 24 * HOUR_MS,
    recordsOlderThanMs: 7 * 24 * HOUR_MS,
  },
  deep: { ...cache, kinds: ['container', 'network', 'image', 'record'], images: 'unused', takesShared: true },
};

/** The options of a preset as a button starts it; undefined for a preset that is no more. */
export function optionsOf(preset: PresetName): CleanOptions;
export function optionsOf(preset: PresetId, saved: readonly CustomPreset[]): CleanOptions | undefined;
export function optionsOf(preset: PresetId, saved: readonly CustomPreset[] = []): CleanOptions | undefined {
  const choices = isBuiltIn(preset) ? builtIn[preset] : saved.find(({ id }) => id === preset)?.choices;
  return choices && { preset, ...choices };
}

/** What a built-in preset takes: where a preset of one's own starts from. */
export function choicesOf(preset: PresetName): CleanChoices {
  return builtIn[preset];
}

export function isBuiltIn(preset: string): preset is PresetName {
  return (PRESET_NAMES as readonly string[]).includes(preset);
}

/** What the user calls a preset; empty for a built-in one and for one that is no more. */
export function nameOfPreset(preset: PresetId, saved: readonly CustomPreset[]): string {
  return saved.find(({ id }) => id === preset)?.name ?? '';
}
