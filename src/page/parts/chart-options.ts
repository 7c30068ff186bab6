import uPlot from 'uplot';
import { formatNumber, formatTick } from '../units.js';
import type { EnergyStep, Range } from '../views/history.js';
import type { Language, Words } from '../words/words.js';
import { axisStyle, colourOf, HOUR_S, hoursOf, legendValue, mostLabels } from './chart-style.js';
import type { ChartSize } from './use-chart.js';

const QUARTERS_PER_HOUR = 4;
/** From the begin of a step to its middle, where its bar stands, s. */
const HALF_STEP_S: Readonly<Record<Range, number>> = { day: 0, month: 12 * HOUR_S, year: 15 * 24 * HOUR_S };

export interface ChartFrame extends ChartSize {
  readonly words: Words;
  readonly language: Language;
  readonly range: Range;
  /** Begin and end of what is shown, s since 1970. */
  readonly span: readonly [number, number];
}

/** Mean powers of quarters of an hour in kW for a day; else energies in kWh. */
export function dataOf(steps: readonly EnergyStep[], range: Range): uPlot.AlignedData {
  const factor = range === 'day' ? QUARTERS_PER_HOUR : 1;
  // A line has to end: the last quarter of an hour is drawn to its end.
  const last = range === 'day' ? steps.slice(-1) : [];
  const line = (of: (step: EnergyStep) => number): number[] =>
    [...steps, ...last].map((step) => of(step) * factor);
  const timeOf = ({ start }: EnergyStep): number => Date.parse(start) / 1000;
  return [
    [
      ...steps.map((step) => timeOf(step) + HALF_STEP_S[range]),
      ...last.map((step) => timeOf(step) + HOUR_S / QUARTERS_PER_HOUR),
    ],
    line(({ energy_kwh }) => energy_kwh),
    line(({ solar_kwh, battery_kwh }) => solar_kwh + battery_kwh),
    line(({ import_kwh }) => import_kwh),
    line(({ export_kwh }) => -export_kwh),
  ];
}

/** The car on the left of each step with its sun inside, the grid on the right; of a day, lines with steps. */
export function optionsFor({ words, language, range, span, width, height }: ChartFrame): uPlot.Options {
  const unit = range === 'day' ? 'kW' : 'kWh';
  const bars = (side: 1 | -1) => uPlot.paths.bars?.({ size: [0.42, 40], align: side, gap: 1 });
  const steps = uPlot.paths.stepped?.({ align: 1 });
  /** @param area colour of the area, with its opacity as two hexadecimal digits */
  const series = (label: string, name: string, area: string, side: 1 | -1): uPlot.Series => {
    const paths = range === 'day' ? steps : bars(side);
    return {
      label,
      stroke: colourOf(name),
      fill: area,
      width: 1.5,
      points: { show: false },
      value: legendValue((value) => `${formatNumber(Math.abs(value), language, 2)} ${unit}`),
      ...(paths !== undefined && { paths }),
    };
  };
  return {
    width,
    height,
    padding: [12, 20, 0, 0],
    scales: { x: { range: () => [...span] } },
    series: [
      {
        label: words.history.time,
        value: legendValue((at) => formatTick(at, range, language)),
      },
      series(words.history.car, 'car', `${colourOf('car')}33`, -1),
      series(words.history.ofSun, 'sun', `${colourOf('sun-area')}c0`, -1),
      series(words.history.imported, 'grid', `${colourOf('grid')}40`, 1),
      series(words.history.exported, 'house', `${colourOf('house')}40`, 1),
    ],
    axes: [
      {
        ...axisStyle(),
        size: 32,
        splits: (chart) => splitsOf(chart, range, span),
        values: (_chart, ticks) => ticks.map((at) => formatTick(at, range, language)),
      },
      {
        ...axisStyle(),
        size: 44,
        values: (_chart, ticks) => ticks.map((tick) => formatNumber(tick, language, tick % 1 === 0 ? 0 : 1)),
      },
    ],
    cursor: { y: false },
  };
}

/** As many labels as there is room for: full hours of a day, else the middles of days and months. */
function splitsOf(chart: uPlot, range: Range, span: readonly [number, number]): number[] {
  if (range === 'day') return hoursOf(chart, span);
  const [times] = chart.data;
  const every = Math.ceil(times.length / mostLabels(chart));
  return [...times].filter((_at, index) => index % every === 0);
}
