/** What can be had again, and what became of it, in words. */

import type { PullOffer } from '../../../shared/contract.ts';
import { m } from '../../../shared/paraglide/messages.js';
import type { PullResult, PulledRow } from '../../../shared/state.ts';

const offers: Readonly<Record<PullOffer['offer'], () => string>> = {
  'by-tag': () => m.receipt_offer_by_tag(),
  'by-digest': () => m.receipt_offer_by_digest(),
  present: () => m.receipt_offer_present(),
  'never-pushed': () => m.receipt_offer_never_pushed(),
  'not-there': () => m.receipt_offer_not_there(),
  'sign-in': () => m.receipt_offer_sign_in(),
  unreachable: () => m.receipt_offer_unreachable(),
};

const results: Readonly<Record<PullResult, () => string>> = {
  ...offers,
  pulled: () => m.receipt_result_pulled(),
  'pulled-untagged': () => m.receipt_result_pulled_untagged(),
  stopped: () => m.receipt_result_stopped(),
  failed: () => m.receipt_result_failed(),
  'engine-changed': () => m.receipt_result_engine_changed(),
};

const HERE: readonly PullResult[] = ['pulled', 'pulled-untagged', 'present'];

/** A registry has it, and it is not here again yet. */
export function canPull({ row, offer }: PullOffer, pulled: readonly PulledRow[]): boolean {
  if (offer !== 'by-tag' && offer !== 'by-digest') return false;
  return !pulled.some((one) => one.row === row && HERE.includes(one.result));
}

/** What became of an image; before that, what its registry said. */
export function pullWord(offer: PullOffer['offer'], result: PullResult | undefined): string {
  return result === undefined ? offers[offer]() : results[result]();
}

export function isHere(offer: PullOffer['offer'], result: PullResult | undefined): boolean {
  return offer === 'present' || (result !== undefined && HERE.includes(result));
}
