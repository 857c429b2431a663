/** No engine to read: every kind has its sentence, its next step, and only buttons that lead on. */

import { fireEvent, screen } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import type { EngineErrorKind, Surroundings } from '../../shared/state.ts';
import { unreachableState } from '../fakes/app-states.ts';
import { NOW_MS, settled, showApp } from './show-app.ts';

function lost(error: EngineErrorKind, platform: Surroundings['platform'] = 'linux') {
  const state = unreachableState(NOW_MS, error, false);
  return { ...state, surroundings: { ...state.surroundings, platform } };
}

const sentences: readonly (readonly [EngineErrorKind, string])[] = [
  ['not-found', 'No Docker engine found.'],
  ['refused', 'Nothing answers at the engine’s address.'],
  ['forbidden', 'You may not talk to this engine.'],
  ['too-old', 'This engine is too old.'],
  ['asleep', 'The engine is asleep.'],
  ['busy', 'The engine is busy.'],
  ['timed-out', 'The engine takes too long to answer.'],
  ['bad-reply', 'The engine’s answer makes no sense.'],
  ['gone', 'The engine went away.'],
];

describe.each(['popover', 'window'] as const)('in the %s', (surface) => {
  test.each(sentences)('%s is said in words, with a way to try again', async (error, sentence) => {
    const fake = await showApp(surface, lost(error));
    expect(screen.getByRole('heading', { name: sentence })).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(fake.inputsOf('refresh')).toHaveLength(1);
  });

  test('a sample engine can be tried where none was found', async () => {
    const fake = await showApp(surface, lost('not-found'));
    await fireEvent.click(screen.getByRole('button', { name: 'Try it on a sample engine' }));
    expect(fake.inputsOf('startSample')).toHaveLength(1);
  });
});

test.each([
  ['linux', 'sudo systemctl start docker'],
  ['darwin', 'colima start'],
] as const)('the step on %s stands out as a command', async (platform, command) => {
  await showApp('window', lost('not-found', platform));
  expect(screen.getByText(command).tagName).toBe('CODE');
});

test('the step on Windows names the Start menu', async () => {
  await showApp('window', lost('not-found', 'win32'));
  expect(screen.getByText(/from the Start menu/)).toBeTruthy();
});

test('without an engine one can be installed', async () => {
  const fake = await showApp('window', lost('not-found'));
  await fireEvent.click(screen.getByRole('button', { name: 'Install Docker' }));
  expect(fake.inputsOf('openLink')).toEqual([{ link: 'install-docker' }]);
});

test('the docker group is explained where it is the way, on Linux', async () => {
  const fake = await showApp('window', lost('forbidden'));
  await fireEvent.click(screen.getByRole('button', { name: 'About the docker group' }));
  expect(fake.inputsOf('openLink')).toEqual([{ link: 'docker-group' }]);
});

test('elsewhere there is no docker group', async () => {
  await showApp('window', lost('forbidden', 'darwin'));
  expect(screen.queryByRole('button', { name: 'About the docker group' })).toBeNull();
});

test('a sleeping engine needs no sample', async () => {
  await showApp('window', lost('asleep'));
  expect(screen.queryByRole('button', { name: 'Try it on a sample engine' })).toBeNull();
});

test('diagnostics are copied, and it says so', async () => {
  const fake = await showApp('window', lost('bad-reply'));
  await fireEvent.click(screen.getByRole('button', { name: 'Copy diagnostics' }));
  await settled();
  expect(fake.inputsOf('copyDiagnostics')).toHaveLength(1);
  expect(screen.getByRole('button', { name: 'Copied' })).toBeTruthy();
});

test('before the first answer it says that it is connecting', async () => {
  const state = lost('gone');
  await showApp('window', { ...state, engine: { kind: 'connecting' } });
  expect(screen.getByRole('status').textContent).toBe('Connecting to the engine…');
});
