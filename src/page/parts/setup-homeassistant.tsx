import { useApp } from '../app-context.js';
import type { SetupState } from './setup-api.js';
import { SetupField } from './setup-field.js';
import { addressOfBroker, type SetupForm } from './setup-form.js';

interface SetupHomeAssistantProps {
  readonly form: SetupForm;
  /** The embedded broker as it is now. */
  readonly embedded: SetupState['broker']['embedded'];
  /** Of the prefix. */
  readonly problem: string | undefined;
  readonly onChange: (changed: Pick<SetupForm, 'announce' | 'prefix'>) => void;
}

/** Discovery, and what to type in Home Assistant. */
export function SetupHomeAssistant({ form, embedded, problem, onChange }: SetupHomeAssistantProps) {
  const { words } = useApp();
  const { setup } = words;
  const { announce, prefix, broker } = form;
  const connection = addressOfBroker(broker, location.hostname);
  const user = broker.isOpened ? broker.userName : embedded.users[0];
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
        <SetupField
          label={setup.prefix}
          value={prefix}
          problem={problem}
          onInput={(typed) => onChange({ announce, prefix: typed })}
        />
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
        <dd>{broker.kind === 'external' ? setup.asYours : (user ?? setup.noUser)}</dd>
        {broker.kind === 'embedded' && (
          <>
            <dt>{setup.connectFacts.protocol}</dt>
            <dd>3.1.1</dd>
          </>
        )}
      </dl>
    </section>
  );
}
