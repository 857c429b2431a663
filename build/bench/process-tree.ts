/** A process with all its descendants, and what they take of the machine, from Linux's /proc. */

import { readdirSync, readFileSync } from 'node:fs';

export function processTree(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const pid of numbersIn('/proc')) {
    const parent = parentOf(pid);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** Memory of their own, and their share of what is shared. */
export function pssBytes(pids: readonly number[]): number {
  return sum(pids, (pid) => numberAfter('Pss', read(`/proc/${pid}/smaps_rollup`)) * 1_024);
}

/** Each time a thread slept and was woken, since it began. */
export function contextSwitches(pids: readonly number[]): number {
  return sum(pids, (pid) =>
    sum(numbersIn(`/proc/${pid}/task`), (thread) =>
      numberAfter('voluntary_ctxt_switches', read(`/proc/${pid}/task/${thread}/status`)),
    ),
  );
}

function parentOf(pid: number): number | undefined {
  const fields = read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');
  return fields[1] === undefined ? undefined : Number(fields[1]);
}

function numberAfter(name: string, text: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
}

function numbersIn(dir: string): readonly number[] {
  try {
    return readdirSync(dir).map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** Empty for a process that has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function sum(values: readonly number[], of: (value: number) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}
