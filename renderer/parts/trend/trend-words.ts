/** What each category and span of a trend is called. */

import { m } from '../../../shared/paraglide/messages.js';
import type { TrendCategory, TrendSpan } from '../../../shared/trends.ts';

const categories: Readonly<Record<TrendCategory, () => string>> = {
  cache: () => m.word_category_build_cache(),
  images: () => m.word_category_images(),
  containers: () => m.word_category_containers(),
  volumes: () => m.word_category_volumes(),
  'disk-free': () => m.trend_disk_free(),
};
const spans: Readonly<Record<TrendSpan, () => string>> = {
  '48h': () => m.trend_span_48h(),
  '90d': () => m.trend_span_90d(),
  '2y': () => m.trend_span_2y(),
};

export function trendCategoryWord(category: TrendCategory): string {
  return categories[category]();
}

export function trendSpanWord(span: TrendSpan): string {
  return spans[span]();
}
