import type { TargetedSubmitEvent } from 'preact';
import { useApp } from '../app-context.js';
import { type LiveDevice, numberOf, textOf } from '../live-device.js';
import { energy } from '../units.js';
import type { Writing } from './use-write.js';

/** "40 kWh by 7:00". */
export function PlanForm({ surplus, writing }: { surplus: LiveDevice; writing: Writing }) {
  const { words, language } = useApp();
  const wantedKwh = (numberOf(surplus, 'plan_energy') ?? 20_000) / 1000;
  const until = /^\d\d:\d\d$/.exec(textOf(surplus, 'plan_until') ?? '')?.[0];

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const isSet =
      (await writing.write('plan_energy', Number(form.get('energy')) * 1000)) &&
      (await writing.write('plan_until', String(form.get('until'))));
    if (isSet) await writing.write('mode', 'plan');
  }

  return (
    <details>
      <summary>{words.plan.title}</summary>
      <form onSubmit={submit} class="row">
        <label>
          {words.plan.energy}
          <input
            name="energy"
            type="number"
            min="1"
            max="200"
            step="1"
            required
            defaultValue={String(wantedKwh)}
          />
        </label>
        <label>
          {words.plan.until}
          <input name="until" type="time" required defaultValue={until ?? '07:00'} />
        </label>
        <button type="submit" class="primary">
          {words.plan.start}
        </button>
      </form>
      <p class="hint">
        {words.plan.charged} {energy((numberOf(surplus, 'plan_charged') ?? 0) / 1000, language)}
      </p>
    </details>
  );
}
