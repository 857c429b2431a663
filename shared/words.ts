/** The words of §2 in the current language: what each closed name of the contract is called on every surface. */

import { m } from './paraglide/messages.js';
import { isBuiltIn, MARKED_PRESET, type ItemKind, type PresetId, type PresetName } from './clean-options.ts';
import type { CleanProblem, DeleteReason, KeepReason, ReceiptOutcome } from './plan.ts';
import type { CacheType } from './usage.ts';
import type { EngineErrorKind, Surroundings } from './state.ts';

type Platform = Surroundings['platform'];
type Words<K extends string> = Readonly<Record<K, () => string>>;

const presets: Words<PresetName> = {
  cache: () => m.word_preset_cache(),
  quick: () => m.word_preset_quick(),
  deep: () => m.word_preset_deep(),
};

const whys: Words<DeleteReason> = {
  'stopped-container': () => m.word_why_stopped_container(),
  'unused-network': () => m.word_why_unused_network(),
  'dangling-image': () => m.word_why_dangling_image(),
  'unused-image': () => m.word_why_unused_image(),
  'unused-record': () => m.word_why_unused_record(),
  'anonymous-volume': () => m.word_why_anonymous_volume(),
  'ticked-volume': () => m.word_why_ticked_volume(),
};

const keeps: Words<KeepReason> = {
  'in-use': () => m.word_keep_in_use(),
  shared: () => m.word_keep_shared(),
  protected: () => m.word_keep_protected(),
  'too-young': () => m.word_keep_too_young(),
  'cache-mount': () => m.word_keep_cache_mount(),
  'not-chosen': () => m.word_keep_not_chosen(),
  unticked: () => m.word_keep_unticked(),
  'kept-storage': () => m.word_keep_kept_storage(),
  newest: () => m.word_keep_newest(),
  'named-volume': () => m.word_keep_named_volume(),
  'child-stays': () => m.word_keep_child_stays(),
  'compose-project-runs': () => m.word_keep_compose_project_runs(),
  builder: () => m.word_keep_builder(),
  'known-tool': () => m.word_keep_known_tool(),
  changed: () => m.word_keep_changed(),
  'already-gone': () => m.word_keep_already_gone(),
  refused: () => m.word_keep_refused(),
  stopped: () => m.word_keep_stopped(),
};

const problems: Words<CleanProblem> = {
  'engine-changed': () => m.word_problem_engine_changed(),
  'engine-lost': () => m.word_problem_engine_lost(),
  'other-clean-runs': () => m.word_problem_other_clean_runs(),
  'build-runs': () => m.word_problem_build_runs(),
  'plan-expired': () => m.word_problem_plan_expired(),
  'no-journal': () => m.word_problem_no_journal(),
  'preset-gone': () => m.word_problem_preset_gone(),
  'own-fault': () => m.word_problem_own_fault(),
};

const outcomes: Words<ReceiptOutcome> = {
  done: () => m.word_outcome_done(),
  partly: () => m.word_outcome_partly(),
  stopped: () => m.word_outcome_stopped(),
  refused: () => m.word_outcome_refused(),
  interrupted: () => m.word_outcome_interrupted(),
};

const items: Readonly<Record<ItemKind, (inputs: { count: number }) => string>> = {
  container: m.word_items_container,
  network: m.word_items_network,
  image: m.word_items_image,
  record: m.word_items_record,
  volume: m.word_items_volume,
};

const categories: Words<ItemKind> = {
  container: () => m.word_category_containers(),
  network: () => m.word_category_networks(),
  image: () => m.word_category_images(),
  record: () => m.word_category_build_cache(),
  volume: () => m.word_category_volumes(),
};

/** A map, since the engine names the type: no word of an object's prototype may answer. */
const types: ReadonlyMap<string, () => string> = new Map([
  ['regular', () => m.word_type_regular()],
  ['internal', () => m.word_type_internal()],
  ['frontend', () => m.word_type_frontend()],
  ['source.local', () => m.word_type_source_local()],
  ['source.git.checkout', () => m.word_type_source_git_checkout()],
  ['exec.cachemount', () => m.word_type_exec_cachemount()],
]);

const errorWhats: Words<EngineErrorKind> = {
  'not-found': () => m.error_not_found_what(),
  refused: () => m.error_refused_what(),
  forbidden: () => m.error_forbidden_what(),
  'too-old': () => m.error_too_old_what(),
  asleep: () => m.error_asleep_what(),
  busy: () => m.error_busy_what(),
  'timed-out': () => m.error_timed_out_what(),
  'bad-reply': () => m.error_bad_reply_what(),
  gone: () => m.error_gone_what(),
};

const errorNexts: Words<EngineErrorKind> = {
  'not-found': () => m.error_not_found_next(),
  refused: () => m.error_refused_next(),
  forbidden: () => m.error_forbidden_next(),
  'too-old': () => m.error_too_old_next(),
  asleep: () => m.error_asleep_next(),
  busy: () => m.error_busy_next(),
  'timed-out': () => m.error_timed_out_next(),
  'bad-reply': () => m.error_bad_reply_next(),
  gone: () => m.error_gone_next(),
};

/** Steps that differ from system to system. */
const platformNexts: Readonly<Partial<Record<EngineErrorKind, Words<Platform>>>> = {
  'not-found': {
    linux: () => m.error_not_found_next_linux(),
    darwin: () => m.error_not_found_next_darwin(),
    win32: () => m.error_not_found_next_win32(),
  },
  refused: {
    linux: () => m.error_refused_next_linux(),
    darwin: () => m.error_refused_next_darwin(),
    win32: () => m.error_refused_next_win32(),
  },
  forbidden: {
    linux: () => m.error_forbidden_next_linux(),
    darwin: () => m.error_forbidden_next_darwin(),
    win32: () => m.error_forbidden_next_win32(),
  },
};

/** `Deep clean`; a preset of the user's own goes by the name it was given. */
export function presetWord(preset: PresetId, ownName = ''): string {
  if (isBuiltIn(preset)) return presets[preset]();
  if (preset === MARKED_PRESET) return m.preset_marked();
  return ownName === '' ? m.word_preset_custom() : ownName;
}

/** Why an item is in a plan, without a full stop. */
export function whyWord(reason: DeleteReason): string {
  return whys[reason]();
}

/** Why an item stays, without a full stop. */
export function keepWord(reason: KeepReason): string {
  return keeps[reason]();
}

/** Why a clean was refused or ended early, a sentence. */
export function problemWord(problem: CleanProblem): string {
  return problems[problem]();
}

/** How a clean ended, one or two words. */
export function outcomeWord(outcome: ReceiptOutcome): string {
  return outcomes[outcome]();
}

/** `1,204 images`. */
export function itemsWord(kind: ItemKind, count: number): string {
  return items[kind]({ count });
}

/** `Images`. */
export function categoryWord(kind: ItemKind): string {
  return categories[kind]();
}

/** `Cache mounts`; a type of a newer engine goes by its own name. */
export function typeWord(type: CacheType): string {
  return types.get(type)?.() ?? type;
}

/** What is wrong with the engine, one sentence. */
export function errorWhat(error: EngineErrorKind): string {
  return errorWhats[error]();
}

/** The next step for the user; undefined platform gives the step that holds everywhere. */
export function errorNext(error: EngineErrorKind, platform: Platform | undefined): string {
  const perPlatform = platform && platformNexts[error];
  return perPlatform ? perPlatform[platform]() : errorNexts[error]();
}
