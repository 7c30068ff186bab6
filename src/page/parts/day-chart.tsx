import { useState } from 'preact/hooks';
import { useApp } from '../app-context.js';
import { dayAndTime, formatNumber } from '../units.js';
import type { EnergyStep, Range } from '../views/history.js';
import { dataOf, optionsFor } from './chart-options.js';
import { useChart } from './use-chart.js';

const HEIGHT = 300;

interface ChartProps {
  readonly steps: readonly EnergyStep[];
  readonly range: Range;
  /** Begin and end of what is shown, s since 1970. */
  readonly from: number;
  readonly to: number;
}

/** Grid, car, and how much of the car was sun. A table with the same figures is for those who cannot see it. */
export function DayChart({ steps, range, from, to }: ChartProps) {
  const { words, language } = useApp();
  const frame = useChart(
    HEIGHT,
    (size) => optionsFor({ words, language, range, span: [from, to], ...size }),
    () => dataOf(steps, range),
    [steps, range, from, to, words, language],
  );
  return (
    <>
      <p class="hint">{range === 'day' ? words.history.powers : words.history.energies}</p>
      <div ref={frame} class="chart" aria-hidden="true" />
      <StepsTable steps={steps} />
    </>
  );
}

/** Written down for those who want to see it. */
function StepsTable({ steps }: { steps: readonly EnergyStep[] }) {
  const { words } = useApp();
  const [isOpen, setOpen] = useState(false);
  const { car, ofSun, imported, exported } = words.history;
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.history.table}</summary>
      {isOpen && (
        <div class="scroll">
          <table>
            <caption class="hidden">{words.history.chart}</caption>
            <thead>
              <tr>
                <th scope="col">{words.history.time}</th>
                {[car, ofSun, imported, exported].map((title) => (
                  <th key={title} scope="col" class="number">{`${title}, kWh`}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {steps.map((step) => (
                <StepRow key={step.start} step={step} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

function StepRow({ step }: { step: EnergyStep }) {
  const { language } = useApp();
  const figure = (kwh: number) => <td class="number">{formatNumber(kwh, language, 2)}</td>;
  return (
    <tr>
      <th scope="row">{dayAndTime(step.start, language)}</th>
      {figure(step.energy_kwh)}
      {figure(step.solar_kwh + step.battery_kwh)}
      {figure(step.import_kwh)}
      {figure(step.export_kwh)}
    </tr>
  );
}
