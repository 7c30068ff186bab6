import uPlot from 'uplot';
import { formatNumber, formatTick } from '../units.js';
import type { EnergyStep, Range } from '../views/history.js';
import type { Language, Words } from '../words/words.js';

const QUARTERS_PER_HOUR = 4;
/** Least room for a label under the chart, px. */
const LABEL_PX = 54;
const HOUR_S = 3600;
/** From the begin of a step to its middle, where its bar stands, s. */
const HALF_STEP_S: Readonly<Record<Range, number>> = { day: 0, month: 12 * HOUR_S, year: 15 * 24 * HOUR_S };

export interface ChartFrame {
  readonly words: Words;
  readonly language: Language;
  readonly range: Range;
  /** Begin and end of what is shown, s since 1970. */
  readonly span: readonly [number, number];
  /** px. */
  readonly width: number;
  readonly height: number;
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
  const styles = getComputedStyle(document.documentElement);
  const colour = (name: string): string => styles.getPropertyValue(`--${name}`).trim();
  const unit = range === 'day' ? 'kW' : 'kWh';
  const bars = (side: 1 | -1) => uPlot.paths.bars?.({ size: [0.42, 40], align: side, gap: 1 });
  const steps = uPlot.paths.stepped?.({ align: 1 });
  /** @param area colour of the area, with its opacity as two hexadecimal digits */
  const series = (label: string, name: string, area: string, side: 1 | -1): uPlot.Series => {
    const paths = range === 'day' ? steps : bars(side);
    return {
      label,
      stroke: colour(name),
      fill: area,
      width: 1.5,
      points: { show: false },
      value: (_chart, value: number | null) =>
        value === null ? '–' : `${formatNumber(Math.abs(value), language, 2)} ${unit}`,
      ...(paths !== undefined && { paths }),
    };
  };
  const axis = {
    stroke: colour('soft'),
    grid: { stroke: colour('line'), width: 1 },
    ticks: { show: false },
    font: '12px system-ui, sans-serif',
  };
  return {
    width,
    height,
    padding: [12, 20, 0, 0],
    scales: { x: { range: () => [...span] } },
    series: [
      {
        label: words.history.time,
        value: (_chart, at: number | null) => (at === null ? '–' : formatTick(at, range, language)),
      },
      series(words.history.car, 'car', `${colour('car')}33`, -1),
      series(words.history.ofSun, 'sun', `${colour('sun-area')}c0`, -1),
      series(words.history.imported, 'grid', `${colour('grid')}40`, 1),
      series(words.history.exported, 'house', `${colour('house')}40`, 1),
    ],
    axes: [
      {
        ...axis,
        size: 32,
        splits: (chart) => splitsOf(chart, range, span),
        values: (_chart, ticks) => ticks.map((at) => formatTick(at, range, language)),
      },
      {
        ...axis,
        size: 44,
        values: (_chart, ticks) => ticks.map((tick) => formatNumber(tick, language, tick % 1 === 0 ? 0 : 1)),
      },
    ],
    cursor: { y: false },
  };
}

/** As many labels as there is room for: full hours of a day, else the middles of days and months. */
function splitsOf({ bbox, data }: uPlot, range: Range, [from, to]: readonly [number, number]): number[] {
  const most = Math.max(2, Math.floor(bbox.width / devicePixelRatio / LABEL_PX));
  if (range !== 'day') {
    const every = Math.ceil(data[0].length / most);
    return [...data[0]].filter((_at, index) => index % every === 0);
  }
  const hours = [1, 2, 3, 4, 6, 12].find((each) => 24 / each <= most) ?? 12;
  const ticks: number[] = [];
  for (let at = from; at <= to; at += hours * HOUR_S) ticks.push(at);
  return ticks;
}
