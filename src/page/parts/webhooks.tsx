import { useState } from 'preact/hooks';
import { call, get } from '../api.js';
import { useApp } from '../app-context.js';
import { useAction } from '../use-action.js';
import { useLoaded } from '../use-loaded.js';
import { Failure } from './notice.js';
import { SecretOnce } from './secret-once.js';
import { type Endpoint, WebhookEntry } from './webhook-entry.js';
import { type NewWebhook, WebhookForm } from './webhook-form.js';

const ENDPOINTS = '/api/v1/webhooks/endpoints';

/** Addresses that wattbridge tells what happens: list, create, pause, delete, test. */
export function Webhooks() {
  const { words } = useApp();
  const { value, failure, reload } = useLoaded('webhooks', () =>
    get<{ endpoints: readonly Endpoint[] }>(ENDPOINTS),
  );
  const action = useAction();
  const [made, setMade] = useState<{ url: string; secret: string }>();

  const create = (wanted: NewWebhook) =>
    action.run(async () => {
      setMade(await call<{ url: string; secret: string }>('POST', ENDPOINTS, wanted));
      reload();
    });

  return (
    <section class="card" aria-labelledby="webhooks">
      <h2 id="webhooks">{words.webhooks.title}</h2>
      <p class="hint">{words.webhooks.help}</p>
      <Failure failure={failure ?? action.failure} />
      {value?.endpoints.length === 0 && <p class="hint">{words.webhooks.none}</p>}
      <ul class="entries">
        {value?.endpoints.map((endpoint) => (
          <WebhookEntry key={endpoint.id} endpoint={endpoint} onChanged={reload} />
        ))}
      </ul>
      {made !== undefined && (
        <SecretOnce label={words.webhooks.secret} secret={made.secret} onClose={() => setMade(undefined)} />
      )}
      <WebhookForm busy={action.busy} onCreate={create} />
    </section>
  );
}
