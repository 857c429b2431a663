/** The command line as typed, turned into a command or into what is wrong with it. */

import { parseArgs } from 'node:util';
import { m } from '../../shared/paraglide/messages.js';
import { PRESET_NAMES, type CleanOptions, type PresetName } from '../../shared/clean-options.ts';
import { durationMs } from './amounts.ts';

/** Which engine, and how to answer. */
export interface Target {
  readonly host: string | undefined;
  readonly context: string | undefined;
  readonly isJson: boolean;
}

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'df'; readonly target: Target; readonly isVerbose: boolean }
  | { readonly kind: 'plan'; readonly target: Target; readonly options: CleanOptions }
  | {
      readonly kind: 'clean';
      readonly target: Target;
      readonly options: CleanOptions;
      readonly isYes: boolean;
      /** Longest wait for builds, ms; 0 refuses at once, undefined cleans while they run. */
      readonly buildWaitMs: number | undefined;
    };

/** What was typed cannot be understood; the message is for the person. */
export class UsageError extends Error {}

/** Cron jobs may meet a build: ten minutes is longer than most, and short enough to be noticed. */
const DEFAULT_WAIT_MS = 10 * 60_000;

const OPTIONS = {
  host: { type: 'string', short: 'H' },
  context: { type: 'string', short: 'c' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  verbose: { type: 'boolean', short: 'v' },
  yes: { type: 'boolean', short: 'y' },
  'older-than': { type: 'string' },
  'keep-cache-mounts': { type: 'boolean' },
  'no-keep-cache-mounts': { type: 'boolean' },
  volumes: { type: 'boolean' },
  wait: { type: 'string' },
  'no-wait': { type: 'boolean' },
  'while-building': { type: 'boolean' },
} as const;

const COMMON = ['host', 'context', 'json', 'help', 'version'];
const PLAN = [...COMMON, 'older-than', 'keep-cache-mounts', 'no-keep-cache-mounts', 'volumes'];
const TAKES: Readonly<Record<string, readonly string[]>> = {
  df: [...COMMON, 'verbose'],
  plan: PLAN,
  clean: [...PLAN, 'yes', 'wait', 'no-wait', 'while-building'],
};

type Values = ReturnType<typeof parsed>['values'];

/** Throws `UsageError`. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parsed(args);
  const [name, ...rest] = positionals;
  if (values.version === true) return { kind: 'version' };
  if (values.help === true || name === undefined || name === 'help') return { kind: 'help' };
  const takes = TAKES[name];
  if (takes === undefined) throw new UsageError(m.cli_unknown_command({ command: name }));
  const foreign = Object.keys(values).find((option) => !takes.includes(option));
  if (foreign !== undefined)
    throw new UsageError(m.cli_unknown_option({ option: `--${foreign}`, command: name }));
  return commandOf(name, rest, values);
}

function commandOf(name: string, rest: readonly string[], values: Values): Command {
  const target = { host: values.host, context: values.context, isJson: values.json === true };
  if (target.host !== undefined && target.context !== undefined)
    throw new UsageError(m.cli_host_and_context());
  if (name === 'df') {
    refuseMore(rest);
    return { kind: 'df', target, isVerbose: values.verbose === true };
  }
  const options = cleanOptions(rest, values);
  if (name === 'plan') return { kind: 'plan', target, options };
  return { kind: 'clean', target, options, isYes: values.yes === true, buildWaitMs: buildWaitMs(values) };
}

function cleanOptions([preset, ...rest]: readonly string[], values: Values): CleanOptions {
  if (!isPreset(preset)) throw new UsageError(m.cli_which_preset({ presets: PRESET_NAMES.join(', ') }));
  refuseMore(rest);
  const keeps =
    values['keep-cache-mounts'] === true || (preset === 'quick' && values['no-keep-cache-mounts'] !== true);
  return {
    preset,
    olderThanMs: duration('older-than', values['older-than']),
    keepsCacheMounts: keeps,
    includesVolumes: values.volumes === true,
  };
}

function buildWaitMs(values: Values): number | undefined {
  const given = ['wait', 'no-wait', 'while-building'].filter((option) => option in values);
  if (given.length > 1) throw new UsageError(m.cli_one_wait());
  if (values['while-building'] === true) return undefined;
  return values['no-wait'] === true ? 0 : (duration('wait', values.wait) ?? DEFAULT_WAIT_MS);
}

function duration(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = durationMs(text);
  if (ms === undefined) throw new UsageError(m.cli_bad_duration({ option: `--${option}`, text }));
  return ms;
}

function refuseMore(rest: readonly string[]): void {
  if (rest[0] !== undefined) throw new UsageError(m.cli_unexpected({ text: rest[0] }));
}

function isPreset(text: string | undefined): text is PresetName {
  return PRESET_NAMES.some((name) => name === text);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
