/** The list of images, and all that is known of one. */

import { fireEvent, screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import type { Handlers } from '../../shared/contract.ts';
import { imageUseSentence, imageUseWord } from '../../renderer/parts/details/image-use-words.ts';
import { layerWords } from '../../renderer/parts/details/layer-words.ts';
import { emptyState, readyState } from '../fakes/app-states.ts';
import type { FakeBridge } from '../fakes/fake-bridge.ts';
import { fakeLists } from '../fakes/fake-lists.ts';
import { imageDetails, imageRows } from '../fakes/image-rows.ts';
import { NOW_MS } from './show-app.ts';
import { cellsOf, drawn, openDetails, showList } from './show-list.ts';

// What these draw is dated by the real clock, as the window is.
const nowMs = Date.now();
const lists = fakeLists(imageRows(nowMs), [imageDetails(nowMs)], nowMs);

function showImages(answers: Partial<Handlers> = lists): Promise<FakeBridge> {
  return showList('images', readyState(nowMs), answers);
}

describe('a row', () => {
  test('tells what an image weighs alone and with others, and when it was last needed', async () => {
    await showImages();
    expect(cellsOf('ml/notebook')).toEqual([
      'ml/notebook:cuda12',
      '41d ago',
      '11d ago',
      '—',
      '—',
      '80.0 MB',
      '8.83 GB',
      '8.91 GB',
    ]);
  });

  test('counts the other names, and says where there is none', async () => {
    await showImages();
    expect(cellsOf('shop/api')[0]).toBe('shop/api:latest +3 names');
    expect(cellsOf('9f3c4e1d7a20')[0]).toBe('9f3c4e1d7a20 untagged');
  });

  test('keeps to itself what was not read', async () => {
    await showImages();
    expect(cellsOf('registry.example.com').slice(5, 7)).toEqual(['—', '—']);
  });
});

test('says why images that take room would free nothing alone, and keeps silent where they would', async () => {
  const note = () => screen.queryByText(/^Deleting these alone frees nothing/);
  await showImages();
  expect(note()).toBeNull();
  const held = imageRows(nowMs).map((row) => ({ ...row, freesBytes: 0 }));
  await showImages(fakeLists(held, [], nowMs));
  expect(note()).toBeTruthy();
});

test('the views ask for what they name', async () => {
  const fake = await showImages();
  await fireEvent.click(screen.getByRole('button', { name: 'Dangling' }));
  await drawn();
  expect(fake.inputsOf('browse').at(-1)).toMatchObject({ filter: { kind: 'image', view: 'dangling' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Unused' }));
  await drawn();
  expect(fake.inputsOf('browse').at(-1)).toMatchObject({ filter: { view: 'unused' } });
});

describe('the details', () => {
  test('name what it was built on and what on it, each a way there', async () => {
    const fake = await showImages();
    const details = within(await openDetails('shop/api'));
    expect(details.getByText('A container uses it now, running or stopped.')).toBeTruthy();
    await fireEvent.click(details.getByRole('button', { name: 'node:22-bookworm' }));
    await drawn();
    expect(fake.inputsOf('itemDetails').at(-1)).toEqual({ row: 2 });
  });

  test('open a container on the screen of containers', async () => {
    await showImages();
    const details = within(await openDetails('shop/api'));
    await fireEvent.click(details.getByRole('button', { name: 'shop-worker-1' }));
    await drawn();
    expect(screen.getByRole('heading', { level: 1, name: 'Containers and logs' })).toBeTruthy();
  });

  test('open a layer to its whole command and the cache that matches it', async () => {
    const fake = await showImages();
    const details = within(await openDetails('shop/api'));
    const layer = details.getByText('RUN pnpm install --frozen-lockfile --prod && pnpm store prune');
    await fireEvent.click(layer.closest('summary')!);
    layer.closest('details')!.open = true;
    await fireEvent(layer.closest('details')!, new Event('toggle'));
    await drawn();
    expect(details.getByText('Matching build cache')).toBeTruthy();
    await fireEvent.click(
      details.getByRole('button', { name: '[api 3/6] COPY package.json pnpm-lock.yaml ./' }),
    );
    await drawn();
    expect(fake.inputsOf('itemDetails').at(-1)).toEqual({ row: 101 });
    expect(screen.getByRole('heading', { level: 1, name: 'Build cache' })).toBeTruthy();
  });

  test('say that layers were not read', async () => {
    await showImages(fakeLists(imageRows(nowMs), [{ ...imageDetails(nowMs), layers: [] }], nowMs));
    expect(within(await openDetails('shop/api')).getByText('Its layers were not read yet.')).toBeTruthy();
  });

  test('say where the base is only a label’s word', async () => {
    const base = { link: undefined, name: 'corp/base:7' };
    await showImages(fakeLists(imageRows(nowMs), [{ ...imageDetails(nowMs), base }], nowMs));
    const details = within(await openDetails('shop/api'));
    expect(details.getByText('corp/base:7')).toBeTruthy();
    expect(details.getByText('as its label says')).toBeTruthy();
  });
});

test('an engine without images says where they come from', async () => {
  await showList('images', emptyState(nowMs), fakeLists([], [], nowMs));
  expect(screen.getByText('No images.')).toBeTruthy();
  expect(screen.queryByRole('searchbox')).toBeNull();
});

test.each([
  [{ kind: 'in-use' }, 'in use', /running or stopped/],
  [{ kind: 'last-used', atMs: NOW_MS - 3 * 86_400_000 }, '3d ago', /^A container last used it 3d ago\.$/],
  [{ kind: 'not-seen', sinceMs: NOW_MS - 21.7 * 86_400_000 }, 'not seen in 21 days', /nobody knows/],
  [{ kind: 'not-seen', sinceMs: NOW_MS - 60_000 }, 'not seen in 1 hour', /nobody knows/],
] as const)('%o is told as “%s”', (use, word, sentence) => {
  expect(imageUseWord(use, NOW_MS)).toBe(word);
  expect(imageUseSentence(use, NOW_MS)).toMatch(sentence);
});

test.each([
  ['/bin/sh -c #(nop) CMD ["node"]', 'CMD ["node"]'],
  ['/bin/sh -c #(nop)  EXPOSE 80', 'EXPOSE 80'],
  ['/bin/sh -c npm ci', 'RUN npm ci'],
  ['RUN /bin/sh -c npm ci # buildkit', 'RUN npm ci'],
  ['RUN |2 A=1 B=2 /bin/sh -c make all # buildkit', 'RUN make all'],
  ['|1 A=1 /bin/sh -c make', 'RUN make'],
  ['COPY . . # buildkit', 'COPY . .'],
  ['RUN /bin/sh -c echo one\necho two', 'RUN echo one\necho two'],
  ['cmd /S /C dir', 'cmd /S /C dir'],
  ['', ''],
])('a layer made by %j reads %j', (command, words) => {
  expect(layerWords(command)).toBe(words);
});
