import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tileLayout, type Box, type Tile } from '../../renderer/parts/treemap/tile-layout.ts';
import { tileTowards } from '../../renderer/parts/treemap/tile-moves.ts';
import type { MapNode } from '../../shared/browse.ts';

const ARROWS = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp'] as const;
const BACK = { ArrowRight: 'x', ArrowLeft: 'x', ArrowDown: 'y', ArrowUp: 'y' } as const;

function node(type: string, sizes: readonly number[], row?: number): MapNode {
  const children = sizes.map((sizeBytes, index) => ({
    ...node(type, [], index),
    name: `step ${index}`,
    sizeBytes,
  }));
  return {
    row,
    name: type,
    type,
    standing: 'frees-now',
    sizeBytes: sizes.reduce((sum, size) => sum + size, 0),
    count: Math.max(1, sizes.length),
    children,
  };
}

/** The records of a cache by type. */
const maps = fc
  .array(fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 40 }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((types): MapNode => {
    const children = types.map((sizes, index) => node(`type-${index}`, sizes));
    return {
      ...node('', []),
      children,
      sizeBytes: children.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    };
  });
const sides = fc.tuple(fc.integer({ min: 200, max: 1600 }), fc.integer({ min: 120, max: 900 }));

const tilesOf = (root: MapNode, [width, height]: readonly [number, number]): readonly Tile[] =>
  tileLayout(root, width, height).flatMap(({ tiles }) => tiles);

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

describe('The tiles of the map', () => {
  test('lie inside of it and beside each other', () => {
    fc.assert(
      fc.property(maps, sides, (root, [width, height]) => {
        const tiles = tilesOf(root, [width, height]);
        for (const [index, tile] of tiles.entries()) {
          expect(Math.min(tile.x, tile.y)).toBeGreaterThanOrEqual(0);
          expect(tile.x + tile.width).toBeLessThanOrEqual(width);
          expect(tile.y + tile.height).toBeLessThanOrEqual(height);
          expect(tiles.slice(index + 1).some((other) => overlap(tile, other))).toBe(false);
        }
      }),
    );
  });

  test('are as large as their bytes', () => {
    const [large, small] = tilesOf(withTypes([[3_000_000, 1_000_000]]), [1000, 600]);
    const ratio = (large!.width * large!.height) / (small!.width * small!.height);
    expect(ratio).toBeCloseTo(3, 1);
  });

  test('put what is many small ones last', () => {
    const root = withTypes([[100, 200]]);
    const [type] = root.children;
    const rest: MapNode = { ...node('rest', []), standing: undefined, sizeBytes: 5000, count: 900 };
    const tiles = tilesOf(
      { ...root, children: [{ ...type!, children: [rest, ...type!.children] }] },
      [800, 400],
    );
    expect(tiles.map(({ node: { row } }) => row)).toEqual([1, 0, undefined]);
  });
});

describe('Arrow keys on the map', () => {
  test('go where they point', () => {
    fc.assert(
      fc.property(maps, sides, fc.nat(), fc.constantFrom(...ARROWS), (root, size, seed, key) => {
        const tiles = tilesOf(root, size);
        const from = seed % tiles.length;
        const to = tileTowards(key, tiles, from);
        if (to === undefined) return;
        const axis = BACK[key];
        const isForth = key === 'ArrowRight' || key === 'ArrowDown';
        expect(Math.sign(tiles[to]![axis] - tiles[from]![axis])).toBe(isForth ? 1 : -1);
      }),
    );
  });

  test('reach every tile', () => {
    fc.assert(
      fc.property(maps, sides, (root, size) => {
        const tiles = tilesOf(root, size);
        const seen = new Set([0]);
        for (const from of seen)
          for (const key of ARROWS) {
            const to = tileTowards(key, tiles, from);
            if (to !== undefined) seen.add(to);
          }
        expect(seen.size).toBe(tiles.length);
      }),
    );
  });
});

function withTypes(types: readonly (readonly number[])[]): MapNode {
  return { ...node('', []), children: types.map((sizes, index) => node(`type-${index}`, sizes)) };
}
