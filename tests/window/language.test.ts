/** Language and theme follow the settings, at once. */

import { screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { readyState } from '../fakes/app-states.ts';
import { NOW_MS, settled, showApp } from './show-app.ts';

const ready = readyState(NOW_MS);
const speaking = (language: 'en' | 'zh-CN' | 'ko') => ({
  ...ready,
  settings: { ...ready.settings, language },
});

test.each([
  ['zh-CN', '概览'],
  ['ko', '개요'],
] as const)('speaks %s', async (language, heading) => {
  await showApp('window', speaking(language));
  expect(screen.getByRole('heading', { level: 1, name: heading })).toBeTruthy();
  expect(document.documentElement.lang).toBe(language);
});

test('a new language draws everything anew and keeps the focus', async () => {
  const fake = await showApp('window', speaking('en'));
  fake.push('navigate', { screen: 'settings', preset: undefined });
  await settled();
  screen.getByRole('combobox', { name: 'Language' }).focus();
  fake.push('state', speaking('ko'));
  await settled();
  const choice = screen.getByRole('combobox', { name: '언어' });
  expect(document.activeElement).toBe(choice);
});

test('the theme is the user’s', async () => {
  await showApp('window', { ...ready, settings: { ...ready.settings, theme: 'dark' } });
  expect(document.documentElement.dataset['theme']).toBe('dark');
});
