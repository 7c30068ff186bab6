import type { TargetedSubmitEvent } from 'preact';
import { useApp } from '../app-context.js';

export interface NewTariff {
  readonly name: string;
  readonly currency: string;
  readonly tax_rate_percent: number;
  readonly components: readonly {
    readonly type: string;
    readonly price: number;
    readonly source?: string | null;
  }[];
}

interface TariffFormProps {
  readonly busy: boolean;
  readonly onCreate: (wanted: NewTariff) => Promise<void>;
}

/** A simple tariff: a price per kWh, and another one for the own sun. The API knows more. */
export function TariffForm({ busy, onCreate }: TariffFormProps) {
  const { words } = useApp();

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => String(form.get(name) ?? '').trim();
    await onCreate({
      name: text('name'),
      currency: text('currency').toUpperCase(),
      tax_rate_percent: Number(text('tax')),
      components: componentsOf(Number(text('grid')), text('sun')),
    });
  }

  return (
    <details>
      <summary>{words.tariffs.create}</summary>
      <form onSubmit={submit}>
        <div class="fields">
          <label>
            {words.tariffs.name}
            <input name="name" required maxLength={128} autocomplete="off" />
          </label>
          <label>
            {words.tariffs.currency}
            <input name="currency" required pattern="[A-Za-z]{3}" defaultValue="EUR" />
          </label>
          <label>
            {words.tariffs.gridPrice}
            <input name="grid" type="number" min="0" max="10000" step="any" required />
          </label>
          <label>
            {words.tariffs.sunPrice}
            <input name="sun" type="number" min="0" max="10000" step="any" />
          </label>
          <label>
            {`${words.tariffs.tax}, %`}
            <input name="tax" type="number" min="0" max="100" step="any" defaultValue="0" required />
          </label>
        </div>
        <button type="submit" class="primary" disabled={busy}>
          {words.tariffs.create}
        </button>
      </form>
    </details>
  );
}

/** @param sun empty: all energy has one price. Energy of a house battery counts as own. */
function componentsOf(grid: number, sun: string): NewTariff['components'] {
  if (sun === '') return [{ type: 'energy', price: grid }];
  return [
    { type: 'energy', price: grid, source: 'grid' },
    { type: 'energy', price: Number(sun), source: 'solar' },
    { type: 'energy', price: Number(sun), source: 'battery' },
  ];
}
