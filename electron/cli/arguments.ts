/** The command line as typed, turned into a command or into what is wrong with it. */

import { PRESET_NAMES } from '../../shared/clean-options.ts';
import { m } from '../../shared/paraglide/messages.js';
import { wholeNumber } from './amounts.ts';
import { cleanRequest, durationOf, type CleanRequest } from './clean-request.ts';
import { plainText } from './plain-text.ts';
import { splitLine, type OptionName, type TypedOptions } from './typed-options.ts';
import { UsageError } from './usage-error.ts';

/** Which engine, and how to answer. */
export interface Target {
  readonly host: string | undefined;
  readonly context: string | undefined;
  readonly isJson: boolean;
}

/** How to run a clean. */
export interface CleanManner {
  readonly target: Target;
  readonly isYes: boolean;
  /** Longest wait for builds, ms; 0 refuses at once, undefined cleans while they run. */
  readonly buildWaitMs: number | undefined;
}

export interface HistoryRequest {
  readonly format: 'text' | 'json' | 'csv';
  readonly limit: number;
  /** Text to find; empty finds all. */
  readonly query: string;
}

export type Command =
  | { readonly kind: 'help'; readonly topic: 'all' | 'clean' }
  | { readonly kind: 'version' }
  | { readonly kind: 'df'; readonly target: Target; readonly isVerbose: boolean }
  | {
      readonly kind: 'plan';
      readonly target: Target;
      readonly request: CleanRequest;
      readonly isVerbose: boolean;
    }
  | ({ readonly kind: 'clean'; readonly request: CleanRequest; readonly isVerbose: boolean } & CleanManner)
  | ({ readonly kind: 'resume' } & CleanManner)
  | { readonly kind: 'history'; readonly target: Target; readonly request: HistoryRequest };

type CommandName = 'df' | 'plan' | 'clean' | 'history';

/** Cron jobs may meet a build: ten minutes is longer than most, and short enough to be noticed. */
const DEFAULT_WAIT_MS = 10 * 60_000;
const DEFAULT_LIMIT = 20;
const MOST_RECEIPTS = 10_000;

const TARGET: readonly OptionName[] = ['host', 'context', 'json'];
const MANNER: readonly OptionName[] = [...TARGET, 'yes', 'wait', 'no-wait', 'while-building'];
// prettier-ignore
const PLAN: readonly OptionName[] = [
  ...TARGET, 'verbose', 'older-than', 'keep-storage', 'keep-images', 'keep-cache-mounts', 'no-keep-cache-mounts',
  'only', 'label', 'name', 'project', 'protect', 'volumes', 'volume', 'builder',
];
const TAKES: Readonly<Record<CommandName | 'resume', readonly OptionName[]>> = {
  df: [...TARGET, 'verbose'],
  plan: PLAN,
  clean: [...PLAN, ...MANNER],
  resume: [...MANNER, 'resume'],
  history: [...TARGET, 'csv', 'limit'],
};

/** Throws `UsageError`. */
export function parseCommand(args: readonly string[]): Command {
  const { words, options } = splitLine(args);
  const [name, ...rest] = words;
  if (options.has('version')) return { kind: 'version' };
  if (name === undefined || name === 'help') return helpOn(rest[0]);
  if (options.has('help')) return helpOn(name);
  if (!isCommand(name)) throw noSuchCommand(name);
  return commandOf(name, rest, options);
}

function helpOn(command: string | undefined): Command {
  if (command !== undefined && command !== 'help' && !isCommand(command)) throw noSuchCommand(command);
  return { kind: 'help', topic: command === 'clean' || command === 'plan' ? 'clean' : 'all' };
}

function commandOf(name: CommandName, words: readonly string[], options: TypedOptions): Command {
  const isResume = name === 'clean' && options.has('resume');
  refuseForeign(isResume ? 'resume' : name, options);
  const target = targetOf(options);
  const isVerbose = options.has('verbose');
  if (name === 'history') return { kind: 'history', target, request: historyRequest(words, options) };
  if (name === 'df' || isResume) {
    refuseMore(words);
    return name === 'df'
      ? { kind: 'df', target, isVerbose }
      : { kind: 'resume', ...mannerOf(target, options) };
  }
  const [preset, ...rest] = words;
  if (preset === undefined) throw new UsageError(m.cli_name_a_preset({ presets: PRESET_NAMES.join(', ') }));
  refuseMore(rest);
  const request = cleanRequest(preset, options);
  if (name === 'plan') return { kind: 'plan', target, request, isVerbose };
  return { kind: 'clean', request, isVerbose, ...mannerOf(target, options) };
}

function targetOf(options: TypedOptions): Target {
  const [host, context] = [options.value('host'), options.value('context')];
  if (host !== undefined && context !== undefined) throw new UsageError(m.cli_host_and_context());
  return { host, context, isJson: options.has('json') };
}

function mannerOf(target: Target, options: TypedOptions): CleanManner {
  return { target, isYes: options.has('yes'), buildWaitMs: buildWaitMs(options) };
}

function buildWaitMs(options: TypedOptions): number | undefined {
  const given = options.names.filter(
    (name) => name === 'wait' || name === 'no-wait' || name === 'while-building',
  );
  if (given.length > 1)
    throw new UsageError(m.cli_one_of({ options: given.map((name) => `--${name}`).join(', ') }));
  if (options.has('while-building')) return undefined;
  if (options.has('no-wait')) return 0;
  const wait = options.value('wait');
  return wait === undefined ? DEFAULT_WAIT_MS : durationOf('wait', wait);
}

function historyRequest(words: readonly string[], options: TypedOptions): HistoryRequest {
  if (options.has('json') && options.has('csv'))
    throw new UsageError(m.cli_one_of({ options: '--json, --csv' }));
  const text = options.value('limit');
  const limit = text === undefined ? DEFAULT_LIMIT : wholeNumber(text);
  if (limit === undefined || limit > MOST_RECEIPTS)
    throw new UsageError(
      m.cli_bad_count({ option: '--limit', text: plainText(text ?? '', 40), most: MOST_RECEIPTS }),
    );
  const machineFormat = options.has('csv') ? 'csv' : 'text';
  return { format: options.has('json') ? 'json' : machineFormat, limit, query: words.join(' ') };
}

function refuseForeign(name: CommandName | 'resume', options: TypedOptions): void {
  const foreign = options.names.find((option) => !TAKES[name].includes(option));
  if (foreign === undefined) return;
  const command = name === 'resume' ? 'clean --resume' : name;
  throw new UsageError(m.cli_unknown_option({ option: `--${foreign}`, command }));
}

function refuseMore(rest: readonly string[]): void {
  if (rest[0] !== undefined) throw new UsageError(m.cli_unexpected({ text: plainText(rest[0], 40) }));
}

function noSuchCommand(name: string): UsageError {
  return new UsageError(m.cli_unknown_command({ command: plainText(name, 40) }));
}

function isCommand(name: string): name is CommandName {
  return name === 'df' || name === 'plan' || name === 'clean' || name === 'history';
}
