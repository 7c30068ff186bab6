import { describe, expect, it } from 'vitest';
import { createManualClock } from '../support/manual-clock.js';
import { startRole } from './started-role.js';

describe('createSurplusRole', () => {
  it('decides nothing and publishes nothing before it knows what the broker kept', async () => {
    const { clock, mqtt, kept } = await startRole();
    await clock.advance(60_000);
    mqtt.connect();
    kept('mode', 'pv');
    kept('max_current', '13');
    await clock.advance(400);
    expect(mqtt.sent('wattbridge/surplus/charger/#')).toEqual([]);
    await clock.advance(2000);
    expect(mqtt.retained.get('wattbridge/surplus/charger/mode')).toBe('pv');
    expect(mqtt.retained.get('wattbridge/surplus/charger/max_current')).toBe('13');
    expect(mqtt.retained.get('wattbridge/surplus/charger/profile')).toBe('balanced');
  });

  it('goes on waiting as long as the broker has more to tell', async () => {
    const { clock, mqtt, kept } = await startRole();
    mqtt.connect();
    await clock.advance(400);
    kept('mode', 'pv');
    await clock.advance(400);
    kept('max_current', '13');
    await clock.advance(400);
    expect(mqtt.sent('wattbridge/surplus/charger/#')).toEqual([]);
    await clock.advance(1000);
    expect(mqtt.retained.get('wattbridge/surplus/charger/mode')).toBe('pv');
    expect(mqtt.retained.get('wattbridge/surplus/charger/max_current')).toBe('13');
  });

  it('leaves out kept values that make no sense', async () => {
    const { clock, mqtt, kept, log } = await startRole();
    mqtt.connect();
    kept('mode', 'warp');
    kept('min_current', '99');
    await clock.advance(2000);
    expect(mqtt.retained.get('wattbridge/surplus/charger/mode')).toBe('off');
    expect(mqtt.retained.get('wattbridge/surplus/charger/min_current')).toBe('6');
    expect(log.messages('warn')).toHaveLength(2);
  });

  it('stops at once, also while it waits for a broker', async () => {
    const { role, log } = await startRole();
    await role.stop();
    expect(log.messages('error')).toEqual([]);
  });

  it('sends nothing to the charger as long as nobody has chosen a mode', async () => {
    const { clock, mqtt, second } = await startRole();
    mqtt.connect();
    await clock.advance(2000);
    const nrg = [230, 230, 230, 0, 6, 6, 6, 1380, 1380, 1380, 0, 4140, 100, 100, 100, 0];
    const charger = { car: 2, frc: 0, amp: 6, psm: 2, ama: 16, nrg };
    for (let s = 0; s < 120; s++) await second(charger, -3000);
    expect(mqtt.sent('wattbridge/charger/#')).toEqual([]);
    expect(mqtt.retained.get('wattbridge/surplus/charger/surplus')).toBe('7140');
    mqtt.deliver({ topic: 'wattbridge/surplus/charger/mode/set', payload: 'pv' });
    await clock.advance(3000);
    expect(mqtt.sent('wattbridge/charger/+/set').concat(mqtt.sent('wattbridge/charger/set'))).toHaveLength(1);
  });

  const nrg = [230, 230, 230, 0, 9, 0, 0, 2070, 0, 0, 0, 2070, 100, 100, 100, 0];
  const charging = { car: 2, frc: 2, amp: 9, psm: 1, ama: 16, nrg };

  describe('hands_off', () => {
    it.each([
      { what: 'a chosen off', before: { mode: 'off', hands_off: 'false' }, commands: 1 },
      { what: 'no choice', before: { mode: 'off', hands_off: 'true' }, commands: 0 },
      { what: 'an off of unknown origin', before: { mode: 'off' }, commands: 0 },
    ])('sends $commands commands after a restart with $what', async ({ before, commands }) => {
      const { clock, mqtt, kept, second } = await startRole();
      mqtt.connect();
      for (const [key, payload] of Object.entries(before)) kept(key, payload);
      await clock.advance(2000);
      for (let s = 0; s < 5; s++) await second(charging, 500);
      expect(mqtt.sent('wattbridge/charger/frc/set')).toHaveLength(commands);
    });

    it('leaves the charger alone again, until a mode is chosen', async () => {
      const { clock, mqtt, kept, second } = await startRole();
      const shown = (key: string) => mqtt.retained.get(`wattbridge/surplus/charger/${key}`);
      const set = (key: string, payload: string) =>
        mqtt.deliver({ topic: `wattbridge/surplus/charger/${key}/set`, payload });
      const sent = () => mqtt.sent('wattbridge/charger/#').length;
      mqtt.connect();
      kept('mode', 'pv');
      await clock.advance(2000);
      expect(shown('hands_off')).toBe('false');
      set('hands_off', 'true');
      for (let s = 0; s < 120; s++) await second(charging, 3000);
      expect([shown('mode'), shown('hands_off'), shown('reason'), sent()]).toEqual([
        'off',
        'true',
        'hands_off',
        0,
      ]);
      set('mode', 'off');
      await second(charging, 3000);
      await second(charging, 3000);
      expect([shown('hands_off'), shown('reason'), sent()]).toEqual(['false', 'mode_off', 1]);
    });
  });

  describe('target_current', () => {
    it.each([
      { charger: charging, targetA: '9' },
      { charger: { ...charging, frc: 1 }, targetA: '0' },
      { charger: { ...charging, amp: undefined }, targetA: 'null' },
    ])('is what the charger is set to when it is taken over: $targetA A', async ({ charger, targetA }) => {
      const { clock, mqtt, kept, second } = await startRole();
      const published = () => mqtt.retained.get('wattbridge/surplus/charger/target_current');
      mqtt.connect();
      kept('mode', 'pv');
      await clock.advance(2000);
      expect(published()).toBe('null');
      await second(charger, 0);
      expect(published()).toBe(targetA);
    });

    it('is what was asked for last from then on', async () => {
      const { clock, mqtt, kept, second } = await startRole();
      mqtt.connect();
      kept('mode', 'fast');
      await clock.advance(2000);
      for (let s = 0; s < 3; s++) await second(charging, 0);
      expect(mqtt.sent('wattbridge/charger/set')).toHaveLength(1);
      expect(mqtt.retained.get('wattbridge/surplus/charger/target_current')).toBe('16');
    });
  });

  /** What charging on one phase is worth after two minutes with 2 kW, where the sun shows this hour. */
  async function worthAt(solarHour: number | undefined): Promise<number> {
    const hourUtc = (createManualClock().now() / 3_600_000) % 24;
    const longitude = ((((solarHour ?? 0) - hourUtc) * 15 + 540) % 360) - 180;
    const location = { latitude: 0, longitude, tilt: 0, azimuth: 180 };
    const { clock, mqtt, kept, second } = await startRole(solarHour === undefined ? {} : { location });
    mqtt.connect();
    kept('mode', 'pv');
    await clock.advance(2000);
    const nrg = [230, 230, 230, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100, 100, 100, 0];
    for (let s = 0; s < 120; s++) await second({ car: 3, frc: 1, amp: 6, psm: 1, ama: 16, nrg }, -2000);
    const worths: unknown = JSON.parse(
      mqtt.retained.get('wattbridge/surplus/charger/expected_worth') ?? '{}',
    );
    return Number(new Map(Object.entries(worths ?? {})).get('one'));
  }

  it('expects more of the same surplus where the sun still rises, and less where it sinks', async () => {
    const unknown = await worthAt(undefined);
    expect(await worthAt(8)).toBeGreaterThan(unknown);
    expect(await worthAt(16)).toBeLessThan(unknown);
  });
});
