import { useEffect } from 'preact/hooks';
import { call, get } from '../api.js';
import { useApp } from '../app-context.js';
import { dayAndTime } from '../units.js';
import { useAction } from '../use-action.js';
import { useLoaded } from '../use-loaded.js';
import { Failure } from './notice.js';

interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly status: 'pending' | 'delivered' | 'failed';
  readonly attempts: number;
  readonly response_status: number | null;
  readonly error: string | null;
  readonly created_at: string;
}

const MOST_ROWS = 20;
const LOOK_AGAIN_MS = 1000;

/** What was sent to a webhook and what became of it; looked at again while something is under way. */
export function Deliveries({ path }: { path: string }) {
  const { words, language } = useApp();
  const { value, failure, reload } = useLoaded(path, () =>
    get<{ deliveries: readonly Delivery[]; total: number }>(`${path}?limit=${MOST_ROWS}`),
  );
  const action = useAction();
  useEffect(() => {
    if (!value?.deliveries.some(({ status }) => status === 'pending')) return;
    const again = setTimeout(reload, LOOK_AGAIN_MS);
    return () => clearTimeout(again);
  }, [value, reload]);
  const redeliver = ({ id }: Delivery) =>
    void action.run(async () => {
      await call('POST', `/api/v1/webhooks/deliveries/${encodeURIComponent(id)}/redeliver`);
      reload();
    });
  return (
    <>
      <Failure failure={failure ?? action.failure} />
      {value?.deliveries.length === 0 && <p class="hint">{words.webhooks.noDeliveries}</p>}
      <ul class="entries">
        {value?.deliveries.map((delivery) => (
          <li key={delivery.id}>
            <div class="grow">
              <span class={`tag ${delivery.status}`}>{words.webhooks.outcomes[delivery.status]}</span>{' '}
              <code>{delivery.event}</code>
              <p class="hint">
                {dayAndTime(delivery.created_at, language)}
                {`, ${words.webhooks.attempts(delivery.attempts)}`}
                {delivery.response_status !== null && `, HTTP ${delivery.response_status}`}
                {delivery.error !== null && `, ${delivery.error}`}
              </p>
            </div>
            {delivery.status !== 'pending' && (
              <button type="button" disabled={action.busy} onClick={() => redeliver(delivery)}>
                {words.webhooks.redeliver}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
