/** `bilge plan` and `bilge clean`: the core's cleaner on the user's own files, without a window. */

import { m } from '../../shared/paraglide/messages.js';
import type { CleanOptions } from '../../shared/clean-options.ts';
import type { CleanProgress, Plan, Receipt } from '../../shared/plan.ts';
import type { Cleaning } from '../../shared/state.ts';
import { Cleaner } from '../core/cleaning/cleaner.ts';
import type { Engine, Journal } from '../core/ports.ts';
import type { Host } from '../host/open-host.ts';
import type { Command } from './arguments.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { planDocument, planText } from './plan-report.ts';
import { progressText, receiptDocument, receiptText } from './receipt-report.ts';
import { stopOnInterrupt, type Terminal } from './terminal.ts';

type CleanCommand = Extract<Command, { kind: 'clean' }>;

export interface CleanSurroundings {
  readonly engine: Engine;
  readonly host: Host;
  readonly terminal: Terminal;
  readonly keepsKnownTools: boolean;
}

export async function planCommand(
  given: CleanSurroundings,
  options: CleanOptions,
  isJson: boolean,
): Promise<ExitCode> {
  const cleaner = new Cleaner(given.host, () => undefined);
  const plan = await cleaner.createPlan(given.engine, options, given.keepsKnownTools);
  given.terminal.line(isJson ? JSON.stringify(planDocument(plan)) : planText(plan));
  return EXIT.done;
}

export async function cleanCommand(given: CleanSurroundings, command: CleanCommand): Promise<ExitCode> {
  const { terminal, engine, keepsKnownTools } = given;
  const { isJson } = command.target;
  const cleaner = new Cleaner(given.host, (cleaning) => show(terminal, isJson, cleaning));
  await settleInterrupted(given.host.journal, terminal, isJson);
  const plan = await cleaner.createPlan(engine, command.options, keepsKnownTools);
  if (!isJson) terminal.line(planText(plan));
  else terminal.line(JSON.stringify({ event: 'plan', ...planDocument(plan) }));
  if (plan.items.length > 0 && !(await isAccepted(terminal, command))) {
    terminal.error(m.cli_needs_yes());
    return EXIT.refused;
  }
  return runPlan(cleaner, plan, command, terminal);
}

async function runPlan(
  cleaner: Cleaner,
  plan: Plan,
  command: CleanCommand,
  terminal: Terminal,
): Promise<ExitCode> {
  const stop = stopOnInterrupt();
  stop.signal.addEventListener('abort', () => cleaner.stop());
  // Nothing to delete is nothing to wait for.
  const buildWaitMs = plan.items.length === 0 ? undefined : command.buildWaitMs;
  const answer = await cleaner.run(plan.id, { source: 'command-line', buildWaitMs });
  if (answer.kind !== 'receipt') throw new Error(`The plan could not be run: ${answer.kind}`);
  const { receipt } = answer;
  terminal.line(command.target.isJson ? JSON.stringify(receiptDocument(receipt)) : receiptText(receipt));
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

async function isAccepted(terminal: Terminal, { isYes, target }: CleanCommand): Promise<boolean> {
  if (isYes) return true;
  return terminal.isInteractive && !target.isJson && terminal.ask(m.cli_ask());
}

/** A clean that a crash cut off is settled, so that its receipt is in the history, and said once. */
async function settleInterrupted(journal: Journal, terminal: Terminal, isJson: boolean): Promise<void> {
  const left = await journal.unfinished();
  if (left === undefined) return;
  await journal.acknowledge();
  if (!isJson) terminal.error(m.cli_interrupted({ count: left.deleted.length }));
}

function show(terminal: Terminal, isJson: boolean, cleaning: Cleaning): void {
  if (cleaning.kind === 'waiting') {
    if (isJson) terminal.line(JSON.stringify({ event: 'waiting', reason: cleaning.reason }));
    else terminal.error(m.cli_waiting());
  }
  if (cleaning.kind === 'running') showProgress(terminal, isJson, cleaning.progress);
}

function showProgress(terminal: Terminal, isJson: boolean, progress: CleanProgress): void {
  const { kind, doneItems, totalItems, doneBytes } = progress;
  if (isJson) terminal.line(JSON.stringify({ event: 'progress', ...progress }));
  else terminal.live(progressText(kind, doneItems, totalItems, doneBytes));
}
