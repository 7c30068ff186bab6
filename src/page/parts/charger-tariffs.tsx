import { useState } from 'preact/hooks';
import { call, get } from '../api.js';
import { useApp } from '../app-context.js';
import { useAction } from '../use-action.js';
import { useLoaded } from '../use-loaded.js';
import { Failure, Notice } from './notice.js';

const PATH = '/api/v1/cpo/charge-points';

interface NamedTariff {
  readonly tariff_id: string;
  readonly name: string;
}

interface ChargePoint {
  readonly charge_point_id: string;
  readonly name: string;
  readonly tariff_id: string | null;
}

interface ChargerTariffsProps {
  /** The first one is that of chargers without their own. */
  readonly tariffs: readonly [NamedTariff, ...NamedTariff[]];
}

/** Which charger has which tariff; a choice acts at once. */
export function ChargerTariffs({ tariffs }: ChargerTariffsProps) {
  const { words } = useApp();
  const { value, failure, reload } = useLoaded('charge points', () =>
    get<{ charge_points: readonly ChargePoint[] }>(PATH),
  );
  const action = useAction();
  const [saved, setSaved] = useState<string>();
  const nameOf = (id: string): string =>
    tariffs.find(({ tariff_id }) => tariff_id === id)?.name ?? words.tariffs.noneOfItsOwn(tariffs[0].name);
  const assign = ({ charge_point_id, name }: ChargePoint, id: string): Promise<void> =>
    action.run(async () => {
      setSaved(undefined);
      await call('PATCH', `${PATH}/${encodeURIComponent(charge_point_id)}`, { tariff_id: id || null });
      setSaved(`${name}: ${nameOf(id)}, ${words.commands.done}`);
      reload();
    });
  const choices = ['', ...tariffs.map(({ tariff_id }) => tariff_id)].map((id) => ({ id, name: nameOf(id) }));
  return (
    <fieldset>
      <legend>{words.tariffs.ofChargers}</legend>
      <p class="hint">{words.tariffs.ofChargersHelp}</p>
      <Failure failure={failure ?? action.failure} />
      <div class="fields few">
        {value?.charge_points.map((each) => (
          <ChargerTariff
            key={each.charge_point_id}
            name={each.name}
            chosen={choices.find(({ id }) => id === each.tariff_id) ?? choices[0]}
            choices={choices}
            onChoose={(id) => void assign(each, id)}
          />
        ))}
      </div>
      {saved !== undefined && <Notice kind="done">{saved}</Notice>}
    </fieldset>
  );
}

interface Choice {
  /** Empty: none of its own. */
  readonly id: string;
  readonly name: string;
}

interface ChargerTariffProps {
  readonly name: string;
  readonly chosen: Choice | undefined;
  readonly choices: readonly Choice[];
  readonly onChoose: (id: string) => void;
}

function ChargerTariff({ name, chosen, choices, onChoose }: ChargerTariffProps) {
  const { scopes } = useApp();
  if (!scopes.has('write:charge_points'))
    return (
      <p>
        <strong>{name}</strong> {chosen?.name}
      </p>
    );
  return (
    <label>
      {name}
      <select value={chosen?.id} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {choices.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
    </label>
  );
}
