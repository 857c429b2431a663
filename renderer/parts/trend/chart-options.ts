/** How uPlot draws sizes over time: one line over its area, and a dashed line it should not cross. */

import type uPlot from 'uplot';
import type { ChartColours } from './chart-colours.ts';
import { sizeMarks, timeMarks } from './chart-words.ts';

export interface ChartLimit {
  readonly bytes: number;
  /** Below it is trouble, not above. */
  readonly isDanger: boolean;
}

export interface ChartGiven {
  readonly width: number;
  readonly height: number;
  readonly colours: ChartColours;
  /** In the canvas' own words: `12px system-ui`. */
  readonly font: string;
  readonly peakBytes: number;
  readonly limit: ChartLimit | undefined;
  readonly onpoint: (index: number | undefined) => void;
}

/** A limit this far above the peak would press the line to the ground; it is left out. */
const NEAR_LIMIT = 1.5;
/** Room above the line. */
const HEADROOM = 1.08;

export function isLimitNear(limit: ChartLimit | undefined, peakBytes: number): limit is ChartLimit {
  return limit !== undefined && limit.bytes <= peakBytes * NEAR_LIMIT;
}

export function chartOptions(given: ChartGiven): uPlot.Options {
  const { width, height, colours, limit, peakBytes, onpoint } = given;
  const topBytes = Math.max(peakBytes, isLimitNear(limit, peakBytes) ? limit.bytes : 0, 1) * HEADROOM;
  return {
    width,
    height,
    ms: 1,
    // Half a time of day stands out beyond the last tick.
    padding: [8, 18, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { setScale: false, x: false, y: false },
      points: { size: 9, width: 2, fill: colours.line, stroke: colours.paper },
    },
    scales: { x: { time: true }, y: { range: [0, topBytes] } },
    axes: axes(given),
    series: [{}, { stroke: colours.line, width: 2, fill: colours.fill, points: { show: false } }],
    hooks: {
      setCursor: [({ cursor }) => onpoint(cursor.idx ?? undefined)],
      draw: [(plot) => isLimitNear(limit, peakBytes) && drawLimit(plot, limit, colours)],
    },
  };
}

function axes({ colours, font }: ChartGiven): uPlot.Axis[] {
  const look = { stroke: colours.text, font };
  return [
    {
      ...look,
      space: 72,
      size: 28,
      gap: 4,
      grid: { show: false },
      ticks: { stroke: colours.grid, width: 1, size: 4 },
      values: (_plot, marks, _axis, _space, stepMs) => timeMarks(marks, stepMs),
    },
    {
      ...look,
      space: 34,
      size: 54,
      gap: 6,
      grid: { stroke: colours.grid, width: 1 },
      ticks: { show: false },
      values: (_plot, marks) => sizeMarks(marks),
    },
  ];
}

function drawLimit(plot: uPlot, limit: ChartLimit, colours: ChartColours): void {
  const { ctx, bbox } = plot;
  const y = plot.valToPos(limit.bytes, 'y', true);
  ctx.save();
  ctx.beginPath();
  ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.strokeStyle = limit.isDanger ? colours.danger : colours.limit;
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}
