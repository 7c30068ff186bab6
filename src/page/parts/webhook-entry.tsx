import { useState } from 'preact/hooks';
import { call } from '../api.js';
import { useApp } from '../app-context.js';
import { useAction } from '../use-action.js';
import { ConfirmButton } from './confirm-button.js';
import { Deliveries } from './deliveries.js';
import { Failure } from './notice.js';

export interface Endpoint {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly status: 'active' | 'paused';
  readonly description: string | null;
}

/** One address, and what was delivered to it. */
export function WebhookEntry({ endpoint, onChanged }: { endpoint: Endpoint; onChanged: () => void }) {
  const { words } = useApp();
  const action = useAction();
  const [turn, setTurn] = useState(0);
  const [open, setOpen] = useState(false);
  const { id, url, events, status, description } = endpoint;
  const path = `/api/v1/webhooks/endpoints/${encodeURIComponent(id)}`;
  const change = (work: () => Promise<unknown>) =>
    void action.run(async () => {
      await work();
      onChanged();
    });
  const test = () =>
    void action.run(async () => {
      await call('POST', `${path}/test`);
      setOpen(true);
      setTurn(turn + 1);
    });
  return (
    <li>
      <div class="grow">
        <strong class="whole">{url}</strong> <span class="tag">{words.webhooks.states[status]}</span>
        {description !== null && <p>{description}</p>}
        <p class="hint">{events.includes('*') ? words.webhooks.allEvents : events.join(', ')}</p>
        <Failure failure={action.failure} />
        <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary>{words.webhooks.deliveries}</summary>
          {open && <Deliveries key={turn} path={`${path}/deliveries`} />}
        </details>
      </div>
      <div class="row">
        <button type="button" disabled={action.busy} onClick={test}>
          {words.webhooks.test}
        </button>
        <button
          type="button"
          disabled={action.busy}
          onClick={() => change(() => call('PATCH', path, { active: status === 'paused' }))}
        >
          {status === 'paused' ? words.webhooks.resume : words.webhooks.pause}
        </button>
        <ConfirmButton
          label={words.common.delete}
          what={url}
          question={words.webhooks.deleteQuestion}
          disabled={action.busy}
          onConfirm={() => change(() => call('DELETE', path))}
        />
      </div>
    </li>
  );
}
