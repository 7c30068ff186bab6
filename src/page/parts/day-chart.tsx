import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { useApp } from '../app-context.js';
import { formatNumber } from '../units.js';
import type { EnergyStep } from '../views/history.js';
import type { Language, Words } from '../words/language.js';

const HEIGHT = 280;
const QUARTERS_PER_HOUR = 4;

interface ChartProps {
  readonly steps: readonly EnergyStep[];
  /** Mean powers of quarters of an hour, kW; else energies, kWh. */
  readonly isPower: boolean;
}

/** Grid, car, and how much of the car was sun. A table with the same figures is for those who cannot see it. */
export function DayChart({ steps, isPower }: ChartProps) {
  const { words, language } = useApp();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const chart = new uPlot(optionsFor(element, words, language, isPower), dataOf(steps, isPower), element);
    const resize = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      chart.destroy();
    };
  }, [steps, isPower, words, language]);
  return (
    <>
      <div ref={frame} class="chart" aria-hidden="true" />
      <StepsTable steps={steps} />
    </>
  );
}

function dataOf(steps: readonly EnergyStep[], isPower: boolean): uPlot.AlignedData {
  const factor = isPower ? QUARTERS_PER_HOUR : 1;
  const line = (of: (step: EnergyStep) => number): number[] => steps.map((step) => of(step) * factor);
  return [
    steps.map(({ start }) => Date.parse(start) / 1000),
    line(({ energy_kwh }) => energy_kwh),
    line(({ solar_kwh, battery_kwh }) => solar_kwh + battery_kwh),
    line(({ import_kwh }) => import_kwh),
    line(({ export_kwh }) => -export_kwh),
  ];
}

function optionsFor(element: HTMLElement, words: Words, language: Language, isPower: boolean): uPlot.Options {
  const styles = getComputedStyle(document.documentElement);
  const colour = (name: string): string => styles.getPropertyValue(`--${name}`).trim();
  const unit = isPower ? 'kW' : 'kWh';
  const bars = uPlot.paths.bars?.({ size: [0.9, 60], align: isPower ? 1 : 0 });
  const steps = uPlot.paths.stepped?.({ align: 1 });
  const paths = isPower ? steps : bars;
  const series = (label: string, name: string, fill: boolean): uPlot.Series => ({
    label,
    stroke: colour(name),
    width: 2,
    ...(paths !== undefined && { paths }),
    ...(fill && { fill: `color-mix(in srgb, ${colour(name)} 35%, transparent)` }),
    value: (_chart, value: number | null) =>
      value === null ? '–' : `${formatNumber(value, language, 2)} ${unit}`,
    points: { show: false },
  });
  const axis = {
    stroke: colour('soft'),
    grid: { stroke: colour('line') },
    ticks: { stroke: colour('line') },
  };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    series: [
      {},
      series(words.history.car, 'car', true),
      series(words.history.ofSun, 'sun', true),
      series(words.history.imported, 'grid', false),
      series(words.history.exported, 'house', false),
    ],
    axes: [axis, { ...axis, label: unit, size: 56 }],
    cursor: { y: false },
  };
}

function StepsTable({ steps }: { steps: readonly EnergyStep[] }) {
  const { words, language } = useApp();
  const figure = (kwh: number) => <td class="number">{formatNumber(kwh, language, 2)}</td>;
  return (
    <details>
      <summary>{words.history.table}</summary>
      <div class="scroll">
        <table>
          <caption class="hidden">{words.history.chart}</caption>
          <thead>
            <tr>
              <th scope="col">{words.history.time}</th>
              <th scope="col" class="number">{`${words.history.car}, kWh`}</th>
              <th scope="col" class="number">{`${words.history.ofSun}, kWh`}</th>
              <th scope="col" class="number">{`${words.history.imported}, kWh`}</th>
              <th scope="col" class="number">{`${words.history.exported}, kWh`}</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <tr key={step.start}>
                <th scope="row">
                  {new Date(step.start).toLocaleString(language, { dateStyle: 'short', timeStyle: 'short' })}
                </th>
                {figure(step.energy_kwh)}
                {figure(step.solar_kwh + step.battery_kwh)}
                {figure(step.import_kwh)}
                {figure(step.export_kwh)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
