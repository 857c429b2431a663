/** What `plan` and `clean` were asked for, as typed: checked, and not yet applied to a preset. */

import * as v from 'valibot';
import { CleanChoices } from '../../shared/clean-options.ts';
import { m } from '../../shared/paraglide/messages.js';
import { parseRule, type ProtectRule } from '../../shared/protect-rule.ts';
import { durationMs, sizeBytes, wholeNumber } from './amounts.ts';
import { onlyTypes, type OnlyTypes } from './only-types.ts';
import { plainText } from './plain-text.ts';
import type { OptionName, TypedOptions } from './typed-options.ts';
import { UsageError } from './usage-error.ts';

export interface CleanRequest {
  /** Name or id of a preset. */
  readonly preset: string;
  /** What takes the place of the preset's own choices. */
  readonly changes: Partial<CleanChoices>;
  readonly only: OnlyTypes | undefined;
  readonly takesAnonymousVolumes: boolean;
  /** Kept besides what the settings keep. */
  readonly rules: readonly ProtectRule[];
  /** Named volumes that go: typing the name is the tick and the word (safety law 3). */
  readonly volumes: readonly string[];
  /** Name of a builder or of one of its nodes, or `all`: then its cache is cleaned, and nothing of the engine itself. */
  readonly builder: string | undefined;
}

/** Throws `UsageError`. */
export function cleanRequest(preset: string, options: TypedOptions): CleanRequest {
  const beside = options.names.filter((name) => name === 'volume' || name === 'volumes');
  if (options.has('builder') && beside.length > 0)
    throw new UsageError(
      m.cli_one_of({ options: ['builder', ...beside].map((name) => `--${name}`).join(', ') }),
    );
  return {
    preset,
    changes: changesOf(options),
    only: onlyTypes(options.values('only')),
    takesAnonymousVolumes: options.has('volumes'),
    rules: options.values('protect').map(ruleOf),
    volumes: options.values('volume'),
    builder: options.value('builder'),
  };
}

/** Milliseconds of an option that takes a duration. Throws `UsageError`. */
export function durationOf(option: OptionName, text: string): number {
  const ms = durationMs(text);
  if (ms === undefined || !fits('olderThanMs', ms))
    throw new UsageError(m.cli_bad_duration({ option: `--${option}`, text: plainText(text, 40) }));
  return ms;
}

function changesOf(options: TypedOptions): Partial<CleanChoices> {
  const olderThan = options.value('older-than');
  const ageMs = olderThan === undefined ? undefined : durationOf('older-than', olderThan);
  const keepStorage = options.value('keep-storage');
  const keepImages = options.value('keep-images');
  const keepsCacheMounts = cacheMounts(options);
  return {
    ...(ageMs !== undefined && { olderThanMs: ageMs, recordsOlderThanMs: ageMs }),
    ...(keepStorage !== undefined && { keepStorageBytes: bytesOf(keepStorage) }),
    ...(keepImages !== undefined && { keepNewestImages: countOf(keepImages) }),
    ...(keepsCacheMounts !== undefined && { keepsCacheMounts }),
    ...patterns(options, 'label', 'labels'),
    ...patterns(options, 'name', 'names'),
    ...patterns(options, 'project', 'projects'),
  };
}

function cacheMounts(options: TypedOptions): boolean | undefined {
  const [keeps, takes] = [options.has('keep-cache-mounts'), options.has('no-keep-cache-mounts')];
  if (keeps && takes)
    throw new UsageError(m.cli_one_of({ options: '--keep-cache-mounts, --no-keep-cache-mounts' }));
  return keeps || takes ? keeps : undefined;
}

function bytesOf(text: string): number {
  const bytes = sizeBytes(text);
  if (bytes === undefined || !fits('keepStorageBytes', bytes))
    throw new UsageError(m.cli_bad_size({ option: '--keep-storage', text: plainText(text, 40) }));
  return bytes;
}

function countOf(text: string): number {
  const count = wholeNumber(text);
  if (count === undefined || !fits('keepNewestImages', count))
    throw new UsageError(m.cli_bad_count({ option: '--keep-images', text: plainText(text, 40), most: 1000 }));
  return count;
}

function patterns(
  options: TypedOptions,
  option: 'label' | 'name' | 'project',
  choice: 'labels' | 'names' | 'projects',
): Partial<CleanChoices> {
  const texts = options.values(option);
  if (texts.length === 0) return {};
  if (!fits(choice, texts))
    throw new UsageError(m.cli_bad_pattern({ option: `--${option}`, text: plainText(texts.join(' '), 40) }));
  return { [choice]: texts.map((text) => text.trim()) };
}

function ruleOf(text: string): ProtectRule {
  const rule = parseRule(text);
  if (rule === undefined) throw new UsageError(m.cli_bad_rule({ text: plainText(text, 40) }));
  return rule;
}

function fits(choice: keyof CleanChoices, value: unknown): boolean {
  return v.safeParse(CleanChoices.entries[choice], value).success;
}
