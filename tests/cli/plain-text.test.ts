import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../electron/cli/plain-text.ts';

test('text of an engine cannot move the cursor, change direction or break the line', () => {
  expect(plainText('RUN \u001b[31mecho\u0007\r\nrm\u0000 \u202etxt')).toBe('RUN [31mecho rm txt');
});

test('is never longer than it may be, whatever it holds', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 500 }),
      fc.integer({ min: 1, max: 80 }),
      (text, longest) => {
        const plain = plainText(text, longest);
        expect(Array.from(plain).length).toBeLessThanOrEqual(longest);
        expect(plain).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      },
    ),
  );
  expect(plainText('x'.repeat(100_000), 10)).toBe('xxxxxxxxx…');
});
