import { get } from '../api.js';
import { useApp } from '../app-context.js';
import { amount, dayAndTime, endTime, energy, share } from '../units.js';
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
      {value !== undefined && value.total > 0 && <Sessions sessions={value.sessions} />}
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

/** One charger and no card: then nobody has to be told which. */
function Sessions({ sessions }: { sessions: readonly SessionRow[] }) {
  const { words } = useApp();
  const severalChargers = new Set(sessions.map((each) => each.charge_point_id)).size > 1;
  const withCards = sessions.some(({ user_id }) => user_id !== null);
  const columns = { severalChargers, withCards };
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">{words.sessions.began}</th>
            {severalChargers && <th scope="col">{words.sessions.where}</th>}
            {withCards && <th scope="col">{words.sessions.user}</th>}
            {[words.sessions.energy, words.sessions.sun, words.sessions.cost].map((title) => (
              <th key={title} scope="col" class="number">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <SessionLine key={session.session_id} session={session} {...columns} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface SessionLineProps {
  readonly session: SessionRow;
  readonly severalChargers: boolean;
  readonly withCards: boolean;
}

function SessionLine({ session, severalChargers, withCards }: SessionLineProps) {
  const { words, language } = useApp();
  const { started_at: began, ended_at: ended } = session;
  return (
    <tr>
      <td>
        {`${dayAndTime(began, language)} – ${
          ended === null ? words.sessions.running : endTime(began, ended, language)
        }`}
      </td>
      {severalChargers && <td>{session.charge_point_id}</td>}
      {withCards && <td>{session.user_id ?? words.common.none}</td>}
      <td class="number">{energy(session.energy_kwh, language)}</td>
      <td class="number">{share(session.solar_kwh, session.energy_kwh, language)}</td>
      <td class="number">{amount(session.total_cost, session.currency, language)}</td>
    </tr>
  );
}
