import { useState } from 'preact/hooks';
import { MAX_PORT } from '../../config/schema/forms.js';
import { useApp } from '../app-context.js';
import { useAction } from '../use-action.js';
import { Failure, Notice } from './notice.js';
import { testBroker } from './setup-api.js';
import type { SetupProblems } from './setup-check.js';
import { SetupField } from './setup-field.js';
import { type BrokerEntry, draftOfExternal } from './setup-form.js';

interface SetupBrokerProps {
  readonly broker: BrokerEntry;
  readonly problems: SetupProblems;
  readonly onChange: (broker: BrokerEntry) => void;
}

type Change = (changed: Partial<BrokerEntry>) => void;

interface FieldsProps extends Pick<SetupBrokerProps, 'broker' | 'problems'> {
  readonly onChange: Change;
}

/** The broker that is built in, or one of the owner's. */
export function SetupBroker({ broker, problems, onChange }: SetupBrokerProps) {
  const { words } = useApp();
  const { setup } = words;
  const change: Change = (changed) => onChange({ ...broker, ...changed });
  return (
    <section class="card" aria-labelledby="setup-broker">
      <h2 id="setup-broker">{setup.broker}</h2>
      <p class="hint">{setup.brokerHelp}</p>
      {(['embedded', 'external'] as const).map((kind) => (
        <label key={kind} class="check">
          <input
            type="radio"
            name="broker"
            checked={broker.kind === kind}
            onChange={() => change({ kind })}
          />
          <span>{setup[kind]}</span>
        </label>
      ))}
      {broker.kind === 'embedded' ? (
        <EmbeddedFields broker={broker} problems={problems} onChange={change} />
      ) : (
        <ExternalFields broker={broker} problems={problems} onChange={change} />
      )}
    </section>
  );
}

function EmbeddedFields({ broker, problems, onChange }: FieldsProps) {
  const { words } = useApp();
  const { setup } = words;
  return (
    <>
      <div class="fields">
        <SetupField
          label={setup.port}
          value={broker.port}
          range={{ min: 0, max: MAX_PORT }}
          problem={problems.port}
          onInput={(port) => onChange({ port })}
        />
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={broker.isOpened}
          onChange={({ currentTarget }) => onChange({ isOpened: currentTarget.checked })}
        />
        <span>{setup.openBroker}</span>
      </label>
      <p class="hint">{setup.openHelp}</p>
      {broker.isOpened && (
        <div class="fields">
          <SetupField
            label={setup.username}
            value={broker.userName}
            onInput={(userName) => onChange({ userName })}
          />
          <SetupField
            label={setup.password}
            value={broker.userPassword}
            isSecret
            onInput={(userPassword) => onChange({ userPassword })}
          />
        </div>
      )}
    </>
  );
}

function ExternalFields({ broker, problems, onChange }: FieldsProps) {
  const { words } = useApp();
  const { setup } = words;
  const action = useAction();
  const [result, setResult] = useState<{ ok: boolean; message: string }>();
  const change: Change = (changed) => {
    setResult(undefined);
    onChange(changed);
  };
  const test = () => action.run(async () => setResult(await testBroker(draftOfExternal(broker))));
  return (
    <>
      <SetupField
        label={setup.url}
        value={broker.url}
        placeholder="mqtt://192.168.1.10:1883"
        problem={problems.url}
        onInput={(url) => change({ url })}
      />
      <div class="fields">
        <SetupField
          label={setup.username}
          value={broker.username}
          onInput={(username) => change({ username })}
        />
        <SetupField
          label={setup.password}
          value={broker.password}
          isSecret
          onInput={(password) => change({ password })}
        />
      </div>
      {broker.hasPassword && <p class="hint">{setup.passwordKept}</p>}
      <p>
        <button
          type="button"
          disabled={action.busy || broker.url.trim() === '' || problems.url !== undefined}
          onClick={() => void test()}
        >
          {action.busy ? setup.testing : setup.test}
        </button>
      </p>
      <Failure failure={action.failure} />
      {result !== undefined && (
        <Notice kind={result.ok ? 'done' : 'problem'}>{result.ok ? setup.works : result.message}</Notice>
      )}
    </>
  );
}
