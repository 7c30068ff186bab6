import { useApp } from '../app-context.js';
import type { SetupState } from './setup-api.js';
import type { SetupForm } from './setup-form.js';

interface SetupHomeAssistantProps {
  readonly form: SetupForm;
  /** The embedded broker as it is now. */
  readonly embedded: SetupState['broker']['embedded'];
  readonly onChange: (changed: Pick<SetupForm, 'announce' | 'prefix'>) => void;
}

/** Discovery, and what to type in Home Assistant. */
export function SetupHomeAssistant({ form, embedded, onChange }: SetupHomeAssistantProps) {
  const { words } = useApp();
  const { setup } = words;
  const { announce, prefix } = form;
  const connection = connectionOf(form, embedded);
  return (
    <section class="card" aria-labelledby="setup-homeassistant">
      <h2 id="setup-homeassistant">{setup.homeassistant}</h2>
      <label class="check">
        <input
          type="checkbox"
          checked={announce}
          onChange={({ currentTarget }) => onChange({ announce: currentTarget.checked, prefix })}
        />
        <span>{setup.announce}</span>
      </label>
      {announce && (
        <label>
          {setup.prefix}
          <input
            value={prefix}
            maxLength={256}
            autocomplete="off"
            onInput={({ currentTarget }) => onChange({ announce, prefix: currentTarget.value })}
          />
        </label>
      )}
      <p>{setup.connectHelp}</p>
      <dl class="facts">
        <dt>{setup.connectFacts.broker}</dt>
        <dd>
          <code>{connection.host}</code>
        </dd>
        <dt>{setup.connectFacts.port}</dt>
        <dd>
          <code>{connection.port}</code>
        </dd>
        <dt>{setup.connectFacts.user}</dt>
        <dd>{form.broker.kind === 'external' ? setup.asYours : (connection.user ?? setup.noUser)}</dd>
      </dl>
    </section>
  );
}

/** Where Home Assistant finds the broker, as far as it is known yet. */
function connectionOf({ broker }: SetupForm, embedded: SetupHomeAssistantProps['embedded']) {
  if (broker.kind === 'external') {
    const { hostname, port } = URL.canParse(broker.url) ? new URL(broker.url) : { hostname: '–', port: '' };
    return { host: hostname, port: port || '1883' };
  }
  const user = broker.isOpened ? broker.userName : embedded.users[0];
  return { host: location.hostname, port: String(embedded.port), user };
}
