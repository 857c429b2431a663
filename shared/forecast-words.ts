/** A forecast in words: what is likely, how sure that is, and what it is drawn from. */

import { countWord } from './count-word.ts';
import { currentLocale } from './locale.ts';
import { m } from './paraglide/messages.js';
import type { Filling, Forecast } from './state.ts';

export interface ForecastWords {
  readonly what: string;
  readonly why: string;
}

const DAYS_A_MONTH = 30.4;
/** From here on months are as exact as it gets. */
const LONG_DAYS = 90;

export function forecastWords(forecast: Forecast): ForecastWords {
  switch (forecast.kind) {
    case 'unknown':
      return { what: m.forecast_unknown(), why: m.forecast_unknown_why() };
    case 'not-filling':
      return { what: m.forecast_not_filling(), why: m.forecast_not_filling_why() };
    case 'fills': {
      const basis = m.forecast_basis({ time: daysWords(forecast.basisDays) });
      return { what: fillsWord(forecast.likelyDays), why: `${rangeWord(forecast)} ${basis}` };
    }
  }
}

function fillsWord(likelyDays: number): string {
  return likelyDays < 1 ? m.forecast_fills_soon() : m.forecast_fills({ time: daysWords(likelyDays) });
}

/** `16 to 42 days with 80 % confidence.` */
export function rangeWord({ soonestDays, latestDays }: Pick<Filling, 'soonestDays' | 'latestDays'>): string {
  const soonest = countWord(Math.floor(soonestDays));
  return latestDays === undefined
    ? m.forecast_range_open({ soonest })
    : m.forecast_range({ soonest, latest: countWord(Math.ceil(latestDays)) });
}

/** Whole days, or months where that is exact enough. */
export function daysWords(days: number): string {
  const [unit, amount] =
    days < LONG_DAYS ? (['day', days] as const) : (['month', days / DAYS_A_MONTH] as const);
  return new Intl.NumberFormat(currentLocale(), { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.round(amount),
  );
}
