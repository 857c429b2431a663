/** Splits a command line into words and options, and says what is wrong with it in the user's language. */

import { parseArgs } from 'node:util';
import { m } from '../../shared/paraglide/messages.js';
import { plainText } from './plain-text.ts';
import { UsageError } from './usage-error.ts';

/** Every option of every command, and whether a value follows. */
const OPTIONS = {
  host: { type: 'string', short: 'H' },
  context: { type: 'string', short: 'c' },
  json: { type: 'boolean' },
  csv: { type: 'boolean' },
  limit: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  verbose: { type: 'boolean', short: 'v' },
  yes: { type: 'boolean', short: 'y' },
  'older-than': { type: 'string' },
  'keep-storage': { type: 'string' },
  'keep-images': { type: 'string' },
  'keep-cache-mounts': { type: 'boolean' },
  'no-keep-cache-mounts': { type: 'boolean' },
  only: { type: 'string' },
  label: { type: 'string' },
  name: { type: 'string' },
  project: { type: 'string' },
  protect: { type: 'string' },
  volumes: { type: 'boolean' },
  volume: { type: 'string' },
  builder: { type: 'string' },
  wait: { type: 'string' },
  'no-wait': { type: 'boolean' },
  'while-building': { type: 'boolean' },
  resume: { type: 'boolean' },
} as const;

export type OptionName = keyof typeof OPTIONS;

export interface TypedOptions {
  /** In the order typed, each once. */
  readonly names: readonly OptionName[];
  has(name: OptionName): boolean;
  /** The last one given: what is typed later counts. */
  value(name: OptionName): string | undefined;
  values(name: OptionName): readonly string[];
}

export interface TypedLine {
  readonly words: readonly string[];
  readonly options: TypedOptions;
}

/** Throws `UsageError`. */
export function splitLine(args: readonly string[]): TypedLine {
  const { tokens } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const words: string[] = [];
  const values = new Map<OptionName, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    if (!isOption(token.name))
      throw new UsageError(m.cli_no_such_option({ option: plainText(token.rawName, 40) }));
    values.set(token.name, [...(values.get(token.name) ?? []), checkedValue(token.name, token)]);
  }
  return {
    words,
    options: {
      names: [...values.keys()],
      has: (name) => values.has(name),
      value: (name) => values.get(name)?.at(-1),
      values: (name) => values.get(name) ?? [],
    },
  };
}

function checkedValue(
  name: OptionName,
  { value, inlineValue }: { readonly value?: string | undefined; readonly inlineValue?: boolean | undefined },
): string {
  const option = `--${name}`;
  if (OPTIONS[name].type === 'boolean') {
    if (value !== undefined) throw new UsageError(m.cli_takes_no_value({ option }));
    return '';
  }
  // The next option is not the value of this one: `--label --json` is a slip.
  if (value === undefined || (inlineValue !== true && /^-./.test(value)))
    throw new UsageError(m.cli_needs_value({ option }));
  return value;
}

function isOption(name: string): name is OptionName {
  return Object.hasOwn(OPTIONS, name);
}
