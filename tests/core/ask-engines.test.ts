/** What each engine answers that could be picked. */

import { expect, test } from 'vitest';
import { askEngines } from '../../electron/core/commands/ask-engines.ts';
import { EngineError } from '../../electron/core/ports/engine.ts';
import { MemoryEngine } from '../fakes/memory-engine.ts';

test('each on this computer says what it is or why not, and those elsewhere are left alone', async () => {
  const opened: string[] = [];
  const engine = new MemoryEngine({});
  const { name, version } = await engine.facts();
  const door = {
    open: async (endpoint: string | undefined) => {
      opened.push(endpoint ?? '');
      if (endpoint === 'unix:///forbidden.sock') throw new EngineError('forbidden', 'EACCES');
      return { engine, endpoint: endpoint ?? '' };
    },
  };
  const choice = (token: string, endpoint: string) => ({ token, label: token, endpoint, isCurrent: false });
  const answers = await askEngines(door, [
    choice('a', 'unix:///var/run/docker.sock'),
    choice('b', 'unix:///forbidden.sock'),
    choice('c', 'ssh://build@box'),
    choice('d', 'tcp://box:2376'),
  ]);
  expect(answers).toEqual([
    { token: 'a', answer: { kind: 'answers', name, version } },
    { token: 'b', answer: { kind: 'silent', error: 'forbidden' } },
    { token: 'c', answer: { kind: 'not-asked' } },
    { token: 'd', answer: { kind: 'not-asked' } },
  ]);
  expect(opened).toEqual(['unix:///var/run/docker.sock', 'unix:///forbidden.sock']);
});
