/** "From now on clean at once": what that consent covers, and when the plan must be shown again (safety law 10). */

import { MARKED_PRESET, type ItemKind } from '../../../shared/clean-options.ts';
import type { Plan, PlanItem } from '../../../shared/plan.ts';
import type { Settings } from '../../../shared/settings.ts';
import { engineKey } from '../engine-key.ts';
import { sumOf } from '../usage/sum-of.ts';

type Consent = Settings['cleansAtOnce'][number];

/** A clean of more than this many times the bytes once accepted is a surprise. */
const SURPRISE_FACTOR = 2;
/** Below this, twice nothing is still nothing. */
const NEVER_A_SURPRISE_BYTES = 1_000_000_000;

/** True when this plan is of a kind the user has accepted for this engine; never for a remote engine, nor where named volumes go. */
export function coversPlan(consents: readonly Consent[], plan: Plan, isRemote: boolean): boolean {
  const consent = consents.find((each) => isFor(each, plan));
  if (consent === undefined || isRemote || plan.items.some(isTickedVolume)) return false;
  // What was marked by hand is marked anew each time.
  if (plan.options.preset === MARKED_PRESET) return false;
  const within = (kinds: readonly ItemKind[], accepted: readonly ItemKind[]): boolean =>
    kinds.every((kind) => accepted.includes(kind));
  return (
    within(kindsOf(plan), consent.kinds) &&
    within(plan.irrecoverableKinds, consent.irrecoverableKinds) &&
    plan.predicted.engineBytes <= Math.max(consent.usualBytes * SURPRISE_FACTOR, NEVER_A_SURPRISE_BYTES)
  );
}

/**
 * The consents with this plan's kind added, in place of an older one for the same preset and engine. Named volumes were ticked for
 * this once: neither their kind nor their bytes are remembered.
 */
export function withConsent(consents: readonly Consent[], plan: Plan): Consent[] {
  const kinds = kindsOf(plan);
  return [
    ...consents.filter((each) => !isFor(each, plan)),
    {
      preset: plan.options.preset,
      engineKey: engineKey(plan.engine),
      usualBytes: plan.predicted.engineBytes - sumOf(plan.items.filter(isTickedVolume), sizeOf),
      kinds: [...kinds],
      irrecoverableKinds: plan.irrecoverableKinds.filter((kind) => kinds.includes(kind)),
    },
  ];
}

function isFor(consent: Consent, plan: Plan): boolean {
  return consent.preset === plan.options.preset && consent.engineKey === engineKey(plan.engine);
}

function kindsOf(plan: Plan): readonly ItemKind[] {
  return [...new Set(plan.items.filter((item) => !isTickedVolume(item)).map(({ kind }) => kind))];
}

function isTickedVolume({ why }: PlanItem): boolean {
  return why === 'ticked-volume';
}

function sizeOf({ sizeBytes }: PlanItem): number {
  return sizeBytes;
}
