import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { progressLine } from '../../electron/cli/progress-line.ts';
import { textWidth } from '../../electron/cli/text-width.ts';
import { useLanguage } from '../../shared/locale.ts';
import type { CleanProgress } from '../../shared/plan.ts';

const progress: CleanProgress = {
  kind: 'record',
  doneItems: 60,
  totalItems: 100,
  doneBytes: 625_000_000,
  totalBytes: 1_000_000_000,
  bytesPerSecond: 45_000_000,
  leftMs: 8_300,
  waitsFor: undefined,
};
const line = (change: Partial<CleanProgress> = {}, columns = 100, isStopping = false): string =>
  progressLine(
    { kind: 'running', preset: 'deep', startedAtMs: 0, progress: { ...progress, ...change }, isStopping },
    columns,
  );

afterEach(() => {
  useLanguage('en', 'en');
});

describe('a running clean in one line', () => {
  test('tells how far, what, how fast and how long, with a bar as wide as there is room', () => {
    expect(line({}, 80)).toBe(
      ` 62% ${'█'.repeat(18)}${'░'.repeat(11)} Build cache · 625MB of 1GB · 45MB/s · 8s left`,
    );
    expect(textWidth(line({}, 80))).toBe(80);
  });

  test('leaves out what is not known yet', () => {
    expect(line({ bytesPerSecond: undefined, leftMs: undefined })).toMatch(/░ Build cache · 625MB of 1GB$/);
  });

  test('says that it stops, and what it waits for', () => {
    expect(line({}, 100, true)).toMatch(/· stopping…$/);
    expect(line({ waitsFor: 'other-prune' })).toMatch(/625MB of 1GB · waiting for another prune$/);
    expect(line({ waitsFor: 'engine' })).toMatch(/waiting for the engine$/);
  });

  test('counts items where there are no bytes', () => {
    expect(line({ totalBytes: 0, doneBytes: 0 })).toMatch(/^ 60% /);
  });

  test('is never wider than the terminal and never past its end, whatever the language', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.nat(2_000_000_000),
        fc.constantFrom('en' as const, 'zh-CN' as const, 'ko' as const),
        (columns, doneBytes, language) => {
          useLanguage(language, language);
          const text = line({ doneBytes }, columns, true);
          expect(textWidth(text)).toBeLessThanOrEqual(columns);
          expect(text).not.toContain('101%');
        },
      ),
    );
  });
});
