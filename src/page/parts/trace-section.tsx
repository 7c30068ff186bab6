import { get } from '../api.js';
import { useApp } from '../app-context.js';
import type { Trace } from '../trace.js';
import { useRefreshed } from '../use-loaded.js';
import { Failure } from './notice.js';
import { TraceChart } from './trace-chart.js';

/** A day of each charge point, minute by minute; nothing of those where no car was. */
export function TraceSection({ day }: { day: string }) {
  const { words } = useApp();
  const { value, failure } = useRefreshed(day, () => get<Trace>(`/api/v1/history/trace?day=${day}`));
  if (value === undefined) return <Failure failure={failure} />;
  return (
    <>
      <Failure failure={failure} />
      {value.data.map(({ charge_point_id: id, minutes }) => (
        <section key={id} class="card" aria-label={words.history.trace.title(id)}>
          <h2>{words.history.trace.title(id)}</h2>
          <TraceChart
            minutes={minutes}
            from={Date.parse(value.from) / 1000}
            to={Date.parse(value.to) / 1000}
          />
        </section>
      ))}
    </>
  );
}
