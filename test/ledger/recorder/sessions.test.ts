import { describe, expect, it } from 'vitest';
import { openStore } from '../store/support.js';
import { chargeFor, countOfEvents, NOW, PAGE, SUNNY, startLedger, TARIFF, wakeUp } from './house.js';

describe('a session', () => {
  it('is written down with its parts and its bill, and webhooks are told', async () => {
    const store = await openStore();
    await store.billing.putTariff(TARIFF);
    const ledger = await startLedger({ store });
    await wakeUp(ledger);
    await chargeFor(ledger, 600, SUNNY);
    await chargeFor(ledger, 600, { ...SUNNY, fromWh: 600, gridW: 1800 });
    ledger.charger({ eto: 2200, wh: 1200 });
    await ledger.clock.advance(1000);

    const { rows } = await store.sessions.list({}, PAGE);
    expect(rows).toMatchObject([
      {
        chargePointId: 'charger',
        startedAtMs: NOW + 3000,
        endedAtMs: NOW + 1_202_000,
        status: 'completed',
        totalCost: 0.6,
        currency: 'CHF',
      },
    ]);
    const [session] = rows;
    expect(session?.energyWh).toBeCloseTo(1200, 6);
    expect(session?.solarWh).toBeCloseTo(900, -1);
    expect(session?.gridWh).toBeCloseTo(300, -1);
    const slots = await store.sessions.slots(session?.id ?? '');
    expect(slots.map(({ slotMs }) => slotMs - NOW)).toEqual([0, 900_000]);
    const { 'session.cost_updated': updates, ...others } = await countOfEvents(ledger);
    expect(others).toEqual({
      'charge_point.connected': 1,
      // Available, Charging, Available.
      'charge_point.status_changed': 3,
      'session.started': 1,
      'session.ended': 1,
    });
    // Once a minute at most, in twenty minutes.
    expect(updates).toBeGreaterThan(15);
    expect(updates).toBeLessThanOrEqual(20);
    const ended = (await ledger.events()).find(({ type }) => type === 'session.ended');
    expect(ended?.data).toEqual({
      charge_point_id: 'charger',
      connector_id: 1,
      session_id: session?.id,
      transaction_id: session?.transactionId,
      user_id: null,
      started_at: '2026-06-21T10:00:03Z',
      ended_at: '2026-06-21T10:20:02Z',
      energy_kwh: 1.2,
      solar_kwh: expect.closeTo(0.9, 2),
      grid_kwh: expect.closeTo(0.3, 2),
      battery_kwh: 0,
      total_cost: 0.6,
      currency: 'CHF',
      status: 'completed',
    });
  });

  it('tells nothing of its cost while that stays as it is', async () => {
    const store = await openStore();
    await store.billing.putTariff(TARIFF);
    const ledger = await startLedger({ store });
    await wakeUp(ledger);
    await chargeFor(ledger, 100, SUNNY);
    await ledger.clock.advance(120_000);
    const before = await countOfEvents(ledger);
    expect(before['session.cost_updated']).toBeGreaterThan(0);
    await ledger.clock.advance(600_000);
    expect(await countOfEvents(ledger)).toMatchObject({
      'session.cost_updated': before['session.cost_updated'],
    });
  });

  it('goes on where it was after a restart, with what the charger counted meanwhile', async () => {
    const store = await openStore();
    const first = await startLedger({ store });
    await wakeUp(first);
    await chargeFor(first, 60, SUNNY);
    await first.role.stop();
    const { clock } = first;
    await clock.advance(600_000);
    const second = await startLedger({ store, clock });
    second.charger({ car: 2, eto: 1700, wh: 700, watts: 3600 });
    await clock.advance(2000);
    second.charger({ eto: 1700, wh: 700 });
    await clock.advance(1000);
    const { rows } = await store.sessions.list({}, PAGE);
    expect(rows).toMatchObject([{ energyWh: 700, startedAtMs: NOW + 3000, status: 'completed' }]);
    expect(await countOfEvents(second)).toMatchObject({ 'session.started': 1, 'session.ended': 1 });
  });

  it('is all bought while the meter is away', async () => {
    const ledger = await startLedger();
    await wakeUp(ledger);
    ledger.mqtt.deliver({ topic: 'wattbridge/meter/availability', payload: 'offline' });
    await chargeFor(ledger, 30, SUNNY);
    await ledger.clock.advance(10_000);
    const [session] = await ledger.store.sessions.active();
    expect(session).toMatchObject({ solarWh: 0, gridWh: expect.closeTo(30, 6) });
  });

  it('takes from the battery what the grid does not give', async () => {
    const ledger = await startLedger({
      house: {
        battery: { power: { topic: 'house/battery' }, positive: 'discharging', staleMs: 120_000 },
      },
    });
    await wakeUp(ledger);
    ledger.mqtt.deliver({ topic: 'house/battery', payload: '1800' });
    ledger.mqtt.deliver({ topic: 'house/battery', payload: 'unavailable' });
    await chargeFor(ledger, 100, SUNNY);
    await ledger.clock.advance(10_000);
    const [session] = await ledger.store.sessions.active();
    expect(session?.batteryWh).toBeCloseTo(50, 0);
    expect(session?.solarWh).toBeCloseTo(50, 0);
  });

  it('finds battery and roof in one message of another program, in that program’s signs', async () => {
    const power = { topic: 'house/all', path: 'battery.power' };
    const ledger = await startLedger({
      house: {
        battery: { power, positive: 'charging', staleMs: 120_000 },
        pv: { topic: 'house/all', path: 'pv' },
      },
    });
    await wakeUp(ledger);
    ledger.mqtt.deliver({ topic: 'house/all', payload: '{"battery":{"power":-1800},"pv":1800}' });
    await chargeFor(ledger, 100, SUNNY);
    await ledger.clock.advance(10_000);
    const [session] = await ledger.store.sessions.active();
    expect(session?.batteryWh).toBeCloseTo(50, 0);
    const [quarter] = await ledger.store.energy.slots({ fromMs: 0, toMs: 8.64e15 }, 'quarter');
    expect(quarter?.productionWh).toBeGreaterThan(40);
  });

  it('of a charger that is no longer configured ends', async () => {
    const store = await openStore();
    const ledger = await startLedger({ store });
    await wakeUp(ledger);
    await chargeFor(ledger, 20, SUNNY);
    await ledger.role.stop();
    const [session] = await store.sessions.active();
    await store.record({ checkpoints: new Map([['charger/charger', null]]) });
    await startLedger({ store, clock: ledger.clock });
    expect(await store.sessions.active()).toEqual([]);
    expect(await store.sessions.get(session?.id ?? '')).toMatchObject({
      status: 'stopped',
      endedAtMs: session?.lastEnergyAtMs,
    });
    expect(await countOfEvents(ledger)).toMatchObject({ 'session.ended': 1 });
  });
});
