import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from '../app-context.js';
import { type DeviceKey, languageOf, readTyped, typedValue } from '../key-value.js';
import { Notice } from './notice.js';
import { useWrite } from './use-write.js';
import { WriteAnswer } from './write-answer.js';

interface WriteFieldProps {
  readonly device: string;
  readonly row: DeviceKey;
  readonly value: unknown;
}

/** A field that fits the type of the key, and the answer to what was written. */
export function WriteField({ device, row, value }: WriteFieldProps) {
  const { words } = useApp();
  const writing = useWrite(device);
  const [unreadable, setUnreadable] = useState(false);
  const field = `write-${row.key}`;

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('value') ?? '');
    const wanted = readTyped(row, typed);
    setUnreadable(wanted === undefined);
    if (wanted !== undefined) await writing.write(row.key, wanted);
  }

  return (
    <form onSubmit={submit} class="write">
      <label for={field}>{`${words.devices.newValue}${row.unit === null ? '' : `, ${row.unit}`}`}</label>
      <div class="row">
        <Field id={field} row={row} typed={typedValue(row, value)} />
        <button type="submit" class="primary" disabled={writing.busy !== undefined}>
          {words.devices.write}
        </button>
      </div>
      {unreadable ? (
        <Notice kind="problem">{words.devices.unreadable}</Notice>
      ) : (
        <WriteAnswer writing={writing} />
      )}
    </form>
  );
}

/** Keeps what is typed while the device shows new values. */
function Field({ id, row, typed }: { id: string; row: DeviceKey; typed: string }) {
  const { words } = useApp();
  const { type, options, min, max, nullable } = row;
  const [first] = useState(typed);
  const shared = { id, name: 'value' };
  if (options !== null || type === 'boolean') {
    const choices = options ?? { true: words.devices.yes, false: words.devices.no };
    return (
      <select {...shared} required lang={options === null ? undefined : languageOf(row)}>
        {Object.entries(choices).map(([code, name]) => (
          <option key={code} value={code} selected={code === first}>
            {`${name} (${code})`}
          </option>
        ))}
      </select>
    );
  }
  if (type === 'integer' || type === 'number')
    return (
      <input
        {...shared}
        type="number"
        defaultValue={first}
        step={type === 'integer' ? '1' : 'any'}
        required={!nullable}
        {...(min !== null && { min })}
        {...(max !== null && { max })}
      />
    );
  if (type === 'string')
    return <input {...shared} type="text" autocomplete="off" spellcheck={false} defaultValue={first} />;
  return <textarea {...shared} rows={3} spellcheck={false} required={!nullable} defaultValue={first} />;
}
