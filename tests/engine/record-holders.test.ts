/** The images that hold real records, by the histories that real engines gave. */

import { expect, it } from 'vitest';
import { recordHolders } from '../../electron/core/usage/record-holders.ts';
import { recorded, recordedEngine } from '../fakes/fake-docker-server.ts';
import { openedEngine } from '../fakes/opened-engine.ts';

it.each([
  ['20.10.24', ['mount / from exec']],
  ['26.1.5', ['mount / from exec', '[stage-0']],
  ['28.5.2', ['mount / from exec', '[stage-0']],
  ['28.5.2-containerd', ['mount / from exec', '[stage-0']],
])('%s: the steps of the image, and its base, are found in its history', async (name, described) => {
  const { engine } = await openedEngine({ script: recordedEngine(name) });
  const { Id } = recorded(`${name}.image`) as { readonly Id: string };
  const { records, images } = await engine.readInventory('full');
  const layers = await engine.readLayers([Id]);
  expect(images.length).toBeGreaterThan(1);
  const holdersOf = recordHolders({
    records,
    images: images.map((image) => ({ ...image, layers: image.id === Id ? layers.get(Id) : undefined })),
  });
  const found = records.filter((record) =>
    holdersOf(record).some(({ image, confidence }) => image.id === Id && confidence === 'likely'),
  );
  for (const start of described)
    expect(found.some(({ description }) => description.startsWith(start))).toBe(true);
  expect(found.some(({ parentIds }) => parentIds.length === 0)).toBe(true);
  expect(found.every(({ isShared }) => isShared)).toBe(true);
  // Steps of other images, made a second later.
  expect(found.some(({ description }) => /of=\/[qr] /.test(description))).toBe(false);
  expect(records.some(({ description }) => description.includes('of=/r '))).toBe(true);
});
