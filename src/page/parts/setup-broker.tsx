import type { TargetedInputEvent } from 'preact';
import { useId, useState } from 'preact/hooks';
import { useApp } from '../app-context.js';
import { useAction } from '../use-action.js';
import { Failure, Notice } from './notice.js';
import { testBroker } from './setup-api.js';
import { type BrokerEntry, draftOfExternal } from './setup-form.js';

interface SetupBrokerProps {
  readonly broker: BrokerEntry;
  readonly onChange: (broker: BrokerEntry) => void;
}

type Change = (changed: Partial<BrokerEntry>) => void;

/** The broker that is built in, or one of the owner's. */
export function SetupBroker({ broker, onChange }: SetupBrokerProps) {
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
        <EmbeddedFields broker={broker} onChange={change} />
      ) : (
        <ExternalFields broker={broker} onChange={change} />
      )}
    </section>
  );
}

function EmbeddedFields({ broker, onChange }: { broker: BrokerEntry; onChange: Change }) {
  const { words } = useApp();
  const { setup } = words;
  return (
    <>
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
          <Field
            label={setup.username}
            value={broker.userName}
            onInput={(userName) => onChange({ userName })}
          />
          <Field
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

function ExternalFields({ broker, onChange }: { broker: BrokerEntry; onChange: Change }) {
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
      <Field
        label={setup.url}
        value={broker.url}
        placeholder="mqtt://192.168.1.10:1883"
        onInput={(url) => change({ url })}
      />
      <div class="fields">
        <Field label={setup.username} value={broker.username} onInput={(username) => change({ username })} />
        <Field
          label={setup.password}
          value={broker.password}
          isSecret
          onInput={(password) => change({ password })}
        />
      </div>
      {broker.hasPassword && <p class="hint">{setup.passwordKept}</p>}
      <p>
        <button type="button" disabled={action.busy || broker.url.trim() === ''} onClick={() => void test()}>
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

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly isSecret?: boolean;
  readonly placeholder?: string;
  readonly onInput: (value: string) => void;
}

function Field({ label, value, isSecret = false, placeholder = '', onInput }: FieldProps) {
  const id = useId();
  const shared = {
    ...{ id, value, placeholder },
    maxLength: 256,
    spellcheck: false,
    onInput: ({ currentTarget }: TargetedInputEvent<HTMLInputElement>) => onInput(currentTarget.value),
  };
  return (
    <div>
      <label for={id}>{label}</label>
      {isSecret ? (
        <input type="password" autocomplete="new-password" {...shared} />
      ) : (
        <input type="text" autocomplete="off" autocapitalize="off" {...shared} />
      )}
    </div>
  );
}
