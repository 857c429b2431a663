import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dockerItemSize, dockerReclaimable, dockerSize, sizeParts } from '../../shared/format.ts';

describe('sizes as docker prints them', () => {
  test.each([
    [0, '0B'],
    [1, '1B'],
    [999, '999B'],
    [1_000, '1kB'],
    [1_024, '1.024kB'],
    [999_950, '1000kB'],
    [12_345_678, '12.35MB'],
    [1_500_000_000, '1.5GB'],
    [2 ** 53, '9.007PB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(dockerSize(bytes)).toBe(text);
  });

  test('of single items have three digits', () => {
    expect(dockerItemSize(12_345_678)).toBe('12.3MB');
  });

  test('percentages are cut, not rounded, and left out of nothing', () => {
    expect(dockerReclaimable(2, 3)).toBe('2B (66%)');
    expect(dockerReclaimable(0, 0)).toBe('0B');
  });
});

describe('sizes for people', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [999_500, '1.00 MB'],
    [24_612_000_000, '24.6 GB'],
    [-1_500, '−1.50 kB'],
  ])('%d bytes are %s', (bytes, text) => {
    const { figure, unit } = sizeParts(bytes);
    expect(`${figure} ${unit}`).toBe(text);
  });

  test('never have more than three digits and a point', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), fc.nat(1_000_000), (high, low) => {
        const { figure } = sizeParts(high * low);
        expect(figure.replace('.', '').length).toBeLessThanOrEqual(3);
        expect(figure).not.toContain('e');
      }),
    );
  });
});
