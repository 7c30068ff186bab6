import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BillingRule,
  ENERGY_SOURCES,
  type RuleAction,
  type Tariff,
} from '../../../src/ledger/billing.js';
import { computeBill } from '../../../src/ledger/costs/bill.js';
import { minorDigits, sumMoney } from '../../../src/ledger/costs/money.js';
import { CONTEXT, componentOf, ruleOf, STARTED_MS, sessionOf, tariffOf } from './samples.js';

const DAY_MS = 86_400_000;
const price = fc.integer({ min: 0, max: 5_000_000 }).map((micro) => micro / 1e6);
const step = fc.option(fc.integer({ min: 1, max: 5_000 }).map((milli) => milli / 1000));

const component = fc
  .record({
    type: fc.constantFrom('energy', 'time', 'flat', 'parking'),
    source: fc.constantFrom(...ENERGY_SOURCES),
    price,
    stepSize: step,
    minDurationMinutes: fc.option(fc.integer({ min: 0, max: 120 })),
  })
  .map(componentOf);

const tariff: fc.Arbitrary<Tariff> = fc
  .record({
    components: fc.array(component, { minLength: 1, maxLength: 5 }),
    taxRatePercent: fc.integer({ min: 0, max: 30_000 }).map((milli) => milli / 1000),
    currency: fc.constantFrom('EUR', 'JPY', 'KWD', 'GBP'),
  })
  .map(({ components, ...members }) => tariffOf(components, members));

const action: fc.Arbitrary<RuleAction> = fc.oneof(
  fc
    .integer({ min: 1, max: 100_000 })
    .map((milli) => ({ type: 'apply_discount' as const, value: milli / 1000 })),
  price.map((value) => ({ type: 'override_price' as const, value })),
  fc.constant({ type: 'free_session' as const }),
  fc.integer({ min: 1, max: 9_999 }).map((cents) => ({ type: 'add_flat_fee' as const, value: cents / 100 })),
  fc
    .constantFrom('energy', 'time', 'flat', 'parking')
    .map((value) => ({ type: 'remove_component' as const, value })),
);

const rules: fc.Arbitrary<BillingRule[]> = fc.array(
  fc
    .tuple(fc.array(action, { maxLength: 3 }), fc.integer({ min: 1, max: 5 }))
    .map(([actions, priority]) => ruleOf(actions, [], { priority })),
  { maxLength: 4 },
);

const wh = fc.double({ min: 0, max: 150_000, noNaN: true });

const session = fc
  .record({
    solarWh: wh,
    gridWh: wh,
    batteryWh: wh,
    startedAtMs: fc.integer({ min: STARTED_MS, max: STARTED_MS + 400 * DAY_MS }),
    lengthMs: fc.integer({ min: 0, max: 2 * DAY_MS }),
    chargingShare: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ lengthMs, chargingShare, ...members }) =>
    sessionOf({
      ...members,
      energyWh: members.solarWh + members.gridWh + members.batteryWh,
      endedAtMs: members.startedAtMs + lengthMs,
      chargingMs: lengthMs * chargingShare,
      lastEnergyAtMs: members.startedAtMs + Math.floor(lengthMs * chargingShare),
    }),
  );

describe('any bill', () => {
  it('adds up to its amount, in whole coins, and is never negative', () => {
    fc.assert(
      fc.property(session, tariff, rules, (session, tariff, rules) => {
        const { lines, amount, currency } = computeBill(session, tariff, rules, CONTEXT);
        const digits = minorDigits(currency);
        expect(
          sumMoney(
            lines.map((line) => line.amount),
            currency,
          ),
        ).toBe(amount);
        for (const line of lines) expect(Number(line.amount.toFixed(digits))).toBe(line.amount);
        expect(amount).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('can be checked by hand: quantity times price is the amount, but for half a coin', () => {
    fc.assert(
      fc.property(session, tariff, (session, tariff) => {
        const { lines, currency } = computeBill(session, tariff, [], CONTEXT);
        const halfCoin = 0.5 / 10 ** minorDigits(currency) + 1e-9;
        for (const { quantity, price, amount } of lines) {
          if (quantity === null || price === null) continue;
          expect(Math.abs(quantity * price - amount)).toBeLessThanOrEqual(halfCoin);
        }
      }),
    );
  });

  it('does not fall when more energy flows, wherever it comes from', () => {
    const more = fc.record({ solarWh: wh, gridWh: wh, batteryWh: wh });
    fc.assert(
      fc.property(session, more, tariff, rules, (session, more, tariff, rules) => {
        const larger = {
          ...session,
          solarWh: session.solarWh + more.solarWh,
          gridWh: session.gridWh + more.gridWh,
          batteryWh: session.batteryWh + more.batteryWh,
          energyWh: session.energyWh + more.solarWh + more.gridWh + more.batteryWh,
        };
        const cost = (each: typeof session): number => computeBill(each, tariff, rules, CONTEXT).amount;
        expect(cost(larger)).toBeGreaterThanOrEqual(cost(session));
      }),
    );
  });

  it('does not depend on the order in which rules of different priority are kept', () => {
    fc.assert(
      fc.property(session, tariff, fc.array(action, { maxLength: 4 }), (session, tariff, actions) => {
        const ranked = actions.map((each, index) => ruleOf([each], [], { priority: index + 1 }));
        const forth = computeBill(session, tariff, ranked, CONTEXT);
        expect(computeBill(session, tariff, ranked.toReversed(), CONTEXT)).toEqual(forth);
      }),
    );
  });
});
