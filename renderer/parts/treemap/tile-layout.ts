/** Where the rectangles of a map by size lie. */

import { hierarchy, treemap, type HierarchyNode, type HierarchyRectangularNode } from 'd3-hierarchy';
import type { MapNode } from '../../../shared/browse.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Tile extends Box {
  readonly node: MapNode;
}

export interface TileGroup extends Box {
  readonly type: string;
  /** There is room for its name above its tiles. */
  readonly hasHead: boolean;
  readonly sizeBytes: number;
  readonly tiles: readonly Tile[];
}

/** Room for the name of a type above its tiles, px; a small group is all tiles. */
const HEAD_PX = 20;
const LEAST_WITH_HEAD_PX = 64;
const GAP_PX = 2;

/** One group a type, its tiles within it; areas go by bytes. What is too small to be seen has no tile. */
export function tileLayout(root: MapNode, widthPx: number, heightPx: number): readonly TileGroup[] {
  if (widthPx <= 0 || heightPx <= 0) return [];
  const tree = hierarchy(root, ({ children }) => children)
    .sum(({ children, sizeBytes }) => (children.length > 0 ? 0 : sizeBytes))
    // What is many small ones goes to the corner, however large.
    .sort((one, other) => isRest(one) - isRest(other) || (other.value ?? 0) - (one.value ?? 0));
  const laid = treemap<MapNode>()
    .size([widthPx, heightPx])
    .paddingInner(GAP_PX)
    .paddingTop((group) => (hasHead(group) ? HEAD_PX : 0))
    .round(true)(tree);
  return (laid.children ?? []).map(groupOf).filter(({ tiles }) => tiles.length > 0);
}

function groupOf(group: HierarchyRectangularNode<MapNode>): TileGroup {
  const tiles = group.leaves().map((leaf) => ({ ...boxOf(leaf), node: leaf.data }));
  return {
    ...boxOf(group),
    type: group.data.type,
    hasHead: hasHead(group),
    sizeBytes: group.data.sizeBytes,
    tiles: tiles.filter(({ width, height }) => width > 0 && height > 0),
  };
}

/** d3 asks for the room above the children of a node once it has laid the node itself. */
function hasHead(node: HierarchyRectangularNode<MapNode>): boolean {
  const { width, height } = boxOf(node);
  return node.depth === 1 && Math.min(width, height) >= LEAST_WITH_HEAD_PX;
}

function isRest({ data, height }: HierarchyNode<MapNode>): number {
  return height === 0 && data.row === undefined ? 1 : 0;
}

function boxOf({ x0, y0, x1, y1 }: HierarchyRectangularNode<MapNode>): Box {
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}
