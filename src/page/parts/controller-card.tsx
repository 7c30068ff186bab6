import { useApp } from '../app-context.js';
import type { ChargerView } from '../house.js';
import { type LiveDevice, numberOf, textOf } from '../live-device.js';
import { energy, formatNumber, power, share } from '../units.js';
import { LimitsForm } from './limits-form.js';
import { PlanForm } from './plan-form.js';
import { Timers } from './timers.js';
import { useWrite } from './use-write.js';
import { WriteAnswer } from './write-answer.js';

const MODES = ['off', 'pv', 'min_pv', 'fast', 'plan', 'native'] as const;

/** A charger and its controller: what they do, why, and the knobs. */
export function ControllerCard({ view }: { view: ChargerView }) {
  const { words, language, scopes } = useApp();
  const { charger, surplus, car, powerW } = view;
  const writing = useWrite(`surplus/${view.id}`);
  const mayWrite = scopes.has('write:charge_points') && surplus?.online === true;
  const isHandsOff = surplus?.values['hands_off'] === true;
  const mode = isHandsOff ? undefined : textOf(surplus, 'mode');
  return (
    <section class="card" aria-labelledby={`charger-${view.id}`}>
      <h2 id={`charger-${view.id}`}>{textOf(charger, 'fna') ?? view.id}</h2>
      <p>
        <strong>{words.now.carStates[String(car)] ?? words.common.none}</strong>{' '}
        <span class="figure">{power(powerW, language)}</span>
      </p>
      {surplus === undefined ? (
        <p class="hint">{words.now.noController}</p>
      ) : (
        <>
          <fieldset class="modes row" disabled={!mayWrite}>
            <legend>{words.now.mode}</legend>
            <button type="button" aria-pressed={isHandsOff} onClick={() => writing.write('hands_off', true)}>
              {words.now.handsOff}
            </button>
            {MODES.map((each) => (
              <button
                key={each}
                type="button"
                aria-pressed={each === mode}
                onClick={() => writing.write('mode', each)}
              >
                {words.now.modes[each]}
              </button>
            ))}
          </fieldset>
          <WriteAnswer writing={writing} />
          <p class="reason" data-testid="reason">
            {reasonOf(surplus, words.reasons)}
          </p>
          <Timers timers={surplus.values['timers']} />
          <Today surplus={surplus} />
          {mayWrite && <PlanForm surplus={surplus} writing={writing} />}
          {mayWrite && <LimitsForm surplus={surplus} writing={writing} />}
        </>
      )}
      {charger.online || <p class="hint">{words.now.chargerAway}</p>}
    </section>
  );

  function Today({ surplus: device }: { surplus: LiveDevice }) {
    const sun = numberOf(device, 'energy_sun_today') ?? 0;
    const grid = numberOf(device, 'energy_grid_today') ?? 0;
    const targetA = numberOf(device, 'target_current');
    return (
      <dl class="facts">
        <dt>{words.now.target}</dt>
        <dd class="figure">
          {targetA === undefined ? words.common.none : `${formatNumber(targetA, language)} A`}
        </dd>
        <dt>{words.now.today}</dt>
        <dd class="figure">
          {energy((sun + grid) / 1000, language)}, {share(sun, sun + grid, language)} {words.now.ofSun}
        </dd>
      </dl>
    );
  }
}

/** The controller's own sentence is English; other languages have one for each code. */
function reasonOf(surplus: LiveDevice, reasons: Readonly<Record<string, string>>): string {
  return reasons[textOf(surplus, 'reason') ?? ''] ?? textOf(surplus, 'reason_text') ?? '';
}
