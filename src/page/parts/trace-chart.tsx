import { useState } from 'preact/hooks';
import type uPlot from 'uplot';
import { useApp } from '../app-context.js';
import { linesOf, secondsOf, switchesOf, type TraceMinute } from '../trace.js';
import { formatNumber, formatTick } from '../units.js';
import { traceOptions } from './trace-options.js';
import { useChart } from './use-chart.js';

const HEIGHT = 280;

interface TraceChartProps {
  readonly minutes: readonly TraceMinute[];
  /** Of the day, s since 1970. */
  readonly from: number;
  readonly to: number;
}

/** What a charge point did and was told. The switches are told in words, too, and the figures in a table. */
export function TraceChart({ minutes, from, to }: TraceChartProps) {
  const { words, language } = useApp();
  const names = words.history.trace;
  const switches = switchesOf(minutes);
  const frame = useChart(
    HEIGHT,
    (size) => traceOptions({ words, language, span: [from, to], switches }, size),
    () => linesOf(minutes) as uPlot.AlignedData,
    [minutes, from, to, words, language],
  );
  const told = switches.map((each) => `${formatTick(each.at, 'day', language)} (${each.from} → ${each.to})`);
  return (
    <>
      <p class="hint">{names.units}</p>
      <div ref={frame} class="chart" aria-hidden="true" />
      {told.length > 0 && <p class="hint">{`${names.switches}: ${told.join(', ')}`}</p>}
      <MinutesTable minutes={minutes} />
    </>
  );
}

/** A day has more than a thousand minutes: they are written down for those who want to see them. */
function MinutesTable({ minutes }: { minutes: readonly TraceMinute[] }) {
  const { words } = useApp();
  const [isOpen, setOpen] = useState(false);
  const names = words.history.trace;
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.history.table}</summary>
      {isOpen && (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{words.history.time}</th>
                {[`${names.car}, kW`, `${names.sun}, kW`, `${names.grid}, kW`, `${names.setPoint}, A`].map(
                  (title) => (
                    <th key={title} scope="col" class="number">
                      {title}
                    </th>
                  ),
                )}
                <th scope="col" class="number">
                  {names.phases}
                </th>
              </tr>
            </thead>
            <tbody>
              {minutes.map((minute) => (
                <MinuteRow key={minute.start} minute={minute} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

function MinuteRow({ minute }: { minute: TraceMinute }) {
  const { language } = useApp();
  const figure = (value: number | null, digits: number) => (
    <td class="number">{value === null ? '–' : formatNumber(value, language, digits)}</td>
  );
  return (
    <tr>
      <th scope="row">{formatTick(secondsOf(minute), 'day', language)}</th>
      {figure(minute.car_kw, 2)}
      {figure(minute.solar_kw, 2)}
      {figure(minute.grid_kw, 2)}
      {figure(minute.set_point_a, 0)}
      {figure(minute.phases, 0)}
    </tr>
  );
}
