import { afterEach, expect, test } from 'vitest';
import { textWidth } from '../../electron/cli/text-width.ts';
import { splitLine } from '../../electron/cli/typed-options.ts';
import { useLanguage } from '../../shared/locale.ts';
import { m } from '../../shared/paraglide/messages.js';

afterEach(() => {
  useLanguage('en', 'en');
});

test.each(['en', 'zh-CN', 'ko'] as const)('the help fits a terminal of 80 columns in %s', (language) => {
  useLanguage(language, language);
  const lines = [m.cli_help(), m.cli_help_clean()].flatMap((text) => text.split('\n'));
  expect(lines.length).toBeGreaterThan(40);
  for (const line of lines) expect(textWidth(line), line).toBeLessThanOrEqual(80);
});

test.each(['en', 'zh-CN', 'ko'] as const)('the help in %s names only options that there are', (language) => {
  useLanguage(language, language);
  const named = `${m.cli_help()}${m.cli_help_clean()}`.match(/--[a-z-]+[a-z]/g) ?? [];
  expect(named.length).toBeGreaterThan(20);
  for (const option of new Set(named)) {
    // Known without a value, or known to need one.
    try {
      expect(splitLine([option]).options.names).toHaveLength(1);
    } catch (error) {
      expect((error as Error).message).toContain(option);
      expect((error as Error).message).not.toBe(m.cli_no_such_option({ option }));
    }
  }
});
