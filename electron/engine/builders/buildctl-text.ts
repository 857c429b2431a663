/**
 * What `buildctl du --verbose` prints up to BuildKit 0.10, which knows no `--format`: a block of lines for each record, then the
 * sums. Sizes are rounded to two decimals there.
 */

import * as v from 'valibot';
import type { CacheRecord } from '../../../shared/usage.ts';
import { EngineError } from '../../core/ports/engine.ts';
import { recordId, uniqueRecords } from './record-id.ts';

const line = (field: string, value: string): string => `${field}:\\t+(${value})\\n`;
const flag = 'true|false';
/** The description is the only free text, and may hold line breaks: it ends where the rest of a whole block follows. */
const block = new RegExp(
  [
    line('ID', '[a-z0-9]+'),
    // One `Parent` up to 0.9.
    `(?:${line('Parents?', '[a-z0-9;]+')})?`,
    line('Created at', '.+'),
    line('Mutable', flag),
    line('Reclaimable', flag),
    `(?:${line('Shared', flag)})?`,
    line('Size', '.+'),
    `(?:${line('Description', '[^]*?')})?`,
    line('Usage count', '\\d+'),
    `(?:${line('Last used', '.+')})?`,
    `(?:${line('Type', '.+')})?`,
    '\\n',
  ].join(''),
  'y',
);
const sums = /(?:(?:Shared|Private|Reclaimable|Total):\t+[\d.]+[kMGTPE]?B\n)*$/y;

/** Fails with `bad-reply`. */
export function recordsFromText(output: string): readonly CacheRecord[] {
  const records: CacheRecord[] = [];
  let end = 0;
  for (block.lastIndex = 0; ; end = block.lastIndex) {
    const fields = block.exec(output);
    if (fields === null) break;
    records.push(recordFrom(fields));
  }
  sums.lastIndex = end;
  if (!sums.test(output)) throw otherShape();
  return uniqueRecords(records);
}

function recordFrom(fields: readonly (string | undefined)[]): CacheRecord {
  const [, id, parents, created, , reclaimable, shared, size, description = '', uses, used, type] = fields;
  return {
    id: idIn(id),
    parentIds: parents?.split(';') ?? [],
    type: type ?? 'regular',
    description,
    isInUse: reclaimable !== 'true',
    isShared: shared === 'true',
    sizeBytes: bytesIn(size),
    createdAtMs: goTime(created) ?? 0,
    lastUsedAtMs: goTime(used),
    useCount: Number(uses),
  };
}

function idIn(text: string | undefined): string {
  if (!v.is(recordId, text)) throw otherShape();
  return text;
}

const UNITS = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** `172.82MB`, by thousands. */
function bytesIn(text = ''): number {
  const [, amount, unit = ''] = /^(-?\d+(?:\.\d+)?)([kMGTPE]?)B$/.exec(text) ?? [];
  if (amount === undefined) throw otherShape();
  return Math.max(0, Math.round(Number(amount) * 1000 ** UNITS.indexOf(unit)));
}

/** `2022-09-01 12:00:00.123456789 +0000 UTC`; undefined where there is none. */
function goTime(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, day, time, hours, minutes] = /^(\S+) (\S+) ([+-]\d\d)(\d\d) /.exec(`${text} `) ?? [];
  const atMs = Date.parse(`${day ?? ''}T${time ?? ''}${hours ?? ''}:${minutes ?? ''}`);
  if (Number.isNaN(atMs)) throw otherShape();
  return atMs > 0 ? atMs : undefined;
}

function otherShape(): EngineError {
  return new EngineError('bad-reply', 'the text of buildctl has another shape');
}
