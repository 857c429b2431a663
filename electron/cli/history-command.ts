/** `bilge history`: what was cleaned, from the files alone; an engine that answers adds how its cache grew. */

import { engineKey } from '../core/engine-key.ts';
import { DAY_MS, trendOf } from '../core/history.ts';
import { EngineError } from '../core/ports/engine.ts';
import { findReceipts } from '../core/receipts/find-receipts.ts';
import { receiptsCsv } from '../core/receipts/receipts-csv.ts';
import { receiptsJson } from '../core/receipts/receipts-json.ts';
import type { Host } from '../host/open-host.ts';
import type { HistoryRequest, Target } from './arguments.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { cacheGrowthText, historyText } from './history-report.ts';
import { harmlessJson } from './json-line.ts';
import { openTarget } from './open-target.ts';
import type { Terminal } from './terminal.ts';

export async function historyCommand(
  host: Host,
  terminal: Terminal,
  target: Target,
  { format, limit, query }: HistoryRequest,
): Promise<ExitCode> {
  const receipts = findReceipts(await host.journal.receipts(Infinity), query).slice(0, limit);
  if (format === 'json') terminal.line(harmlessJson(receiptsJson(receipts).trimEnd()));
  if (format === 'csv') terminal.line(receiptsCsv(receipts).trimEnd());
  if (format !== 'text') return EXIT.done;
  terminal.line(historyText(receipts, query));
  const growth = query === '' ? await cacheGrowth(host, target) : undefined;
  if (growth !== undefined) terminal.line(`\n${growth}`);
  return EXIT.done;
}

/** Undefined where no engine answers: the receipts are there all the same. */
async function cacheGrowth({ samples, clock }: Host, target: Target): Promise<string | undefined> {
  try {
    const engine = await openTarget(target);
    try {
      const key = engineKey(await engine.identity());
      const nowMs = clock.nowMs();
      return cacheGrowthText(trendOf(await samples.read(key, 'cache', nowMs - DAY_MS), nowMs));
    } finally {
      engine.close();
    }
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}
