import type { TargetedSubmitEvent } from 'preact';
import { useApp } from '../app-context.js';
import type { NewKey } from './api-keys.js';

/** Days until a key expires; 0: never. */
const LIFETIMES = [0, 30, 90, 365] as const;

interface NewKeyFormProps {
  readonly busy: boolean;
  readonly onCreate: (wanted: NewKey) => Promise<void>;
}

/** A key may do nothing that the present one may not, so only its scopes are offered. */
export function NewKeyForm({ busy, onCreate }: NewKeyFormProps) {
  const { words, scopes } = useApp();

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = Number(form.get('days'));
    await onCreate({
      name: String(form.get('name')),
      scopes: form.getAll('scope').map(String),
      ...(days > 0 && { expires_in_days: days }),
    });
  }

  return (
    <details>
      <summary>{words.keys.create}</summary>
      <form onSubmit={submit}>
        <div class="fields">
          <label>
            {words.keys.name}
            <input name="name" required maxLength={128} autocomplete="off" />
          </label>
          <label>
            {words.keys.lifetime}
            <select name="days">
              {LIFETIMES.map((days) => (
                <option key={days} value={days}>
                  {words.keys.days(days)}
                </option>
              ))}
            </select>
          </label>
        </div>
        <fieldset>
          <legend>{words.keys.mayDo}</legend>
          {[...scopes].map((scope) => (
            <label key={scope} class="check">
              <input type="checkbox" name="scope" value={scope} />
              <span>
                {words.scopes[scope] ?? scope} <code>{scope}</code>
              </span>
            </label>
          ))}
        </fieldset>
        <button type="submit" class="primary" disabled={busy}>
          {words.keys.create}
        </button>
      </form>
    </details>
  );
}
