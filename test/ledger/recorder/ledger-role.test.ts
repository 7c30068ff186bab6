import { describe, expect, it } from 'vitest';
import { openStore } from '../store/support.js';
import {
  chargeFor,
  countOfEvents,
  NOW,
  type RunningLedger,
  SUNNY,
  startLedger,
  TARIFF,
  wakeUp,
} from './house.js';

const ALL = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };

async function timesOf({ store }: RunningLedger): Promise<{ onlineMs: number; offlineMs: number }> {
  const [times] = await store.chargePoints.onlineTimes([ALL]);
  return times ?? { onlineMs: 0, offlineMs: 0 };
}

describe('the state of a charge point', () => {
  it('is written down in stretches, and grows only while somebody looks', async () => {
    const ledger = await startLedger();
    await wakeUp(ledger);
    await ledger.clock.advance(60_000);
    ledger.mqtt.disconnect();
    await ledger.clock.advance(600_000);
    ledger.mqtt.connect();
    ledger.mqtt.deliver({ topic: 'wattbridge/charger/availability', payload: 'offline' });
    await ledger.clock.advance(60_000);
    const { onlineMs, offlineMs } = await timesOf(ledger);
    expect(onlineMs).toBeGreaterThanOrEqual(60_000);
    expect(onlineMs).toBeLessThanOrEqual(70_000);
    expect(offlineMs).toBeGreaterThan(0);
    expect(offlineMs).toBeLessThanOrEqual(60_000);
    expect(await countOfEvents(ledger)).toMatchObject({ 'charge_point.disconnected': 1 });
  });

  it('is offline when the bridge is, whatever it said before', async () => {
    const ledger = await startLedger();
    await wakeUp(ledger);
    ledger.mqtt.deliver({ topic: 'wattbridge/bridge/state', payload: 'offline' });
    await ledger.clock.advance(60_000);
    const away = await timesOf(ledger);
    expect(away.offlineMs).toBeGreaterThan(0);
    ledger.mqtt.deliver({ topic: 'wattbridge/bridge/state', payload: 'online' });
    await ledger.clock.advance(60_000);
    const back = await timesOf(ledger);
    expect(back.offlineMs).toBe(away.offlineMs);
    expect(back.onlineMs).toBeGreaterThan(away.onlineMs);
  });
});

describe('alerts', () => {
  it('tell of a fault of the charger and of its end', async () => {
    const ledger = await startLedger();
    await wakeUp(ledger);
    ledger.charger({ car: 5, err: 3, eto: 1000 });
    await ledger.clock.advance(1000);
    ledger.charger({ eto: 1000 });
    await ledger.clock.advance(1000);
    const alerts = (await ledger.events()).filter(({ type }) => type.startsWith('alert.'));
    const data = { alert: 'charger_fault', charge_point_id: 'charger', error_code: 3 };
    expect(alerts).toMatchObject([
      { type: 'alert.triggered', data },
      { type: 'alert.resolved', data },
    ]);
  });

  it('tell of a meter that stands still, and of its return', async () => {
    const ledger = await startLedger();
    const measured_at = new Date(NOW).toISOString();
    for (let minute = 0; minute < 12; minute++) {
      ledger.meter({ '1.7.0': 300, '1.8.0': 5000, measured_at });
      await ledger.clock.advance(60_000);
    }
    const alertsOf = async () => (await ledger.events()).filter(({ type }) => type.startsWith('alert.'));
    const data = { alert: 'meter_silent', meter_id: 'meter' };
    expect(await alertsOf()).toMatchObject([{ type: 'alert.triggered', data }]);
    ledger.meter({ '1.7.0': 300, '1.8.0': 5000 });
    await ledger.clock.advance(10_000);
    expect(await alertsOf()).toMatchObject([{ type: 'alert.triggered' }, { type: 'alert.resolved', data }]);
  });
});

describe('the history', () => {
  it('knows the house’s import, export and roof', async () => {
    const ledger = await startLedger({ house: { pv: { topic: 'house/roof' } } });
    await ledger.clock.advance(1000);
    for (let s = 0; s <= 20; s++) {
      ledger.mqtt.deliver({ topic: 'house/roof', payload: '3600' });
      ledger.meter({ '1.7.0': 300, '1.8.0': 5000 + s, '2.8.0': 100 + 2 * s });
      await ledger.clock.advance(1000);
    }
    await ledger.clock.advance(10_000);
    const [quarter] = await ledger.store.energy.slots(ALL, 'quarter');
    expect(quarter).toMatchObject({ importWh: 20, exportWh: 40, productionWh: expect.closeTo(20, 6) });
  });
});

describe('what the broker is told', () => {
  it('is the open session, the last one, the day and the month', async () => {
    const store = await openStore();
    await store.billing.putTariff(TARIFF);
    const ledger = await startLedger({ store });
    await wakeUp(ledger);
    expect(ledger.mqtt.retained.get('wattbridge/ledger/state')).toBe('online');
    expect(ledger.shown('session_id')).toBe('null');
    expect(ledger.shown('energy_today')).toBe('0');
    await chargeFor(ledger, 130, { ...SUNNY, gridW: 1800 });
    await ledger.clock.advance(5000);
    const [session] = await store.sessions.active();
    expect(ledger.shown('session_id')).toBe(session?.id);
    expect(ledger.shown('session_started')).toBe('2026-06-21T10:00:03Z');
    expect(ledger.shown('session_duration')).toBe('2');
    expect(Number(ledger.shown('session_energy'))).toBeGreaterThan(110);
    expect(ledger.shown('session_solar_share')).toBe('50');
    expect(ledger.shown('session_cost')).toBe('0.06');
    ledger.charger({ eto: 1130, wh: 130 });
    await ledger.clock.advance(15_000);
    expect(ledger.shown('session_id')).toBe('null');
    expect(ledger.shown('last_session_id')).toBe(session?.id);
    expect(ledger.shown('last_session_ended')).toBe('2026-06-21T10:02:17Z');
    expect(ledger.shown('last_session_cost')).toBe('0.07');
    expect(ledger.shown('energy_today')).toBe('130');
    expect(ledger.shown('solar_month')).toBe('65');
    expect(ledger.shown('cost_today')).toBe('0.07');
    expect(ledger.shown('cost_month')).toBe('0.07');
  });

  it('is no cost without a tariff, rather than none', async () => {
    const ledger = await startLedger();
    await wakeUp(ledger);
    await chargeFor(ledger, 130, { ...SUNNY, gridW: 1800 });
    ledger.charger({ eto: 1130, wh: 130 });
    await ledger.clock.advance(15_000);
    expect(ledger.shown('energy_today')).toBe('130');
    for (const key of ['last_session_cost', 'cost_today', 'cost_month'])
      expect(ledger.shown(key)).toBe('null');
  });

  it('refuses to be told', async () => {
    const ledger = await startLedger();
    await wakeUp(ledger);
    ledger.mqtt.deliver({ topic: 'wattbridge/ledger/charger/energy_today/set', payload: '0' });
    const { payload } = await ledger.mqtt.nextMessage('wattbridge/ledger/charger/energy_today/result');
    expect(JSON.parse(payload)).toMatchObject({ ok: false, error: { code: 'read_only' } });
  });

  it('ends with offline, and what was learned is stored', async () => {
    const ledger = await startLedger();
    await wakeUp(ledger);
    await chargeFor(ledger, 5, SUNNY);
    await ledger.role.stop();
    expect(ledger.mqtt.retained.get('wattbridge/ledger/state')).toBe('offline');
    expect(ledger.mqtt.retained.get('wattbridge/ledger/charger/availability')).toBe('offline');
    const [session] = await ledger.store.sessions.active();
    expect(session?.energyWh).toBeCloseTo(5, 6);
  });
});
