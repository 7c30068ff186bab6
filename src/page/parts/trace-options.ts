import uPlot from 'uplot';
import type { PhaseSwitch } from '../trace.js';
import { formatNumber, formatTick } from '../units.js';
import type { Language, Words } from '../words/words.js';
import { axisStyle, colourOf, hoursOf, legendValue } from './chart-style.js';
import type { ChartSize } from './use-chart.js';

export interface TraceFrame {
  readonly words: Words;
  readonly language: Language;
  /** Begin and end of the day, s since 1970. */
  readonly span: readonly [number, number];
  readonly switches: readonly PhaseSwitch[];
}

/** A charger of 11 kW. */
const LEAST_TOP_A = 16;

/** Powers on the left, the set-point in steps on the right, phase switches from top to bottom. */
export function traceOptions(
  { words, language, span, switches }: TraceFrame,
  size: ChartSize,
): uPlot.Options {
  const names = words.history.trace;
  const shown = (unit: string, digits: number) =>
    legendValue((value) => `${formatNumber(value, language, digits)} ${unit}`);
  const line = (label: string, name: string, more: Partial<uPlot.Series> = {}): uPlot.Series => ({
    ...{ label, stroke: colourOf(name), width: 1.5, points: { show: false }, value: shown('kW', 2) },
    ...more,
  });
  const steps = uPlot.paths.stepped?.({ align: 1 });
  const figures = (_chart: uPlot, ticks: number[]) =>
    ticks.map((tick) => formatNumber(tick, language, tick % 1 === 0 ? 0 : 1));
  return {
    ...size,
    padding: [16, 0, 0, 0],
    scales: {
      x: { range: () => [...span] },
      amps: { range: (_chart, _min, max) => [0, Math.max(LEAST_TOP_A, max) + 2] },
    },
    series: [
      {
        label: words.history.time,
        value: legendValue((at) => formatTick(at, 'day', language)),
      },
      line(names.car, 'car', { fill: `${colourOf('car')}33` }),
      line(names.sun, 'sun', { fill: `${colourOf('sun-area')}c0` }),
      line(names.grid, 'grid'),
      line(names.setPoint, 'house', {
        ...{ scale: 'amps', dash: [6, 3], value: shown('A', 0) },
        ...(steps !== undefined && { paths: steps }),
      }),
    ],
    axes: [
      {
        ...axisStyle(),
        size: 32,
        splits: (chart) => hoursOf(chart, span),
        values: (_chart, ticks) => ticks.map((at) => formatTick(at, 'day', language)),
      },
      { ...axisStyle(), size: 44, values: figures },
      {
        ...axisStyle(),
        scale: 'amps',
        side: 1,
        size: 36,
        grid: { show: false },
        incrs: [4, 8, 16],
        values: figures,
      },
    ],
    cursor: { y: false },
    hooks: { draw: [(chart) => drawSwitches(chart, switches)] },
  };
}

/** Room for the words of one switch, px; those of the next one would stand in them, and are told below the chart. */
const SWITCH_PX = 32;

function drawSwitches({ ctx, bbox, valToPos }: uPlot, switches: readonly PhaseSwitch[]): void {
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = colourOf('soft');
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([]);
  ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'bottom';
  let freeFrom = 0;
  for (const { at, from, to } of switches) {
    const x = valToPos(at, 'x', true);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    if (x < freeFrom) continue;
    ctx.fillText(`${from}→${to}`, x, bbox.top);
    freeFrom = x + SWITCH_PX * devicePixelRatio;
  }
  ctx.restore();
}
