import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/json.js';
import type { CommandMemory } from '../../../src/ledger/charge-point/command-memory.js';
import { readMemories } from '../../../src/ledger/charge-point/command-memory.js';
import {
  type ChargeCommand,
  type ChargePointState,
  planCommand,
  type Step,
} from '../../../src/ledger/charge-point/command-plan.js';
import { readCharger } from '../../../src/surplus/readings.js';

const NRG = [230, 231, 229, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const SNAPSHOT = { car: 3, frc: 0, amp: 16, psm: 2, ama: 16, var: 11, acs: 0, trx: 0, nrg: NRG };
const PV = { mode: 'pv', min_current: 6, max_current: 16, phase_policy: 'auto' };

interface Facts {
  readonly snapshot?: JsonObject;
  readonly controller?: Partial<typeof PV>;
  readonly memory?: CommandMemory;
}

function state({ snapshot = {}, controller, memory = {} }: Facts = {}): ChargePointState {
  const whole = { ...SNAPSHOT, ...snapshot };
  const reading = readCharger(whole, 0);
  if (reading === undefined) throw new TypeError('the snapshot has no nrg');
  return {
    snapshot: whole,
    reading,
    memory,
    transactionId: 'txn_1',
    ...(controller && { controller: { ...PV, ...controller } }),
  };
}

function plan(command: ChargeCommand, facts: Facts = {}) {
  const planned = planCommand(command, state(facts));
  if ('refusal' in planned) throw new TypeError(planned.refusal);
  return planned;
}

function refusal(command: ChargeCommand, facts: Facts = {}): string {
  const planned = planCommand(command, state(facts));
  if (!('refusal' in planned)) throw new TypeError('it was not refused');
  return planned.refusal;
}

const charger = (values: JsonObject): Step => ({ to: 'charger', values });
const controller = (values: JsonObject): Step => ({ to: 'controller', values });
const start = (idTag = 'anybody'): ChargeCommand => ({ command: 'start_session', idTag });
const stop: ChargeCommand = { command: 'stop_session', transactionId: 'txn_1' };
const limit = (limitW: number): ChargeCommand => ({ command: 'set_power_limit', limitW });
const clear: ChargeCommand = { command: 'clear_power_limit' };
const HELD_OFF = { mode: { before: 'pv', held: 'off', until: 'unplugged' } } as const;

describe('start_session', () => {
  it.each<[string, Facts, readonly Step[]]>([
    ['without a controller', {}, [charger({ frc: 2 })]],
    ['with a controller that is off', { controller: { mode: 'off' } }, [charger({ frc: 2 })]],
    ['with a controller', { controller: {} }, [controller({ mode: 'fast' })]],
    ['again', { controller: { mode: 'fast' } }, [controller({ mode: 'fast' })]],
  ])('%s', (_, facts, steps) => {
    expect(plan(start(), facts).steps).toEqual(steps);
  });

  it('remembers the mode until the car goes, through a stop and another start', () => {
    const started = plan(start(), { controller: {} });
    expect(started.memory).toEqual({ mode: { before: 'pv', held: 'fast', until: 'unplugged' } });
    const stopped = plan(stop, { controller: { mode: 'fast' }, memory: started.memory ?? {} });
    expect(stopped.memory).toEqual(HELD_OFF);
    const again = plan(start(), { controller: { mode: 'off' }, memory: HELD_OFF });
    expect(again.steps).toEqual([controller({ mode: 'fast' })]);
    expect(again.memory).toEqual(started.memory);
  });

  it('has nothing to remember where the owner himself chose fast, or a mode that replaced ours', () => {
    expect(plan(start(), { controller: { mode: 'fast' } }).memory).toEqual({});
    expect(plan(start(), { controller: { mode: 'min_pv' }, memory: HELD_OFF }).memory).toEqual({
      mode: { before: 'min_pv', held: 'fast', until: 'unplugged' },
    });
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['anna', { cards: [{ name: 'Bob' }, { name: 'Anna' }], trx: null }, { trx: 2, frc: 2 }],
    ['Guests', { c3n: 'guests', trx: 0 }, { trx: 4, frc: 2 }],
    ['7', { trx: null, acs: 1 }, { trx: 7, frc: 2 }],
    ['11', { trx: null }, { frc: 2 }],
    ['***', { cards: [{ name: '***' }], trx: null }, { frc: 2 }],
    ['anna', { cards: [{ name: 'Bob' }, { name: 'Anna' }], trx: 1 }, { frc: 2 }],
  ])('the tag %s with %j', (idTag, snapshot, values) => {
    expect(plan(start(idTag), { snapshot }).steps).toEqual([charger(values)]);
  });

  it('chooses the card before the controller starts', () => {
    const { steps } = plan(start('7'), { snapshot: { trx: null }, controller: {} });
    expect(steps).toEqual([charger({ trx: 7 }), controller({ mode: 'fast' })]);
  });

  it.each<[RegExp, Facts]>([
    [/No car/, { snapshot: { car: 1 } }],
    [/No card/, { snapshot: { acs: 1, trx: null } }],
    [/No card/, { snapshot: { acs: true, trx: null } }],
    [
      /set_available/,
      { controller: { mode: 'off' }, memory: { mode: { before: 'pv', held: 'off', until: 'available' } } },
    ],
    [
      /clear_power_limit/,
      { controller: { mode: 'off' }, memory: { mode: { before: 'pv', held: 'off', until: 'cleared' } } },
    ],
  ])('is refused: %s', (words, facts) => {
    expect(refusal(start('nobody'), facts)).toMatch(words);
  });
});

describe('stop_session', () => {
  it('stops the charger, and its controller first', () => {
    expect(plan(stop).steps).toEqual([charger({ frc: 1 })]);
    const { steps, memory } = plan(stop, { controller: {} });
    expect(steps).toEqual([controller({ mode: 'off' }), charger({ frc: 1 })]);
    expect(memory).toEqual(HELD_OFF);
  });

  it('is refused for another transaction', () => {
    expect(refusal({ command: 'stop_session', transactionId: 'txn_2' })).toContain('txn_2');
  });

  it('does not shorten how long it is out of service', () => {
    const memory = { mode: { before: 'pv', held: 'off', until: 'available' } } as const;
    expect(plan(stop, { controller: { mode: 'off' }, memory }).memory).toEqual(memory);
  });
});

describe('set_power_limit without a controller', () => {
  const charging = [230, 230, 230, 0, 16, 16, 16, 3680, 3680, 3680, 0, 11040, 0, 0, 0, 0];
  const onePhase = [230, 230, 230, 0, 16, 0, 0, 3680, 0, 0, 0, 3680, 0, 0, 0, 0];

  it.each<[string, number, JsonObject, JsonObject]>([
    ['three phases', 7000, { car: 2, nrg: charging }, { amp: 10 }],
    ['a car on one phase of three', 3000, { car: 2, nrg: onePhase }, { amp: 13 }],
    ['waiting on one phase', 3000, { psm: 1 }, { amp: 13 }],
    ['more than the installation allows', 22_000, { ama: 13 }, { amp: 13 }],
    ['more than the adapter allows', 22_000, { ama: 32, var: 22, adi: true }, { amp: 16 }],
    ['exactly the least', 4140, {}, { amp: 6 }],
    ['less than the least', 4100, {}, { frc: 1 }],
    ['less than the configured least', 6000, { mca: 10 }, { frc: 1 }],
    ['nothing', 0, {}, { frc: 1 }],
    ['voltages that are not measured', 6900, { nrg: NRG.map(() => 0) }, { amp: 10 }],
  ])('%s: %i W', (_, limitW, snapshot, values) => {
    expect(plan(limit(limitW), { snapshot }).steps).toEqual([charger(values)]);
  });

  it('keeps how it was before the first limit, and sets it back', () => {
    const first = plan(limit(7000));
    const memory = { limit: { charger: { amp: 16, frc: 0 } } };
    expect(first.memory).toEqual(memory);
    const lower = plan(limit(1000), { snapshot: { amp: 10 }, memory });
    expect(lower).toEqual({ steps: [charger({ frc: 1 })], memory });
    const higher = plan(limit(7000), { snapshot: { amp: 10, frc: 1 }, memory });
    expect(higher).toEqual({ steps: [charger({ amp: 10, frc: 0 })], memory });
    const paused = plan(clear, { snapshot: { amp: 10, frc: 1 }, memory });
    expect(paused).toEqual({ steps: [charger({ amp: 16, frc: 0 })], memory: {} });
  });

  it('does not release a charger that was stopped before the limit', () => {
    const memory = { limit: { charger: { amp: 16, frc: 1 } } };
    expect(plan(clear, { snapshot: { frc: 1 }, memory }).steps).toEqual([charger({ amp: 16 })]);
  });

  it('clears to what the installation allows where nothing is remembered', () => {
    expect(plan(clear, { snapshot: { ama: 13, amp: 6 } }).steps).toEqual([charger({ amp: 13 })]);
  });
});

describe('set_power_limit with a controller', () => {
  it.each<[string, number, Facts, JsonObject]>([
    ['three phases', 7000, {}, { max_current: 10, phase_policy: 'auto' }],
    [
      "the owner's own maximum",
      11_000,
      { controller: { max_current: 8 } },
      { max_current: 8, phase_policy: 'auto' },
    ],
    ['one phase where three are too much', 3000, {}, { max_current: 13, phase_policy: 'one' }],
    [
      'one phase by policy',
      3000,
      { controller: { phase_policy: 'one' } },
      { max_current: 13, phase_policy: 'one' },
    ],
    [
      'a charger that cannot switch',
      7000,
      { snapshot: { psm: null } },
      { max_current: 10, phase_policy: 'auto' },
    ],
  ])('%s: %i W', (_, limitW, facts, values) => {
    const { steps, memory } = plan(limit(limitW), { controller: {}, ...facts });
    expect(steps).toEqual([controller(values)]);
    expect(memory?.limit?.controller).toEqual({
      max_current: facts.controller?.max_current ?? 16,
      phase_policy: facts.controller?.phase_policy ?? 'auto',
    });
  });

  it.each<[string, number, Partial<typeof PV>]>([
    ['below the least on one phase', 1000, {}],
    ["below the owner's minimum", 3000, { min_current: 14 }],
    ['three phases only', 4000, { phase_policy: 'three' }],
  ])('pauses: %s', (_, limitW, settings) => {
    const { steps, memory } = plan(limit(limitW), { controller: settings });
    expect(steps).toEqual([controller({ mode: 'off' }), charger({ frc: 1 })]);
    expect(memory?.mode).toEqual({ before: 'pv', held: 'off', until: 'cleared' });
  });

  it('resumes with a higher limit, and sets everything back', () => {
    const memory = plan(limit(1000), { controller: {} }).memory ?? {};
    const paused = { mode: 'off' };
    const higher = plan(limit(7000), { controller: paused, memory });
    expect(higher.steps).toEqual([controller({ max_current: 10, phase_policy: 'auto', mode: 'pv' })]);
    expect(higher.memory).toEqual({ limit: { controller: { max_current: 16, phase_policy: 'auto' } } });
    const limited = { max_current: 10 };
    const cleared = plan(clear, { controller: limited, memory: higher.memory ?? {} });
    expect(cleared.steps).toEqual([controller({ max_current: 16, phase_policy: 'auto' })]);
    expect(cleared.memory).toEqual({});
    const fromPause = plan(clear, { controller: paused, memory });
    expect(fromPause.steps).toEqual([controller({ max_current: 16, phase_policy: 'auto', mode: 'pv' })]);
    expect(fromPause.memory).toEqual({});
  });

  it('clears to what the installation allows where nothing is remembered', () => {
    expect(plan(clear, { controller: { max_current: 8 } }).steps).toEqual([controller({ max_current: 16 })]);
  });

  it('stays paused for the limit when the session is stopped as well', () => {
    const memory = plan(limit(1000), { controller: {} }).memory ?? {};
    expect(plan(stop, { controller: { mode: 'off' }, memory }).memory).toEqual(memory);
  });
});

describe('set_power_limit', () => {
  it('never offers more power than the limit, nor a current that the charger may not have', () => {
    const volts = fc.integer({ min: 200, max: 253 });
    fc.assert(
      fc.property(
        fc.nat({ max: 25_000 }),
        fc.tuple(volts, volts, volts),
        fc.constantFrom(1, 2),
        fc.integer({ min: 6, max: 32 }),
        fc.option(fc.constantFrom('auto', 'one', 'three'), { nil: undefined }),
        (limitW, voltages, psm, ama, phase_policy) => {
          const nrg = [...voltages, ...NRG.slice(3)];
          const facts = {
            snapshot: { nrg, psm, ama, var: 22 },
            ...(phase_policy && { controller: { phase_policy } }),
          };
          const { steps } = plan(limit(limitW), facts);
          const values: JsonObject = Object.assign({}, ...steps.map((step) => step.values));
          if (values['frc'] === 1) return;
          const amps = Number(values['amp'] ?? values['max_current']);
          const isOne = phase_policy === undefined ? psm === 1 : values['phase_policy'] === 'one';
          const watts = voltages.slice(0, isOne ? 1 : 3).reduce((sum, volt) => sum + amps * volt, 0);
          expect(watts).toBeLessThanOrEqual(limitW);
          expect(amps).toBeGreaterThanOrEqual(6);
          expect(amps).toBeLessThanOrEqual(phase_policy === undefined ? ama : 16);
        },
      ),
    );
  });
});

describe('availability and resets', () => {
  it('goes out of service and comes back', () => {
    const out = plan({ command: 'set_unavailable' }, { controller: {} });
    expect(out.steps).toEqual([controller({ mode: 'off' }), charger({ frc: 1 })]);
    expect(out.memory?.mode?.until).toBe('available');
    const back = plan(
      { command: 'set_available' },
      { controller: { mode: 'off' }, memory: out.memory ?? {} },
    );
    expect(back).toEqual({ steps: [charger({ frc: 0 }), controller({ mode: 'pv' })], memory: {} });
  });

  it('leaves alone a controller that it did not switch off', () => {
    expect(plan({ command: 'set_unavailable' }).steps).toEqual([charger({ frc: 1 })]);
    expect(plan({ command: 'set_available' }, { controller: {} }).steps).toEqual([charger({ frc: 0 })]);
  });

  it('restarts softly only when no car is charging', () => {
    expect(plan({ command: 'hard_reset' }, { snapshot: { car: 2 } }).steps).toEqual([charger({ rst: true })]);
    expect(plan({ command: 'soft_reset' }).steps).toEqual([charger({ rst: true })]);
    expect(refusal({ command: 'soft_reset' }, { snapshot: { car: 2 } })).toContain('hard_reset');
  });
});

describe('readMemories', () => {
  it('reads what was kept, and nothing where it cannot', () => {
    const kept = { charger: { ...HELD_OFF, limit: { charger: { amp: 16, frc: 0 } } } };
    expect(readMemories(JSON.parse(JSON.stringify(kept))).get('charger')).toEqual(kept.charger);
    for (const broken of [undefined, null, 7, 'x', { charger: { mode: 'off' } }])
      expect(readMemories(broken).size).toBe(0);
  });
});
