/** The receipts of past cleans: one JSON line each, rewritten whole, the oldest dropped. */

import { readFile } from 'node:fs/promises';
import type { Receipt } from '../../shared/plan.ts';
import { writeAtomically } from './atomic-write.ts';
import { errorCode } from './error-code.ts';

export const RECEIPTS_KEPT = 1000;
/** A clean of 100,000 records makes a receipt of some 10 MB: of those, only the newest few stay. */
export const HISTORY_SIZE_BYTES = 16 * 1024 * 1024;

/** Oldest first. Lines that make no sense are passed over. */
export async function readReceipts(path: string): Promise<readonly Receipt[]> {
  return (await readText(path)).split('\n').flatMap((line) => {
    const receipt = parseReceipt(line);
    return receipt === undefined ? [] : [receipt];
  });
}

/** Adds receipts, newest last; one that is already there (a crash between adding and forgetting) is not added again. */
export async function addReceipts(path: string, added: readonly Receipt[]): Promise<void> {
  const present = await readReceipts(path);
  const known = new Set(present.map(receiptKey));
  const lines = [...present, ...added.filter((receipt) => !known.has(receiptKey(receipt)))]
    .slice(-RECEIPTS_KEPT)
    .map((receipt) => `${JSON.stringify(receipt)}\n`);
  await writeAtomically(path, newestThatFit(lines).join(''));
}

/** Names one clean: plan ids are single-use. */
export function receiptKey({ planId, startedAtMs }: Receipt): string {
  return `${planId} ${startedAtMs}`;
}

function newestThatFit(lines: readonly string[]): readonly string[] {
  let first = lines.length - 1;
  let sizeBytes = lines[first]?.length ?? 0;
  while (first > 0 && sizeBytes + (lines[first - 1]?.length ?? 0) <= HISTORY_SIZE_BYTES) {
    first -= 1;
    sizeBytes += lines[first]?.length ?? 0;
  }
  return lines.slice(Math.max(0, first));
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  }
}

function parseReceipt(line: string): Receipt | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isReceipt(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isReceipt(value: unknown): value is Receipt {
  if (typeof value !== 'object' || value === null) return false;
  return 'planId' in value && 'startedAtMs' in value && 'deleted' in value && Array.isArray(value.deleted);
}
