import { useState } from 'preact/hooks';
import { call, get } from '../api.js';
import { useApp } from '../app-context.js';
import { dayAndTime } from '../units.js';
import { useAction } from '../use-action.js';
import { useLoaded } from '../use-loaded.js';
import { ConfirmButton } from './confirm-button.js';
import { NewKeyForm } from './new-key-form.js';
import { Failure } from './notice.js';
import { SecretOnce } from './secret-once.js';

const PATH = '/api/v1/org/api-keys';

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly last_used_at: string | null;
  readonly expires_at: string | null;
}

export interface NewKey {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expires_in_days?: number;
}

/** Keys of the REST API and of this page: list, create, revoke. */
export function ApiKeys() {
  const { words } = useApp();
  const { value, failure, reload } = useLoaded('keys', () => get<{ keys: readonly ApiKey[] }>(PATH));
  const action = useAction();
  const [made, setMade] = useState<{ name: string; key: string }>();

  const create = (wanted: NewKey) =>
    action.run(async () => {
      setMade(await call<{ name: string; key: string }>('POST', PATH, wanted));
      reload();
    });
  const revoke = ({ id }: ApiKey) =>
    action.run(async () => {
      await call('DELETE', `${PATH}/${encodeURIComponent(id)}`);
      reload();
    });

  return (
    <section class="card" aria-labelledby="keys">
      <h2 id="keys">{words.keys.title}</h2>
      <p class="hint">{words.keys.help}</p>
      <Failure failure={failure ?? action.failure} />
      <ul class="entries">
        {value?.keys.map((key) => (
          <KeyEntry key={key.id} entry={key} busy={action.busy} onRevoke={() => void revoke(key)} />
        ))}
      </ul>
      {made !== undefined && (
        <SecretOnce label={made.name} secret={made.key} onClose={() => setMade(undefined)} />
      )}
      <NewKeyForm busy={action.busy} onCreate={create} />
    </section>
  );
}

function KeyEntry({ entry, busy, onRevoke }: { entry: ApiKey; busy: boolean; onRevoke: () => void }) {
  const { words, language, keyName } = useApp();
  const isOwn = entry.name === keyName;
  const used = entry.last_used_at === null ? words.keys.neverUsed : dayAndTime(entry.last_used_at, language);
  return (
    <li>
      <div class="grow">
        <strong>{entry.name}</strong> {isOwn && <span class="tag">{words.keys.own}</span>}
        <p class="hint">{entry.scopes.join(', ')}</p>
        <p class="hint">
          {`${words.keys.lastUsed}: ${used}. `}
          {entry.expires_at === null
            ? words.keys.neverExpires
            : `${words.keys.expires} ${dayAndTime(entry.expires_at, language)}.`}
        </p>
      </div>
      <ConfirmButton
        label={words.keys.revoke}
        what={entry.name}
        question={isOwn ? words.keys.revokeOwn : words.keys.revokeQuestion(entry.name)}
        disabled={busy}
        onConfirm={onRevoke}
      />
    </li>
  );
}
