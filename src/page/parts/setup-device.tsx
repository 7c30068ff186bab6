import { useState } from 'preact/hooks';
import { useApp } from '../app-context.js';
import { power } from '../units.js';
import { useAction } from '../use-action.js';
import { Failure, Notice } from './notice.js';
import { type DeviceTest, testDevice } from './setup-api.js';
import { type DeviceEntry, draftOfDevice } from './setup-form.js';

interface SetupDeviceProps {
  readonly entry: DeviceEntry;
  /** For those who hear only the field. */
  readonly label: string;
  readonly onChange: (entry: DeviceEntry) => void;
  readonly onRemove: () => void;
}

/** One device: its address, its key, and a test with a live reading. */
export function SetupDevice({ entry, label, onChange, onRemove }: SetupDeviceProps) {
  const { words } = useApp();
  const { setup } = words;
  const action = useAction();
  const [result, setResult] = useState<DeviceTest>();
  const change = (changed: Partial<DeviceEntry>): void => {
    setResult(undefined);
    onChange({ ...entry, ...changed });
  };
  const test = () =>
    action.run(async () => setResult(await testDevice({ kind: entry.kind, ...draftOfDevice(entry) })));
  return (
    <fieldset class="setup-device">
      <legend>{entry.id ?? label}</legend>
      {entry.cloudSerial === undefined ? (
        <Fields entry={entry} onChange={change} />
      ) : (
        <p>
          {setup.cloud} <code>{entry.cloudSerial}</code>
        </p>
      )}
      <p class="row">
        <button
          type="button"
          disabled={action.busy || (entry.cloudSerial === undefined && entry.host.trim() === '')}
          onClick={() => void test()}
        >
          {action.busy ? setup.testing : setup.test}
        </button>
        <button type="button" class="danger" onClick={onRemove}>
          {setup.remove}
        </button>
      </p>
      <Failure failure={action.failure} />
      {result !== undefined && <TestResult result={result} />}
    </fieldset>
  );
}

function Fields({
  entry,
  onChange,
}: {
  entry: DeviceEntry;
  onChange: (changed: Partial<DeviceEntry>) => void;
}) {
  const { words } = useApp();
  const { setup } = words;
  return (
    <>
      <label>
        {setup.address}
        <input
          value={entry.host}
          maxLength={255}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          placeholder={entry.kind === 'poweropti' ? '192.168.1.50' : '192.168.1.60'}
          onInput={({ currentTarget }) => onChange({ host: currentTarget.value })}
        />
      </label>
      {entry.kind === 'poweropti' && (
        <label>
          {setup.key}
          <input
            type="password"
            value={entry.apiKey}
            maxLength={64}
            autocomplete="off"
            onInput={({ currentTarget }) => onChange({ apiKey: currentTarget.value })}
          />
          <span class="hint">{entry.hasKey ? setup.keyKept : setup.keyHelp}</span>
        </label>
      )}
    </>
  );
}

function TestResult({ result: { ok, code, device, findings } }: { result: DeviceTest }) {
  const { words, language } = useApp();
  const { setup } = words;
  const problems = findings.filter(({ kind }) => kind === 'problem');
  return (
    <>
      {ok && <Notice kind="done">{setup.works}</Notice>}
      {device !== null && (
        <dl class="facts">
          <dt>{setup.facts.model}</dt>
          <dd>{device.name ?? device.model}</dd>
          <dt>{setup.facts.serial}</dt>
          <dd>{device.serial_number ?? words.common.none}</dd>
          <dt>{setup.facts.firmware}</dt>
          <dd>{device.firmware ?? words.common.none}</dd>
          <dt>{setup.facts.power}</dt>
          <dd>{device.power_w === null ? words.common.none : power(device.power_w, language)}</dd>
          <dt>{setup.facts.keys}</dt>
          <dd>{device.keys}</dd>
        </dl>
      )}
      {problems.map(({ text }) => (
        <Notice key={text} kind="problem">
          {(code !== null && setup.problems[code]) || text}
        </Notice>
      ))}
      {findings
        .filter(({ kind }) => kind === 'note')
        .map(({ text }) => (
          <p key={text} class="hint">
            {text}
          </p>
        ))}
    </>
  );
}
