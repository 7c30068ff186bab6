import { call, get } from '../api.js';
import { useApp } from '../app-context.js';
import { formatPrice, formatValue } from '../units.js';
import { useAction } from '../use-action.js';
import { useLoaded } from '../use-loaded.js';
import { ChargerTariffs } from './charger-tariffs.js';
import { ConfirmButton } from './confirm-button.js';
import { Failure } from './notice.js';
import { type NewTariff, TariffForm } from './tariff-form.js';

const PATH = '/api/v1/billing/tariffs';

interface Tariff extends NewTariff {
  readonly tariff_id: string;
}

/** What charging costs: list, assign, create, delete. */
export function Tariffs() {
  const { words, scopes } = useApp();
  const { value, failure, reload } = useLoaded('tariffs', () => get<{ tariffs: readonly Tariff[] }>(PATH));
  const action = useAction();
  const mayWrite = scopes.has('write:billing');
  const change = (work: () => Promise<unknown>) =>
    action.run(async () => {
      await work();
      reload();
    });
  const [first, ...others] = value?.tariffs ?? [];
  return (
    <section class="card" aria-labelledby="tariffs">
      <h2 id="tariffs">{words.tariffs.title}</h2>
      <p class="hint">{words.tariffs.help}</p>
      <Failure failure={failure ?? action.failure} />
      {value?.tariffs.length === 0 && <p class="hint">{words.tariffs.none}</p>}
      <ul class="entries">
        {value?.tariffs.map((tariff, index) => (
          <li key={tariff.tariff_id}>
            <div class="grow">
              <strong>{tariff.name}</strong>{' '}
              {index === 0 && <span class="tag">{words.tariffs.standard}</span>}
              <Prices tariff={tariff} />
            </div>
            {mayWrite && (
              <ConfirmButton
                label={words.common.delete}
                what={tariff.name}
                question={words.tariffs.deleteQuestion}
                disabled={action.busy}
                onConfirm={() =>
                  void change(() => call('DELETE', `${PATH}/${encodeURIComponent(tariff.tariff_id)}`))
                }
              />
            )}
          </li>
        ))}
      </ul>
      {first !== undefined && scopes.has('read:charge_points') && (
        <ChargerTariffs tariffs={[first, ...others]} />
      )}
      {mayWrite && (
        <TariffForm busy={action.busy} onCreate={(wanted) => change(() => call('POST', PATH, wanted))} />
      )}
    </section>
  );
}

function Prices({ tariff: { components, currency, tax_rate_percent: tax } }: { tariff: Tariff }) {
  const { words, language } = useApp();
  const lines = components.map(({ type, source, price }) => {
    const what = type === 'energy' ? words.tariffs.sources[source ?? 'any'] : words.tariffs.types[type];
    return `${what ?? type}: ${formatPrice(price, language)} ${currency}`;
  });
  if (tax > 0) lines.push(`${words.tariffs.tax}: ${formatValue(tax, language)} %`);
  return <p class="hint">{lines.join('; ')}</p>;
}
