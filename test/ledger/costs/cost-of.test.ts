import { describe, expect, it, onTestFinished } from 'vitest';
import { type CostPorts, createBillOf, createCostOf } from '../../../src/ledger/costs/cost-of.js';
import type { LedgerStore } from '../../../src/ledger/store/port.js';
import { createSqliteStore } from '../../../src/ledger/store/sqlite-store.js';
import { CONTEXT, ruleOf, sessionOf, tariffOf } from './samples.js';

const NOTES = {
  ...{ chargePointId: 'garage', name: null, model: null, vendor: null, serialNumber: null, location: null },
  registeredAtMs: 0,
};

async function house(): Promise<CostPorts & { readonly store: LedgerStore }> {
  const store = await createSqliteStore({ file: ':memory:' });
  onTestFinished(() => store.close());
  return { store, zone: CONTEXT.zone, siteId: 'site_home' };
}

async function houseWithTwoTariffs() {
  const ports = await house();
  await ports.store.billing.putTariff(tariffOf([{ price: 0.3 }], { id: 'tariff_default', createdAtMs: 1 }));
  await ports.store.billing.putTariff(tariffOf([{ price: 0.1 }], { id: 'tariff_own', createdAtMs: 2 }));
  return ports;
}

describe('createBillOf', () => {
  it('gives no bill where there is no tariff', async () => {
    expect(await createBillOf(await house())(sessionOf(), CONTEXT.nowMs)).toBeUndefined();
  });

  it.each([
    { assigned: null, tariffId: 'tariff_default', amount: 3 },
    { assigned: 'tariff_own', tariffId: 'tariff_own', amount: 1 },
  ])('follows the tariff $tariffId when $assigned is assigned', async ({ assigned, tariffId, amount }) => {
    const ports = await houseWithTwoTariffs();
    await ports.store.chargePoints.put({ ...NOTES, tariffId: assigned });
    expect(await createBillOf(ports)(sessionOf(), CONTEXT.nowMs)).toMatchObject({ tariffId, amount });
  });

  it('falls back to the default when its tariff is deleted', async () => {
    const ports = await houseWithTwoTariffs();
    await ports.store.chargePoints.put({ ...NOTES, tariffId: 'tariff_own' });
    await ports.store.billing.removeTariff('tariff_own');
    expect(await createBillOf(ports)(sessionOf(), CONTEXT.nowMs)).toMatchObject({
      tariffId: 'tariff_default',
    });
  });

  it('applies rules', async () => {
    const ports = await houseWithTwoTariffs();
    await ports.store.billing.putRule(ruleOf([{ type: 'apply_discount', value: 50 }]));
    expect(await createBillOf(ports)(sessionOf(), CONTEXT.nowMs)).toMatchObject({ amount: 1.5 });
  });
});

describe('createCostOf', () => {
  it('makes an entry of the ledger', async () => {
    const costOf = createCostOf({ ...(await houseWithTwoTariffs()), newId: (prefix) => `${prefix}7` });
    expect(await costOf(sessionOf(), 1_000)).toEqual({
      id: 'bill_7',
      sessionId: 'sess_1',
      kind: 'charge',
      amount: 3,
      currency: 'EUR',
      tariffId: 'tariff_default',
      lines: [{ type: 'energy', label: 'Energy', quantity: 10, unit: 'kWh', price: 0.3, amount: 3 }],
      note: null,
      createdAtMs: 1_000,
    });
  });

  it('makes none where nobody said what charging costs', async () => {
    expect(await createCostOf({ ...(await house()), newId: String })(sessionOf(), 0)).toBeUndefined();
  });
});
