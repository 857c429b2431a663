import { describe, expect, test } from 'vitest';
import { freedLayerBytes, layerBytes } from '../../../electron/core/usage/layer-bytes.ts';
import { anImage } from '../an-inventory.ts';

const base = { chainId: 'base', sizeBytes: 100 };
const app = { chainId: 'base/app', sizeBytes: 10 };
const web = { chainId: 'base/web', sizeBytes: 1 };

describe('layer bytes', () => {
  test('count a shared layer once', () => {
    expect(
      layerBytes([anImage({ id: 'app', layers: [base, app] }), anImage({ id: 'web', layers: [base, web] })]),
    ).toBe(111);
  });

  test('go with the last image that holds them', () => {
    const images = [anImage({ id: 'app', layers: [base, app] }), anImage({ id: 'web', layers: [base, web] })];
    expect([...freedLayerBytes(images, []).entries()]).toEqual([
      ['web', 101],
      ['app', 10],
    ]);
  });

  test('stay while an image that stays holds them', () => {
    const [going, staying] = [
      anImage({ id: 'app', layers: [base, app] }),
      anImage({ id: 'web', layers: [base, web] }),
    ];
    expect(freedLayerBytes([going], [staying]).get('app')).toBe(10);
  });

  test('fall back to what the engine calls unshared when no chain was read', () => {
    const image = anImage({ id: 'app', layers: undefined, sizeBytes: 110, sharedBytes: 100 });
    expect(freedLayerBytes([image], []).get('app')).toBe(10);
  });
});
