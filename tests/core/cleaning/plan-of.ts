/** The plan of a preset for the contents a test gives. */

import { NO_PICKS, type CleanScope } from '../../../electron/core/cleaning/clean-scope.ts';
import { createPlan } from '../../../electron/core/cleaning/create-plan.ts';
import type { PresetName } from '../../../shared/clean-options.ts';
import { optionsOf, type CleanOptions } from '../../../shared/clean-options.ts';
import type { Plan } from '../../../shared/plan.ts';
import { parseRule, type ProtectRule } from '../../../shared/protect-rule.ts';
import type { Inventory } from '../../../shared/usage.ts';
import { anInventory, ENGINE_NOW_MS } from '../an-inventory.ts';

/** What is not given is as it comes: no rules, no picks, known tools kept. */
export function planOf(
  inventory: Partial<Inventory>,
  options: Partial<CleanOptions> & { readonly preset: PresetName },
  given: Partial<CleanScope> = {},
): Plan {
  return planOfScope(aScope(inventory, options, given));
}

function aScope(
  inventory: Partial<Inventory>,
  options: Partial<CleanOptions> & { readonly preset: PresetName },
  given: Partial<CleanScope> = {},
): CleanScope {
  return {
    inventory: anInventory(inventory),
    options: { ...optionsOf(options.preset), ...options },
    nowMs: ENGINE_NOW_MS,
    guard: { protectRules: [], keepsKnownTools: true },
    picks: NO_PICKS,
    ...given,
  };
}

export function planOfScope(scope: CleanScope): Plan {
  const engine = { endpoint: '', id: 'E', rootDir: '/' };
  return createPlan(scope, { id: 'plan', createdAtMs: 0, engine, presetName: '' });
}

/** The guard of these rules, as people write them. */
export function guardOf(...rules: readonly string[]): CleanScope['guard'] {
  return { protectRules: rules.map(ruleOf), keepsKnownTools: true };
}

export function ruleOf(text: string): ProtectRule {
  const rule = parseRule(text);
  if (rule === undefined) throw new Error(`not a rule: ${text}`);
  return rule;
}

/** What goes, in order: `kind id`. */
export function going(plan: Plan): readonly string[] {
  return plan.items.map(({ kind, id }) => `${kind} ${id}`);
}

/** What stays and why: `count kind why`. */
export function reasons(plan: Plan): readonly string[] {
  return plan.kept.map(({ kind, why, count }) => `${count} ${kind} ${why}`);
}
