import { describe, expect, it } from 'vitest';
import type { LedgerStore } from '../../../src/ledger/store/port.js';
import { StoreError } from '../../../src/ledger/store/store-error.js';
import { openStore } from '../store/support.js';
import { chargeFor, countOfEvents, PAGE, SUNNY, startLedger, TARIFF, wakeUp } from './house.js';

describe('a store that fails', () => {
  it('gets everything later, once', async () => {
    const real = await openStore();
    let isBroken = false;
    const store: LedgerStore = {
      ...real,
      async record(batch) {
        if (isBroken) throw new StoreError('store_failed', 'the disk is full');
        await real.record(batch);
      },
    };
    const ledger = await startLedger({ store });
    await wakeUp(ledger);
    isBroken = true;
    await chargeFor(ledger, 600, SUNNY);
    ledger.charger({ eto: 1600, wh: 600 });
    await ledger.clock.advance(60_000);
    expect((await real.sessions.list({}, PAGE)).rows).toEqual([]);
    expect(ledger.log.messages('error')).toHaveLength(1);
    isBroken = false;
    await ledger.clock.advance(120_000);
    const { rows } = await real.sessions.list({}, PAGE);
    expect(rows).toMatchObject([{ energyWh: expect.closeTo(600, 6), status: 'completed' }]);
    const slots = await real.sessions.slots(rows[0]?.id ?? '');
    expect(slots.reduce((sum, { energyWh }) => sum + energyWh, 0)).toBeCloseTo(600, 6);
    expect(await countOfEvents(ledger)).toMatchObject({ 'session.started': 1, 'session.ended': 1 });
    expect(ledger.log.messages('info')).toContain('the ledger can be written again; nothing was lost');
  });

  it('is asked again at the start', async () => {
    const real = await openStore();
    let failures = 0;
    const store: LedgerStore = {
      ...real,
      async checkpoints() {
        if (failures++ < 2) throw new StoreError('store_failed', 'locked');
        return real.checkpoints();
      },
    };
    const ledger = await startLedger({ store });
    await ledger.clock.advance(10_000);
    expect((await real.chargePoints.all()).map(({ chargePointId }) => chargePointId)).toEqual(['charger']);
  });

  it('without a bill is better than without a session', async () => {
    const real = await openStore();
    const broken = { ...real.billing, tariffs: () => Promise.reject(new TypeError('a mistake')) };
    await real.billing.putTariff(TARIFF);
    let isBroken = false;
    const store: LedgerStore = {
      ...real,
      get billing() {
        return isBroken ? broken : real.billing;
      },
    };
    const ledger = await startLedger({ store });
    await wakeUp(ledger);
    isBroken = true;
    await chargeFor(ledger, 20, SUNNY);
    ledger.charger({ eto: 1020, wh: 20 });
    await ledger.clock.advance(1000);
    expect((await real.sessions.list({}, PAGE)).rows).toMatchObject([
      { status: 'completed', totalCost: null },
    ]);
    expect(ledger.log.messages('error')).toContain(
      'the cost of a session cannot be computed; it gets no bill',
    );
  });
});
