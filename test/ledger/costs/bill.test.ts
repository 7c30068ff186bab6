import { describe, expect, it } from 'vitest';
import type { BillingRule, Tariff } from '../../../src/ledger/billing.js';
import { computeBill } from '../../../src/ledger/costs/bill.js';
import { CONTEXT, ruleOf, sessionOf, tariffOf } from './samples.js';

function billed(tariff: Tariff, rules: readonly BillingRule[] = [], session = {}) {
  const { lines, amount } = computeBill(sessionOf(session), tariff, rules, CONTEXT);
  return { amount, lines: lines.map((line) => `${line.type} ${line.label} ${line.amount}`) };
}

describe('computeBill', () => {
  it('bills every component and the tax on top', () => {
    const tariff = tariffOf(
      [
        { type: 'flat', price: 0.5 },
        { price: 0.28, stepSize: 0.1 },
        { type: 'time', price: 0.01 },
        { type: 'parking', price: 0.1, minDurationMinutes: 30 },
      ],
      { taxRatePercent: 19, currency: 'EUR' },
    );
    expect(computeBill(sessionOf(), tariff, [], CONTEXT)).toEqual({
      amount: 8.21,
      currency: 'EUR',
      lines: [
        { type: 'flat', label: 'Session fee', quantity: 1, unit: 'session', price: 0.5, amount: 0.5 },
        { type: 'energy', label: 'Energy', quantity: 10, unit: 'kWh', price: 0.28, amount: 2.8 },
        { type: 'time', label: 'Charging time', quantity: 60, unit: 'min', price: 0.01, amount: 0.6 },
        {
          type: 'parking',
          label: 'Parking after charging',
          quantity: 30,
          unit: 'min',
          price: 0.1,
          amount: 3,
        },
        { type: 'tax', label: 'Tax 19 %', quantity: null, unit: null, price: null, amount: 1.31 },
      ],
    });
  });

  it('prices sun, grid and battery each by itself', () => {
    const tariff = tariffOf([
      { price: 0.1, source: 'solar' },
      { price: 0.32, source: 'grid' },
      { price: 0.15, source: 'battery' },
    ]);
    expect(billed(tariff)).toEqual({
      amount: 1.71,
      lines: [
        'energy Energy from the roof 0.6',
        'energy Energy from the grid 0.96',
        'energy Energy from the battery 0.15',
      ],
    });
  });

  it.each([
    ['JPY', 30, 300],
    ['KWD', 0.1234, 1.234],
    ['EUR', 0.1234, 1.23],
  ])('rounds to the coins of %s', (currency, price, amount) => {
    expect(billed(tariffOf([{ price }], { currency })).amount).toBe(amount);
  });

  const plain = tariffOf([{ type: 'flat', price: 1 }, { price: 0.3 }]);

  it.each([
    {
      name: 'a discount',
      rules: [ruleOf([{ type: 'apply_discount', value: 25 }])],
      amount: 3,
      last: 'discount Rule (25 %) -1',
    },
    {
      name: 'a fee',
      rules: [ruleOf([{ type: 'add_flat_fee', value: 2.5 }])],
      amount: 6.5,
      last: 'fee Rule 2.5',
    },
    {
      name: 'a price a kWh',
      rules: [ruleOf([{ type: 'override_price', value: 0.1 }])],
      amount: 2,
      last: 'energy Energy 1',
    },
    {
      name: 'a component removed',
      rules: [ruleOf([{ type: 'remove_component', value: 'energy' }])],
      amount: 1,
      last: 'flat Session fee 1',
    },
    {
      name: 'a free session',
      rules: [ruleOf([{ type: 'free_session' }])],
      amount: 0,
      last: 'discount Rule -4',
    },
    {
      name: 'free, whatever a later rule adds',
      rules: [
        ruleOf([{ type: 'free_session' }]),
        ruleOf([{ type: 'add_flat_fee', value: 9 }], [], { priority: 2 }),
      ],
      amount: 0,
      last: 'discount Rule -13',
    },
    {
      name: 'an inactive rule',
      rules: [ruleOf([{ type: 'free_session' }], [], { active: false })],
      amount: 4,
      last: 'energy Energy 3',
    },
    {
      name: 'a rule for others',
      rules: [ruleOf([{ type: 'free_session' }], [{ type: 'user_type', value: 'known' }])],
      amount: 4,
      last: 'energy Energy 3',
    },
    {
      name: 'an action that cannot be understood',
      rules: [ruleOf([{ type: 'apply_discount', value: 'much' }])],
      amount: 4,
      last: 'energy Energy 3',
    },
  ])('applies $name', ({ rules, amount, last }) => {
    const bill = billed(plain, rules);
    expect(bill.amount).toBe(amount);
    expect(bill.lines.at(-1)).toBe(last);
  });

  it('applies fees and discounts by priority, each to what the bill has come to', () => {
    const fee = ruleOf([{ type: 'add_flat_fee', value: 6 }], [], { name: 'Fee', priority: 2 });
    const half = ruleOf([{ type: 'apply_discount', value: 50 }], [], { name: 'Half', priority: 1 });
    expect(billed(plain, [fee, half]).amount).toBe(8);
    expect(billed(plain, [fee, { ...half, priority: 3 }]).amount).toBe(5);
  });

  it('applies new prices before any discount', () => {
    const rules = [
      ruleOf([{ type: 'apply_discount', value: 50 }], [], { priority: 1 }),
      ruleOf([{ type: 'override_price', value: 0.1 }], [], { priority: 2 }),
    ];
    expect(billed(plain, rules).amount).toBe(1);
  });

  it('overrides all sources with one price', () => {
    const tariff = tariffOf([
      { price: 0, source: 'solar' },
      { price: 0.32, source: 'grid' },
    ]);
    const rules = [ruleOf([{ type: 'override_price', value: 0.2 }])];
    expect(billed(tariff, rules)).toEqual({ amount: 2, lines: ['energy Energy 2'] });
  });

  it('shows sun that costs nothing', () => {
    expect(billed(tariffOf([{ price: 0, source: 'solar' }])).lines).toEqual([
      'energy Energy from the roof 0',
    ]);
  });

  it('taxes what discounts leave', () => {
    const tariff = tariffOf([{ price: 0.3 }], { taxRatePercent: 20 });
    expect(billed(tariff, [ruleOf([{ type: 'apply_discount', value: 50 }])]).amount).toBe(1.8);
    expect(billed(tariff, [ruleOf([{ type: 'free_session' }])])).toEqual({
      amount: 0,
      lines: ['energy Energy 3', 'discount Rule -3', 'tax Tax 20 % 0'],
    });
  });
});
