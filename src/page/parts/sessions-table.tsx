import { get } from '../api.js';
import { useApp } from '../app-context.js';
import { amount, dayAndTime, energy, share } from '../units.js';
import { useLoaded } from '../use-loaded.js';
import { Failure } from './notice.js';

interface SessionRow {
  readonly session_id: string;
  readonly charge_point_id: string;
  readonly user_id: string | null;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly energy_kwh: number;
  readonly solar_kwh: number;
  readonly total_cost: number | null;
  readonly currency: string | null;
  readonly status: string;
}

const MOST_ROWS = 200;

/** The charging sessions that began in a period, and the statement of its month. */
export function SessionsTable({ from, to, month }: { from: string; to: string; month: string }) {
  const { words, language, scopes } = useApp();
  const path = `/api/v1/billing/sessions?from=${from}&to=${to}&limit=${MOST_ROWS}`;
  const { value, failure } = useLoaded(path, () =>
    get<{ sessions: readonly SessionRow[]; total: number }>(path),
  );
  const statement = `/api/v1/billing/statements/${month}?lang=${language}`;
  return (
    <section class="card" aria-labelledby="sessions">
      <h2 id="sessions">{words.sessions.title}</h2>
      <Failure failure={failure} />
      {value?.total === 0 && <p class="hint">{words.sessions.empty}</p>}
      {value !== undefined && value.total > 0 && (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{words.sessions.began}</th>
                <th scope="col">{words.sessions.ended}</th>
                <th scope="col">{words.sessions.where}</th>
                <th scope="col">{words.sessions.user}</th>
                <th scope="col" class="number">
                  {words.sessions.energy}
                </th>
                <th scope="col" class="number">
                  {words.sessions.sun}
                </th>
                <th scope="col" class="number">
                  {words.sessions.cost}
                </th>
              </tr>
            </thead>
            <tbody>
              {value.sessions.map((session) => (
                <tr key={session.session_id}>
                  <td>{dayAndTime(session.started_at, language)}</td>
                  <td>
                    {session.ended_at === null
                      ? words.sessions.running
                      : dayAndTime(session.ended_at, language)}
                  </td>
                  <td>{session.charge_point_id}</td>
                  <td>{session.user_id ?? words.common.none}</td>
                  <td class="number">{energy(session.energy_kwh, language)}</td>
                  <td class="number">{share(session.solar_kwh, session.energy_kwh, language)}</td>
                  <td class="number">{amount(session.total_cost, session.currency, language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {value !== undefined && value.total > MOST_ROWS && (
        <p class="hint">{`${MOST_ROWS} / ${value.total}`}</p>
      )}
      {scopes.has('read:billing') && (
        <p class="row">
          <a href={`${statement}&format=html`} target="_blank" rel="noreferrer">
            {`${words.sessions.statement} ${month}`}
          </a>
          <a href={`${statement}&format=csv`} download>
            {words.history.csv}
          </a>
        </p>
      )}
    </section>
  );
}
