import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/mosquitto.js';
import { createProbe } from '../support/mqtt-probe.js';
import { BROKERS, startApp } from './support.js';

const isOnline = (payload: string): boolean => payload === 'online';

describe.each(BROKERS)('the surplus controller over %s', (broker) => {
  it('leaves the charger alone until a mode is chosen, then follows the sun', async () => {
    const { probe, until, house } = await startApp({ broker });
    await until('wattbridge/surplus/charger/availability', isOnline);
    await until('wattbridge/surplus/charger/surplus', (payload) => Number(payload) > 3000);
    expect(house.world.charger.settings).toMatchObject({ frc: 0, amp: 6 });
    await probe.publish('wattbridge/surplus/charger/mode/set', 'pv');
    const result = JSON.parse((await probe.nextMessage('wattbridge/surplus/charger/mode/result')).payload);
    expect(result).toEqual({ ok: true, key: 'mode', value: 'pv', confirmed: true });
    await until('wattbridge/surplus/charger/target_current', (payload) => Number(payload) > 6);
    await until('wattbridge/meter/1.7.0', (payload) => Math.abs(Number(payload)) < 700);
    await until('wattbridge/surplus/charger/reason', (payload) => payload === 'following_surplus');
  });

  it('refuses what makes no sense, in the words of the contract', async () => {
    const { probe, until } = await startApp({ broker });
    await until('wattbridge/surplus/charger/availability', isOnline);
    for (const [key, payload, code] of [
      ['mode', 'warp', 'out_of_range'],
      ['reason', 'x', 'read_only'],
      ['nope', '1', 'unknown_key'],
      ['min_current', '5', 'out_of_range'],
      ['min_current', 'six', 'invalid_json'],
    ] as const) {
      await probe.publish(`wattbridge/surplus/charger/${key}/set`, payload);
      const result = JSON.parse(
        (await probe.nextMessage(`wattbridge/surplus/charger/${key}/result`)).payload,
      );
      expect(result).toMatchObject({ ok: false, error: { code } });
    }
  });

  it('says offline when it stops', async () => {
    const { until, stop } = await startApp({ broker });
    await until('wattbridge/surplus/state', isOnline);
    await until('wattbridge/surplus/charger/availability', isOnline);
    const gone = until('wattbridge/surplus/state', (payload) => payload === 'offline');
    await stop();
    await gone;
  });
});

describe('modes of the surplus controller', () => {
  it('stops, charges as fast as it may, and keeps the minimum', async () => {
    const { probe, until } = await startApp();
    await until('wattbridge/surplus/charger/availability', isOnline);
    await until('wattbridge/charger/nrg/power_total', (payload) => Number(payload) > 3000);
    await probe.publish('wattbridge/surplus/charger/mode/set', 'off');
    await until('wattbridge/charger/nrg/power_total', (payload) => payload === '0');
    await probe.publish('wattbridge/surplus/charger/mode/set', 'fast');
    await until('wattbridge/charger/nrg/power_total', (payload) => Number(payload) > 10_000);
    await probe.publish('wattbridge/surplus/charger/mode/set', 'min_pv');
    await until(
      'wattbridge/charger/nrg/power_total',
      (payload) => Number(payload) < 9000 && Number(payload) > 1300,
    );
  });

  it('respects a hand on a knob until a mode is chosen again', async () => {
    const { probe, until } = await startApp();
    await until('wattbridge/surplus/charger/availability', isOnline);
    await probe.publish('wattbridge/surplus/charger/mode/set', 'pv');
    await until('wattbridge/surplus/charger/target_current', (payload) => Number(payload) > 6);
    await until('wattbridge/charger/nrg/power_total', (payload) => Number(payload) > 5500);
    await probe.publish('wattbridge/charger/amp/set', '7');
    await until('wattbridge/charger/amp', (payload) => payload === '7');
    await until('wattbridge/surplus/charger/reason', (payload) => payload === 'knob_turned');
    await probe.publish('wattbridge/surplus/charger/mode/set', 'pv');
    await until('wattbridge/surplus/charger/reason', (payload) => payload === 'following_surplus');
  });

  it('goes on with the owner’s settings and the counters of the day after a restart', async () => {
    const config = { data_dir: await temporaryDirectory() };
    const first = await startApp({ config, speed: 10 });
    await first.until('wattbridge/surplus/charger/availability', isOnline);
    await first.probe.publish('wattbridge/surplus/charger/set', '{"mode":"pv","max_current":13}');
    await first.until('wattbridge/surplus/charger/max_current', (payload) => payload === '13');
    await first.until('wattbridge/surplus/charger/set_points_today', (payload) => Number(payload) > 0);
    await first.stop();
    const second = await startApp({ config, speed: 10 });
    const probe = await createProbe(second.url);
    await probe.subscribe('wattbridge/surplus/charger/state');
    const { payload } = await probe.nextMessage('wattbridge/surplus/charger/state');
    expect(JSON.parse(payload)).toMatchObject({ mode: 'pv', max_current: 13 });
    expect(JSON.parse(payload).set_points_today).toBeGreaterThan(0);
  });

  it('meets a plan, explains it, and remembers it over a restart', async () => {
    const config = { data_dir: await temporaryDirectory() };
    const { probe, until, stop } = await startApp({ config });
    await until('wattbridge/surplus/charger/availability', isOnline);
    await probe.publish('wattbridge/surplus/charger/plan_until/set', 'soon');
    const refused = JSON.parse(
      (await probe.nextMessage('wattbridge/surplus/charger/plan_until/result')).payload,
    );
    expect(refused).toMatchObject({ ok: false, error: { code: 'rejected' } });
    const plan = { mode: 'plan', plan_energy: 50_000, plan_until: '2099-01-01T07:00:00Z' };
    await probe.publish('wattbridge/surplus/charger/set', JSON.stringify(plan));
    const { payload } = await probe.nextMessage('wattbridge/surplus/charger/result');
    expect(JSON.parse(payload)).toMatchObject({ ok: true, confirmed: true });
    await until('wattbridge/surplus/charger/reason', (reason) => reason === 'plan_surplus');
    await until('wattbridge/surplus/charger/plan_charged', (wh) => Number(wh) > 0);
    await stop();
    const second = await startApp({ config });
    const memory = await createProbe(second.url);
    await memory.subscribe('wattbridge/surplus/charger/state');
    const kept = JSON.parse((await memory.nextMessage('wattbridge/surplus/charger/state')).payload);
    expect(kept).toMatchObject({ ...plan, plan_deadline: '2099-01-01T07:00:00.000Z' });
    expect(kept['plan_started']).not.toBeNull();
  });

  it('changes the mode by the clock', async () => {
    const { probe, until } = await startApp({
      config: { surplus: { schedules: [{ cron: '* * * * * *', mode: 'min_pv' }] } },
    });
    await until('wattbridge/surplus/charger/mode', (mode) => mode === 'min_pv');
    const { payload } = await probe.nextMessage('wattbridge/surplus/charger/mode/result');
    expect(JSON.parse(payload)).toEqual({ ok: true, key: 'mode', value: 'min_pv', confirmed: true });
  });

  it('goes down to a pause when the meter falls silent, and comes back', async () => {
    const { probe, until, house } = await startApp({ speed: 120 });
    await until('wattbridge/surplus/charger/availability', isOnline);
    await probe.publish('wattbridge/surplus/charger/mode/set', 'pv');
    await until('wattbridge/surplus/charger/target_current', (payload) => Number(payload) > 6);
    house.faults.meter.add('frozen_timestamp');
    await until('wattbridge/surplus/charger/reason', (payload) => payload === 'meter_minimum');
    await until('wattbridge/surplus/charger/reason', (payload) => payload === 'meter_pause');
    await until('wattbridge/charger/nrg/power_total', (payload) => payload === '0');
    house.faults.meter.delete('frozen_timestamp');
    await until('wattbridge/charger/nrg/power_total', (payload) => Number(payload) > 3000);
  });
});
