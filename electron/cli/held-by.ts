/** Who holds bytes that a clean cannot free, in words. */

import type { Holder } from '../../shared/plan-sheet.ts';
import { m } from '../../shared/paraglide/messages.js';
import { plainText } from './plain-text.ts';

const words: Readonly<Record<Holder['confidence'], (inputs: { name: string }) => string>> = {
  certain: m.cli_held_certain,
  likely: m.cli_held_likely,
  possible: m.cli_held_possible,
};

/** Of those that stay, the likeliest; empty where none is known. What goes too frees its bytes with the rest. */
export function heldBy(holders: readonly Holder[]): string {
  const holder = holders.find(({ goes }) => !goes);
  return holder === undefined ? '' : words[holder.confidence]({ name: plainText(holder.name, 40) });
}

/** Names of those that hold the most of many things, at most three; empty where none is known. */
export function mostlyHeldBy(holdersOfEach: readonly (readonly Holder[])[]): string {
  const counts = new Map<string, number>();
  for (const holders of holdersOfEach) {
    const name = holders.find(({ goes }) => !goes)?.name;
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const most = [...counts].sort(([, one], [, other]) => other - one).slice(0, 3);
  return most.length === 0
    ? ''
    : m.cli_held_likely({ name: most.map(([name]) => plainText(name, 40)).join(', ') });
}
