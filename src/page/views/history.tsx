import { useState } from 'preact/hooks';
import { get } from '../api.js';
import { useApp } from '../app-context.js';
import { addDays, monthOf, today } from '../days.js';
import { DayChart } from '../parts/day-chart.js';
import { Icon } from '../parts/icon.js';
import { Failure } from '../parts/notice.js';
import { SessionsTable } from '../parts/sessions-table.js';
import { TraceSection } from '../parts/trace-section.js';
import { energy, share } from '../units.js';
import { useRefreshed } from '../use-loaded.js';

/** Energy of one step of the history, kWh. */
export interface EnergyStep {
  readonly start: string;
  readonly day: string;
  readonly energy_kwh: number;
  readonly solar_kwh: number;
  readonly grid_kwh: number;
  readonly battery_kwh: number;
  readonly import_kwh: number;
  readonly export_kwh: number;
}

interface History {
  readonly granularity: Granularity;
  readonly from: string;
  readonly to: string;
  readonly data: readonly EnergyStep[];
}

const RANGES = ['day', 'month', 'year'] as const;
export type Range = (typeof RANGES)[number];

const GRANULARITY = { day: 'quarter', month: 'day', year: 'month' } as const;
type Granularity = (typeof GRANULARITY)[Range];
/** The former answer stays until the next one is there, and is drawn as what it is. */
const RANGE_OF = { quarter: 'day', day: 'month', month: 'year' } as const satisfies Record<
  Granularity,
  Range
>;

/** What happened: a chart of a day, a month or a year, its sums, and the charging sessions. */
export function HistoryView() {
  const { words, scopes } = useApp();
  const [range, setRange] = useState<Range>('day');
  const [day, setDay] = useState(today);
  const [from, to] = periodOf(range, day);
  const query = `from=${from}&to=${to}&granularity=${GRANULARITY[range]}`;
  return (
    <>
      <h1>{words.nav.history}</h1>
      <div class="row">
        {RANGES.map((each) => (
          <button key={each} type="button" aria-pressed={each === range} onClick={() => setRange(each)}>
            {words.history.ranges[each]}
          </button>
        ))}
        <label class="inline">
          <span class="hidden">{words.history.day}</span>
          <input
            type="date"
            value={day}
            max={today()}
            onChange={({ currentTarget }) => currentTarget.value !== '' && setDay(currentTarget.value)}
          />
        </label>
        <button type="button" aria-label={words.history.before} onClick={() => setDay(addDays(from, -1))}>
          <Icon name="before" />
        </button>
        <button
          type="button"
          aria-label={words.history.after}
          disabled={to >= today()}
          onClick={() => setDay(addDays(to, 1))}
        >
          <Icon name="after" />
        </button>
      </div>
      {scopes.has('read:analytics') ? (
        <>
          <EnergySection query={query} />
          {range === 'day' && <TraceSection day={day} />}
        </>
      ) : (
        <p class="hint">{`${words.common.forbidden} read:analytics`}</p>
      )}
      {scopes.has('read:sessions') || scopes.has('read:billing') ? (
        <SessionsTable from={from} to={to} month={monthOf(day)} />
      ) : (
        <p class="hint">{`${words.common.forbidden} read:sessions`}</p>
      )}
    </>
  );
}

/** First and last local day. */
function periodOf(range: Range, day: string): readonly [string, string] {
  if (range === 'day') return [day, day];
  if (range === 'year') return [`${day.slice(0, 4)}-01-01`, `${day.slice(0, 4)}-12-31`];
  const first = `${monthOf(day)}-01`;
  return [first, addDays(`${monthOf(addDays(first, 31))}-01`, -1)];
}

function EnergySection({ query }: { query: string }) {
  const { words, language } = useApp();
  const { value, failure } = useRefreshed(query, () => get<History>(`/api/v1/history/energy?${query}`));
  if (value === undefined)
    return failure === undefined ? <p class="hint">{words.common.loading}</p> : <Failure failure={failure} />;
  const sum = (member: 'energy_kwh' | 'solar_kwh' | 'import_kwh' | 'export_kwh'): number =>
    value.data.reduce((total, step) => total + step[member], 0);
  return (
    <section class="card" aria-label={words.history.chart}>
      <Failure failure={failure} />
      {value.data.length === 0 ? (
        <p class="hint">{words.history.empty}</p>
      ) : (
        <DayChart
          steps={value.data}
          range={RANGE_OF[value.granularity]}
          from={Date.parse(value.from) / 1000}
          to={Date.parse(value.to) / 1000}
        />
      )}
      <dl class="sums">
        <div>
          <dt>{words.history.car}</dt>
          <dd>{energy(sum('energy_kwh'), language)}</dd>
        </div>
        <div>
          <dt>{words.history.sunShare}</dt>
          <dd>{share(sum('solar_kwh'), sum('energy_kwh'), language)}</dd>
        </div>
        <div>
          <dt>{words.history.imported}</dt>
          <dd>{energy(sum('import_kwh'), language)}</dd>
        </div>
        <div>
          <dt>{words.history.exported}</dt>
          <dd>{energy(sum('export_kwh'), language)}</dd>
        </div>
      </dl>
      <p class="row">
        <a href={`/api/v1/history/energy?${query}&format=csv`} download>
          {words.history.csv}
        </a>
      </p>
    </section>
  );
}
