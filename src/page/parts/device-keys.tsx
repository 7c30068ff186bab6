import { useState } from 'preact/hooks';
import { get } from '../api.js';
import { useApp } from '../app-context.js';
import { type DeviceKey, inGerman, isWritable, matches, unknownKeys } from '../key-value.js';
import { useLive } from '../live.js';
import { ago } from '../units.js';
import { useLoaded } from '../use-loaded.js';
import { useNow } from '../use-now.js';
import type { Language } from '../words/words.js';
import { KeyRow } from './key-row.js';
import { Failure } from './notice.js';

interface DeviceAnswer {
  readonly kind: string;
  readonly online: boolean;
  readonly received_at: string | null;
  readonly keys: readonly DeviceKey[];
}

const GROUPS = ['Config', 'Status', 'Constant', 'Unknown'] as const;

/** The keys of one device, to be searched. */
export function DeviceKeys({ id }: { id: string }) {
  const { words, language } = useApp();
  const live = useLive().devices.get(id);
  const { value, failure } = useLoaded(`${id} ${language}`, () => loadKeys(id, language));
  const [search, setSearch] = useState('');
  const [writableOnly, setWritableOnly] = useState(false);
  if (value === undefined)
    return failure === undefined ? <p class="hint">{words.common.loading}</p> : <Failure failure={failure} />;

  const values = live?.values ?? Object.fromEntries(value.keys.map((row) => [row.key, row.value]));
  const all = [...value.keys, ...unknownKeys(value.keys, values)];
  const shown = all.filter((row) => matches(row, search.trim()) && (!writableOnly || isWritable(row)));
  return (
    <>
      <DeviceHead online={live?.online ?? value.online} receivedAt={live?.received_at ?? value.received_at} />
      <search class="row">
        <label class="grow">
          <span class="hidden">{words.devices.search}</span>
          <input
            type="search"
            placeholder={words.devices.search}
            value={search}
            onInput={({ currentTarget }) => setSearch(currentTarget.value)}
          />
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={writableOnly}
            onChange={({ currentTarget }) => setWritableOnly(currentTarget.checked)}
          />
          {words.devices.writableOnly}
        </label>
        <span class="hint" role="status">
          {words.devices.count(shown.length, all.length)}
        </span>
      </search>
      {GROUPS.map((group) => (
        <KeyGroup
          key={group}
          device={id}
          title={words.devices.groups[group]}
          rows={shown.filter(({ category }) => category === group)}
          values={values}
        />
      ))}
    </>
  );
}

/** The catalogue is English; German texts come in a file of their own. */
async function loadKeys(id: string, language: Language): Promise<DeviceAnswer> {
  const [answer, german] = await Promise.all([
    get<DeviceAnswer>(`/api/v1/devices/${encodeURIComponent(id)}/keys`),
    language === 'de' ? import('../words/german-keys.js') : undefined,
  ]);
  const texts = german?.GERMAN_KEYS[answer.kind];
  return texts === undefined ? answer : { ...answer, keys: answer.keys.map((row) => inGerman(row, texts)) };
}

function DeviceHead({ online, receivedAt }: { online: boolean; receivedAt: string | null }) {
  const { words, language } = useApp();
  const nowMs = useNow();
  return (
    <p class={online ? 'state online' : 'state offline'}>
      {online ? words.connection.online : words.connection.offline}
      {receivedAt !== null && (
        <span class="hint figure"> {`${words.devices.read} ${ago(receivedAt, nowMs, language)}`}</span>
      )}
    </p>
  );
}

interface KeyGroupProps {
  readonly device: string;
  readonly title: string;
  readonly rows: readonly DeviceKey[];
  readonly values: Readonly<Record<string, unknown>>;
}

function KeyGroup({ device, title, rows, values }: KeyGroupProps) {
  if (rows.length === 0) return null;
  return (
    <section class="card keys">
      <h2>{title}</h2>
      <ul>
        {rows.map((row) => (
          <KeyRow key={row.key} device={device} row={row} values={values} />
        ))}
      </ul>
    </section>
  );
}
