import { useApp } from '../app-context.js';
import { type DeviceKey, isWritable, languageOf, missingSince } from '../key-value.js';
import { ago, dayAndTime, formatValue } from '../units.js';
import { useNow } from '../use-now.js';
import { WriteField } from './write-field.js';

interface KeyDetailsProps {
  readonly device: string;
  readonly row: DeviceKey;
  /** All values of the device. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The value in full. */
  readonly whole: string;
}

/** What a key means, how old its value is, and a field to write it. */
export function KeyDetails({ device, row, values, whole }: KeyDetailsProps) {
  const { words, language, scopes } = useApp();
  const { min, max, unit } = row;
  const range =
    min !== null && max !== null
      ? `${formatValue(min, language)} … ${formatValue(max, language)} ${unit ?? ''}`
      : undefined;
  return (
    <>
      {row.description !== '' && <p lang={languageOf(row)}>{row.description}</p>}
      <dl class="facts">
        <dt>{words.devices.value}</dt>
        <dd class="whole" lang={row.options === null ? undefined : languageOf(row)}>
          {whole}
        </dd>
        <dt>{words.devices.age}</dt>
        <dd class="figure">
          <Age row={row} values={values} />
        </dd>
        <dt>{words.devices.type}</dt>
        <dd lang="en">{row.type}</dd>
        {range !== undefined && [
          <dt key="range">{words.devices.range}</dt>,
          <dd key="range-value">{range}</dd>,
        ]}
      </dl>
      {row.secret && <p class="hint">{words.devices.secret}</p>}
      {row.guarded && <p class="hint">{words.devices.guardedHelp}</p>}
      {isWritable(row) &&
        (scopes.has('write:charge_points') ? (
          <WriteField device={device} row={row} value={values[row.key]} />
        ) : (
          <p class="hint">{`${words.devices.mayNotWrite} write:charge_points`}</p>
        ))}
    </>
  );
}

/** Of the reading that the value was in, and how often the device is asked for it. */
function Age({ row, values }: Pick<KeyDetailsProps, 'row' | 'values'>) {
  const { words, language } = useApp();
  const nowMs = useNow();
  const since = missingSince(values, row.key);
  const { received_at: receivedAt } = values;
  if (since !== undefined) return <>{`${words.devices.missing} ${dayAndTime(since, language)}`}</>;
  if (values[row.key] === undefined || typeof receivedAt !== 'string') return <>{words.devices.neverSent}</>;
  return <>{`${ago(receivedAt, nowMs, language)}; ${words.devices.polls[row.poll]}`}</>;
}
