import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/mosquitto.js';
import { createProbe } from '../support/mqtt-probe.js';
import { type RunningApp, startApp } from './support.js';

const OWNER = { fup: false, lmo: 3, pgt: -30, acp: false, psm: 2, amp: 10, frc: 0 };
const SURPLUS = 'wattbridge/surplus/charger';

const settingsOf = ({ house }: RunningApp) => ({ ...house.world.charger.settings });

/** The app in mode native, with a charger as its owner set it. */
async function startNative(config: { data_dir: string }, section = {}): Promise<RunningApp> {
  const app = await startApp({
    config: { ...config, surplus: section },
    speed: 20,
    prepare: ({ world }) => void Object.assign(world.charger.settings, OWNER),
  });
  await app.until(`${SURPLUS}/availability`, (payload) => payload === 'online');
  await app.probe.publish(`${SURPLUS}/mode/set`, 'native');
  return app;
}

describe("the charger's own surplus logic, fed by the controller", () => {
  it('is set up, told, and put back at the end', async () => {
    const app = await startNative({ data_dir: await temporaryDirectory() });
    const { until, probe, stop } = app;
    await until('wattbridge/charger/lmo', (payload) => payload === '4');
    expect(settingsOf(app)).toMatchObject({ fup: true, pgt: 0, acp: true, psm: 0, amp: 16, frc: 0 });
    expect(JSON.parse(await until(`${SURPLUS}/native_before`, (payload) => payload !== 'null'))).toEqual(
      OWNER,
    );
    const told = JSON.parse((await probe.nextMessage('wattbridge/charger/ids/result')).payload);
    expect(told).toEqual({ ok: true, key: 'ids', value: { pGrid: expect.any(Number) }, confirmed: false });
    await until('wattbridge/charger/pgrid', (payload) => Number(payload) < 0);
    await until('wattbridge/charger/modelStatus', (payload) => payload === '12');
    await until(`${SURPLUS}/reason`, (payload) => payload === 'native');
    const later = await createProbe(app.url);
    await later.subscribe('wattbridge/+/state');
    // The car takes the surplus, to an ampere or so.
    for (let calm = 0; calm < 5; ) {
      const { payload } = await later.nextMessage('wattbridge/meter/state');
      calm = Math.abs(JSON.parse(payload)['1.7.0']) < 800 ? calm + 1 : 0;
    }
    await stop();
    expect(settingsOf(app)).toMatchObject(OWNER);
  });

  it('is put back when another mode is chosen', async () => {
    const app = await startNative({ data_dir: await temporaryDirectory() });
    await app.until('wattbridge/charger/lmo', (payload) => payload === '4');
    await app.probe.publish(`${SURPLUS}/mode/set`, 'off');
    await app.until('wattbridge/charger/lmo', (payload) => payload === '3');
    expect(settingsOf(app)).toMatchObject({ ...OWNER, frc: 1 });
    const memory = await createProbe(app.url);
    await memory.subscribe(`${SURPLUS}/native_before`);
    let kept = (await memory.nextMessage(`${SURPLUS}/native_before`)).payload;
    while (kept !== 'null') kept = (await memory.nextMessage(`${SURPLUS}/native_before`)).payload;
  });

  it('tells the charger of the battery of the house, by its topics', async () => {
    const battery = { power_topic: 'house/solar', power_path: 'battery', power_positive: 'charging' };
    const { until, probe } = await startNative(
      { data_dir: await temporaryDirectory() },
      { battery, pv_topic: 'house/solar', pv_path: 'sun' },
    );
    await probe.publish('house/solar', '{"battery":-700,"sun":3100}', { retain: true });
    await until('wattbridge/charger/pakku', (payload) => payload === '700');
    await until('wattbridge/charger/ppv', (payload) => payload === '3100');
    await until(`${SURPLUS}/battery_power`, (payload) => payload === '700');
  });
});
