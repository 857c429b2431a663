/** Text from an engine is hostile. */

import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import EngineText from '../../renderer/parts/EngineText.svelte';
import { clipEngineText } from '../../renderer/engine-text.ts';
import './show-app.ts';

test('stays text', () => {
  render(EngineText, { text: '<img src=x onerror=alert(1)>' });
  expect(screen.getByText('<img src=x onerror=alert(1)>').children).toHaveLength(0);
});

test('is cut, by characters that people see', () => {
  expect(clipEngineText('🚢'.repeat(500))).toBe(`${'🚢'.repeat(199)}…`);
});

test('is one line, without direction marks that would turn its neighbours', () => {
  expect(clipEngineText('RUN a \\\n\t b \u202Egnp.exe')).toBe('RUN a \\ b gnp.exe');
});
