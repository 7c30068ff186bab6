import type { TargetedSubmitEvent } from 'preact';
import { useApp } from '../app-context.js';

const EVENTS = [
  'session.started',
  'session.ended',
  'session.cost_updated',
  'charge_point.connected',
  'charge_point.disconnected',
  'charge_point.status_changed',
  'alert.triggered',
  'alert.resolved',
] as const;

export interface NewWebhook {
  readonly url: string;
  readonly events: readonly string[];
  readonly description: string | null;
}

interface WebhookFormProps {
  readonly busy: boolean;
  readonly onCreate: (wanted: NewWebhook) => Promise<void>;
}

/** Without a chosen event, all are sent. */
export function WebhookForm({ busy, onCreate }: WebhookFormProps) {
  const { words } = useApp();

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const events = form.getAll('event').map(String);
    await onCreate({
      url: String(form.get('url')),
      events: events.length === 0 ? ['*'] : events,
      description: String(form.get('description')) || null,
    });
  }

  return (
    <details>
      <summary>{words.webhooks.create}</summary>
      <form onSubmit={submit}>
        <div class="fields">
          <label>
            {words.webhooks.address}
            <input name="url" type="url" required placeholder="https://example.org/hook" />
          </label>
          <label>
            {words.webhooks.description}
            <input name="description" maxLength={256} autocomplete="off" />
          </label>
        </div>
        <fieldset>
          <legend>{words.webhooks.events}</legend>
          {EVENTS.map((each) => (
            <label key={each} class="check">
              <input type="checkbox" name="event" value={each} />
              <span>
                {words.webhooks.eventNames[each]} <code>{each}</code>
              </span>
            </label>
          ))}
        </fieldset>
        <button type="submit" class="primary" disabled={busy}>
          {words.webhooks.create}
        </button>
      </form>
    </details>
  );
}
