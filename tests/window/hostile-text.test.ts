/** Every screen of a hostile engine, answered by the real core over real HTTP: all of its text is text, on one line, with an end. */

import { fireEvent, screen } from '@testing-library/svelte';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Place, type Handlers, type Screen } from '../../shared/contract.ts';
import { startHostileCore, type HostileCore } from '../fakes/hostile-core.ts';
import { MARK } from '../fakes/hostile-engine.ts';
import { until } from '../rig/real-bilge.ts';
import { showApp } from './show-app.ts';

/** Raw text shown on demand keeps its lines; nothing else does. */
const ORDERS = /[^\P{Cc}\n\t]|\p{Cf}/u;
const MOST_SHOWN = 20_100;

/** jsdom has no canvas, and a chart no text of the engine. */
const noChart: Partial<Handlers> = { trend: async () => ({ points: [] }) };

let core: HostileCore;
beforeAll(async () => {
  core = await startHostileCore();
}, 60_000);
afterAll(() => core.close());

function expectHarmless(where: string): void {
  const { body, title } = document;
  const owned = body.querySelectorAll('script, iframe, img, b.owned, [onerror], a[href^="javascript"]');
  expect([where, owned.length, title]).toEqual([where, 0, '']);
  const texts: (readonly [place: Node, text: string])[] = [];
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push([walker.currentNode, walker.currentNode.textContent ?? '']);
  // What an option stands for is sent back to main as it came, and shown to nobody.
  for (const element of body.querySelectorAll('*:not(option)'))
    for (const { value } of element.attributes) texts.push([element, value]);
  for (const [place, text] of texts) {
    if (text.length >= MOST_SHOWN) throw new Error(`${where}: endless in ${place.nodeName}`);
    if (text.includes(MARK) && ORDERS.test(text))
      throw new Error(`${where}: hostile in ${(place.parentElement ?? document.body).outerHTML}`);
  }
}

/** Lets answers come that take more than a turn: this core reads files and a socket. */
async function drawn(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
}

async function show(goesTo: Screen, preset?: 'deep'): Promise<void> {
  const fake = await showApp('window', core.bilge.store.state, { ...core.handlers, ...noChart });
  fake.push('navigate', { screen: goesTo, preset });
  await drawn();
}

test.each(Place.options)('%s', async (place) => {
  await show(place);
  expectHarmless(place);
});

test.each(['cache', 'images', 'containers', 'volumes'] as const)(
  '%s, row by row',
  async (place) => {
    await show(place);
    const rows = screen.getAllByRole('row').slice(0, 16);
    expect(document.body.textContent).toContain(MARK);
    for (const row of rows) {
      await fireEvent.click(row);
      await fireEvent.keyDown(row, { key: 'Enter' });
      await drawn();
      expectHarmless(`${place}: ${row.textContent.slice(0, 60)}`);
      for (const summary of document.querySelectorAll('summary')) await fireEvent.click(summary);
      expectHarmless(`${place}, unfolded`);
    }
  },
  60_000,
);

test('the popover', async () => {
  await showApp('popover', core.bilge.store.state, core.handlers);
  await drawn();
  expectHarmless('popover');
});

test('a plan unfolded, its clean, its receipt, and the history of it', async () => {
  await show('plan', 'deep');
  for (const fold of document.querySelectorAll<HTMLElement>('dialog button[aria-expanded="false"]')) {
    await fireEvent.click(fold);
    await drawn();
    expectHarmless('plan');
  }
  expect(document.body.textContent).toContain(MARK);
  const answer = await core.handlers.createPlan({ preset: 'deep' });
  if (answer.kind !== 'plan') throw new Error(`no plan: ${answer.kind}`);
  const { id: planId } = answer.plan;
  await core.handlers.executePlan({ planId, fromNowOnAtOnce: false, typedWord: '' });
  await core.handlers.insistCleaning(undefined);
  await until(core.bilge, ({ lastReceipt }) => lastReceipt !== undefined);

  document.body.replaceChildren();
  await show('history');
  for (const button of screen.getAllByRole('button').filter((each) => each.closest('main')))
    await fireEvent.click(button);
  await drawn();
  expectHarmless('history');
}, 60_000);
