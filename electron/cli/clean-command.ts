/** `bilge plan` and `bilge clean`: the core's cleaner on the user's own files, without a window. */

import { m } from '../../shared/paraglide/messages.js';
import type { Receipt } from '../../shared/plan.ts';
import { problemWord } from '../../shared/words.ts';
import { cleanedEngine } from '../core/cleaning/cleaned-engine.ts';
import { Cleaner, type RunAnswer } from '../core/cleaning/cleaner.ts';
import type { UnfinishedClean } from '../core/ports/host.ts';
import type { CleanManner, Command } from './arguments.ts';
import type { CleanSurroundings } from './clean-surroundings.ts';
import { draftAll, type Drafts } from './draft-all.ts';
import { guardOf, type DraftedClean, type FreshDraft } from './draft-clean.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { jsonLine } from './json-line.ts';
import { leftOfClean } from './left-of-clean.ts';
import { plainText } from './plain-text.ts';
import { planDocument, planText } from './plan-report.ts';
import { Refused } from './refused.ts';
import { receiptDocument, receiptText } from './receipt-report.ts';
import { showCleaning } from './show-cleaning.ts';
import { onInterrupt, type Terminal } from './terminal.ts';

type PlanCommand = Extract<Command, { kind: 'plan' }>;
type CleanCommand = Extract<Command, { kind: 'clean' }>;
type ResumeCommand = Extract<Command, { kind: 'resume' }>;

export async function planCommand(given: CleanSurroundings, command: PlanCommand): Promise<ExitCode> {
  const { terminal } = given;
  const { isVerbose, target, request } = command;
  const { drafts, isWhole } = await draftAll(given, request, !target.isJson);
  tellIdleRules(drafts, terminal);
  if (!target.isJson)
    for (const drafted of drafts) terminal.line(planText(drafted, { isVerbose, paint: terminal.paint }));
  else if (request.builder !== undefined)
    terminal.line(jsonLine({ schemaVersion: 1, plans: drafts.map(planDocument) }));
  else for (const drafted of drafts) terminal.line(jsonLine(planDocument(drafted)));
  return isWhole ? EXIT.done : EXIT.partly;
}

/** One question for all plans; then one clean after another, until one is stopped. */
export async function cleanCommand(given: CleanSurroundings, command: CleanCommand): Promise<ExitCode> {
  const { terminal, host, settings } = given;
  const { isJson } = command.target;
  tellInterrupted(await host.journal.unfinished(), terminal, isJson);
  const guard = guardOf(settings, command.request);
  const cleaner = new Cleaner(host, () => guard, showCleaning(terminal, isJson));
  // Who holds what is for those who look before they say yes.
  const showsHolders = !isJson && (!command.isYes || command.isVerbose);
  const { drafts, isWhole } = await draftAll(given, command.request, showsHolders);
  tellIdleRules(drafts, terminal);
  for (const drafted of drafts) tellPlan(drafted, command, terminal);
  if (drafts.some(({ plan }) => plan.items.length > 0)) {
    const refusal = await refusalOf(terminal, command);
    if (refusal !== undefined) return refusal;
  }
  const code = await cleanInTurn(cleaner, drafts, command, terminal);
  return code === EXIT.done && !isWhole ? EXIT.partly : code;
}

/** The first that did not end well says how all ended. */
async function cleanInTurn(
  cleaner: Cleaner,
  drafts: Drafts['drafts'],
  { buildWaitMs, target }: CleanManner,
  terminal: Terminal,
): Promise<ExitCode> {
  let first: ExitCode = EXIT.done;
  for (const { plan, engine } of drafts) {
    cleaner.show(plan, engine);
    // Nothing to delete is nothing to wait for.
    const waitMs = plan.items.length === 0 ? undefined : buildWaitMs;
    const run = () => cleaner.run(plan.id, { source: 'command-line', buildWaitMs: waitMs });
    const code = await runToReceipt(cleaner, run, terminal, target.isJson);
    if (code === EXIT.stopped) return code;
    if (first === EXIT.done) first = code;
  }
  return first;
}

/** Finishes what a crash cut off. */
export async function resumeCommand(given: CleanSurroundings, command: ResumeCommand): Promise<ExitCode> {
  const { terminal, host, settings } = given;
  const { isJson } = command.target;
  const left = await host.journal.unfinished();
  if (left === undefined) {
    terminal.error(m.cli_nothing_to_resume());
    return EXIT.done;
  }
  tellInterrupted(left, terminal, isJson);
  if (left.isShortened) {
    await host.journal.acknowledge();
    throw new Refused(m.cli_cannot_resume());
  }
  tellPlan(leftOfClean(left), { ...command, isVerbose: false }, terminal);
  const refusal = await refusalOf(terminal, command);
  if (refusal !== undefined) return refusal;
  const cleaner = new Cleaner(host, () => settings, showCleaning(terminal, isJson));
  const engine = cleanedEngine(left.plan, given.engine);
  if (engine === undefined) throw new Refused(m.cli_builder_none());
  return runToReceipt(
    cleaner,
    () => cleaner.resume(left, engine, { source: 'command-line', buildWaitMs: command.buildWaitMs }),
    terminal,
    isJson,
  );
}

/** A rule that keeps nothing anywhere is more often mistyped than meant. */
function tellIdleRules(drafts: readonly FreshDraft[], terminal: Terminal): void {
  const [first, ...others] = drafts.map(({ idleRules }) => idleRules);
  const idle = (first ?? []).filter((rule) => others.every((rules) => rules.includes(rule)));
  for (const { kind, pattern } of idle) {
    const rule = kind === 'name' ? pattern : `${kind}:${pattern}`;
    terminal.error(m.cli_rule_idle({ rule: plainText(rule) }));
  }
}

function tellPlan(
  drafted: DraftedClean,
  { target, isVerbose }: Pick<CleanCommand, 'target' | 'isVerbose'>,
  terminal: Terminal,
): void {
  if (target.isJson) terminal.line(jsonLine({ event: 'plan', ...planDocument(drafted) }));
  else terminal.line(planText(drafted, { isVerbose, paint: terminal.paint }));
}

/** Ctrl-C stops it after the call in flight. */
async function runToReceipt(
  cleaner: Cleaner,
  run: () => Promise<RunAnswer>,
  terminal: Terminal,
  isJson: boolean,
): Promise<ExitCode> {
  const release = onInterrupt(() => cleaner.stop());
  const answer = await run();
  release();
  // The cleans before it took longer than a plan lives.
  if (answer.kind === 'expired') throw new Refused(problemWord('plan-expired'));
  if (answer.kind !== 'receipt') throw new Error(`The plan could not be run: ${answer.kind}`);
  const { receipt } = answer;
  terminal.line(isJson ? jsonLine(receiptDocument(receipt)) : `\n${receiptText(receipt)}`);
  return exitCodeOf(receipt);
}

function exitCodeOf({ outcome, problem }: Receipt): ExitCode {
  if (problem === 'engine-lost') return EXIT.noEngine;
  if (problem === 'own-fault' || problem === 'no-journal') return EXIT.unexpected;
  switch (outcome) {
    case 'done':
      return EXIT.done;
    case 'stopped':
    case 'interrupted':
      return EXIT.stopped;
    case 'refused':
      return EXIT.refused;
    case 'partly':
      return EXIT.partly;
  }
}

/** Undefined when it may go on. */
async function refusalOf(terminal: Terminal, { isYes, target }: CleanManner): Promise<ExitCode | undefined> {
  if (isYes) return undefined;
  const answer = terminal.isInteractive && !target.isJson ? await terminal.ask(m.cli_ask()) : 'no';
  if (answer === 'yes') return undefined;
  terminal.error(m.cli_needs_yes());
  return answer === 'interrupted' ? EXIT.stopped : EXIT.refused;
}

/** A clean that a crash cut off is said first of all. */
function tellInterrupted(left: UnfinishedClean | undefined, terminal: Terminal, isJson: boolean): void {
  if (left === undefined) return;
  const deletedCount = left.deleted.length;
  // A plan too long for a full disk is kept without its items.
  const totalCount = Math.max(left.plan.items.length, deletedCount + left.skipped.length);
  if (isJson) terminal.line(jsonLine({ event: 'interrupted', deletedCount, totalCount }));
  else terminal.error(m.cli_interrupted({ count: deletedCount, total: totalCount }));
}
