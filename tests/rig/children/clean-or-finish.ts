/** One clean on a rig engine in a process of its own, to be killed: `clean|finish ENDPOINT`. Tells what it planned, found and did. */

import { Cleaner } from '../../../electron/core/cleaning/cleaner.ts';
import { parseEndpoint } from '../../../electron/engine/endpoint.ts';
import { openEngine } from '../../../electron/engine/open-engine.ts';
import { openHost } from '../../../electron/host/open-host.ts';
import { optionsOf } from '../../../shared/clean-options.ts';
import { settingsDefaults } from '../../../shared/settings.ts';

const [mode = '', endpoint = ''] = process.argv.slice(2);
const host = openHost({ holdsProcess: true });
await host.journal.prepare();
const engine = openEngine(parseEndpoint(endpoint));
const say = (word: string, facts: object): void => {
  process.stdout.write(`${JSON.stringify({ word, ...facts })}\n`);
};
const cleaner = new Cleaner(
  host,
  () => settingsDefaults,
  () => undefined,
);
const options = { source: 'command-line', buildWaitMs: undefined } as const;

const left = await host.journal.unfinished();
if (mode === 'clean') {
  await host.settingsFile.write({ ...settingsDefaults, budgetBytes: 5_000_000_000 });
  await host.samples.add([{ atMs: Date.now(), engineKey: 'rig', category: 'cache', bytes: 1 }]);
  const deep = optionsOf('deep');
  const plan = await cleaner.createPlan(engine, { ...deep, kinds: [...deep.kinds, 'volume'] });
  say('planned', { items: plan.items.map(({ kind, id }) => `${kind} ${id}`) });
  const answer = await cleaner.run(plan.id, options);
  say('ended', { answer });
} else {
  say('left', { left });
  if (left !== undefined) say('ended', { answer: await cleaner.resume(left, engine, options) });
}
engine.close();
