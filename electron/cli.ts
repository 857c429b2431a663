/** The `bilge` command: the same core as the app, without Electron. */

import { m } from '../shared/paraglide/messages.js';
import { useLanguage } from '../shared/locale.ts';
import type { Settings } from '../shared/settings.ts';
import { errorNext, errorWhat } from '../shared/words.ts';
import packageFile from '../package.json' with { type: 'json' };
import { parseCommand, type Command, type Target } from './cli/arguments.ts';
import { readBuilders } from './cli/builder-report.ts';
import { cleanCommand, planCommand, resumeCommand } from './cli/clean-command.ts';
import type { CleanSurroundings } from './cli/clean-surroundings.ts';
import { dfDocument, dfItems, dfText } from './cli/df-report.ts';
import { EXIT, type ExitCode } from './cli/exit-codes.ts';
import { historyCommand } from './cli/history-command.ts';
import { jsonLine } from './cli/json-line.ts';
import { openTarget } from './cli/open-target.ts';
import { plainText } from './cli/plain-text.ts';
import { Refused } from './cli/refused.ts';
import { processTerminal } from './cli/terminal.ts';
import { UsageError } from './cli/usage-error.ts';
import { withLayers } from './core/cleaning/read-for-plan.ts';
import { EngineError } from './core/ports/engine.ts';
import { openHost, type Host } from './host/open-host.ts';

const terminal = processTerminal();
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<ExitCode> {
  useLanguage('system', systemLocale());
  try {
    return await run(parseCommand(args));
  } catch (error) {
    return explain(error);
  }
}

function run(command: Command): Promise<ExitCode> | ExitCode {
  switch (command.kind) {
    case 'help':
      terminal.line(command.topic === 'clean' ? m.cli_help_clean() : m.cli_help());
      return EXIT.done;
    case 'version':
      terminal.line(packageFile.version);
      return EXIT.done;
    case 'df':
      return withEngine(command.target, (given) => df(given, command.target, command.isVerbose));
    case 'plan':
      return withEngine(command.target, (given) => planCommand(given, command));
    case 'clean':
      return withEngine(command.target, (given) => underAllRules(given, () => cleanCommand(given, command)));
    case 'resume':
      return withEngine(command.target, (given) => underAllRules(given, () => resumeCommand(given, command)));
    case 'history':
      return withHost((host) => historyCommand(host, terminal, command.target, command.request));
  }
}

/** Everything of this computer, in the user's language. */
async function withHost<T>(act: (host: Host, settings: Settings) => Promise<T>): Promise<T> {
  const host = openHost({ holdsProcess: true });
  const settings = await host.settingsFile.read();
  useLanguage(settings.language, systemLocale());
  return act(host, settings);
}

function withEngine(target: Target, act: (given: CleanSurroundings) => Promise<ExitCode>): Promise<ExitCode> {
  return withHost(async (host, settings) => {
    const engine = await openTarget(target);
    try {
      return await act({ engine, host, terminal, settings });
    } finally {
      engine.close();
    }
  });
}

/** Nobody looks on when a timer cleans: without the user's own rules it does not begin. */
async function underAllRules({ host }: CleanSurroundings, act: () => Promise<ExitCode>): Promise<ExitCode> {
  if (await host.settingsFile.mayLackRules())
    throw new Refused(m.cli_rules_unknown({ folder: host.folders.configDir }));
  return act();
}

async function df(
  { engine, host }: CleanSurroundings,
  { isJson }: Target,
  isVerbose: boolean,
): Promise<ExitCode> {
  const facts = await engine.facts();
  const identity = await engine.identity();
  const read = await engine.readInventory('full');
  const inventory = { ...read, images: await withLayers(engine, read.images) };
  const disk = await host.disk.space(identity.rootDir, identity.endpoint);
  const { protectRules } = await host.settingsFile.read();
  // Asking a builder runs a program in its container: nobody waits for what is not shown.
  const builders = isJson || isVerbose ? await readBuilders(engine, inventory.volumes, protectRules) : [];
  const given = { facts, identity, inventory, disk, protectRules, builders };
  const document = { ...dfDocument(given), ...(isVerbose && { items: dfItems(given) }) };
  terminal.line(isJson ? jsonLine(document) : dfText(given, isVerbose));
  return EXIT.done;
}

/** Says what happened and the next step. */
function explain(error: unknown): ExitCode {
  if (error instanceof UsageError) {
    terminal.error(error.message);
    return EXIT.usage;
  }
  if (error instanceof Refused) {
    terminal.error(error.message);
    return EXIT.refused;
  }
  if (error instanceof EngineError) {
    const platform =
      process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
    terminal.error(`${errorWhat(error.kind)} ${errorNext(error.kind, platform)}`);
    return EXIT.noEngine;
  }
  const reason = plainText(error instanceof Error ? error.message : String(error), 300);
  terminal.error(m.cli_unexpected_error({ reason }));
  return EXIT.unexpected;
}

function systemLocale(): string {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return LC_ALL ?? LC_MESSAGES ?? LANG ?? Intl.DateTimeFormat().resolvedOptions().locale;
}
