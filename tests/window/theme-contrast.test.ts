/** Every pair of colours that meet holds WCAG 2.2 AA, light and dark, and AAA for text in high contrast. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync('renderer/theme.css', 'utf8');
const plain = tokensOf(css.slice(0, css.indexOf('@media')));
const strong = new Map([
  ...plain,
  ...tokensOf(/prefers-contrast: more\) \{([^]*?)\n\}/.exec(css)?.[1] ?? ''),
]);

/** Text on what lies behind it: 4.5:1. */
const TEXT: readonly (readonly [string, string])[] = [
  ...pairs(['ink', 'ink-2', 'ink-3'], ['paper', 'paper-2', 'paper-3']),
  ...pairs(['ink', 'ink-2'], ['warn-soft', 'crit-soft', 'sea-soft']),
  ...pairs(['sea', 'sea-deep', 'warn', 'crit'], ['paper', 'paper-2']),
  ...pairs(['sea-deep'], ['sea-soft']),
  ...pairs(['on-sea'], ['sea', 'sea-deep']),
  ...pairs(['on-crit'], ['crit', 'crit-deep']),
  ...pairs(['on-map'], ['map-frees', 'map-shared', 'map-in-use', 'map-protected']),
];
/** Shapes that carry meaning: 3:1. */
const SHAPES: readonly (readonly [string, string])[] = [
  ...pairs(['edge', 'ok', 'crit', 'sea', 'water-stays'], ['paper', 'paper-2']),
  ...pairs(['part-shared', 'part-in-use', 'part-protected'], ['paper']),
  ...pairs(['map-frees', 'map-shared', 'map-in-use', 'map-protected'], ['paper']),
  ...pairs(['sea'], ['sea-soft']),
  ...pairs(['warn'], ['warn-soft']),
  ...pairs(['crit'], ['crit-soft']),
];

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('%s', (_theme, side) => {
  test.each(TEXT)('%s can be read on %s', (front, back) => {
    expect(contrast(colour(plain, front, side), colour(plain, back, side))).toBeGreaterThanOrEqual(4.5);
  });
  test.each(SHAPES)('%s can be told from %s', (front, back) => {
    expect(contrast(colour(plain, front, side), colour(plain, back, side))).toBeGreaterThanOrEqual(3);
  });
  test.each([
    ...pairs(['ink', 'ink-2', 'ink-3', 'sea', 'warn', 'crit'], ['paper', 'paper-2']),
    ...pairs(['ink', 'ink-2'], ['paper-3', 'warn-soft', 'crit-soft']),
    ...pairs(['on-map'], ['map-frees', 'map-shared', 'map-in-use', 'map-protected']),
  ])('in high contrast %s can be read well on %s', (front, back) => {
    expect(contrast(colour(strong, front, side), colour(strong, back, side))).toBeGreaterThanOrEqual(7);
  });
});

type Pair = readonly [light: string, dark: string];

function tokensOf(block: string): Map<string, Pair> {
  const found = block.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g);
  return new Map(Array.from(found, ([, name, light, dark]) => [name!, [light!, dark!]]));
}

function colour(tokens: ReadonlyMap<string, Pair>, name: string, side: 0 | 1): string {
  const pair = tokens.get(name);
  if (!pair) throw new Error(`No colour --${name} in theme.css`);
  return pair[side];
}

/** WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function pairs(fronts: readonly string[], backs: readonly string[]): (readonly [string, string])[] {
  return fronts.flatMap((front) => backs.map((back) => [front, back] as const));
}
