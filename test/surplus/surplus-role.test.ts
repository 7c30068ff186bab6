import { describe, expect, it, onTestFinished } from 'vitest';
import { nextUtcTime } from '../../src/surplus/plan-until.js';
import { DEFAULT_SETTINGS } from '../../src/surplus/settings.js';
import { createSurplusRole } from '../../src/surplus/surplus-role.js';
import { createFakeMqtt } from '../support/fake-mqtt.js';
import { createManualClock, settle } from '../support/manual-clock.js';
import { createRecordingLogger } from '../support/recording-logger.js';

async function start() {
  const clock = createManualClock();
  const mqtt = createFakeMqtt();
  const log = createRecordingLogger();
  const role = createSurplusRole(
    {
      topicBase: 'wattbridge',
      meter: 'meter',
      chargers: ['charger'],
      defaults: DEFAULT_SETTINGS,
      readOnly: false,
    },
    {
      mqtt,
      clock,
      stopClock: clock,
      log,
      dayOf: () => '2026-06-21',
      nextLocalTime: nextUtcTime,
      onReading: () => undefined,
    },
  );
  onTestFinished(() => role.stop());
  await role.start();
  await settle();
  const kept = (key: string, payload: string) =>
    mqtt.deliver({ topic: `wattbridge/surplus/charger/${key}`, payload, retain: true });
  return { clock, mqtt, log, role, kept };
}

describe('createSurplusRole', () => {
  it('decides nothing and publishes nothing before it knows what the broker kept', async () => {
    const { clock, mqtt, kept } = await start();
    await clock.advance(60_000);
    mqtt.connect();
    kept('mode', 'pv');
    kept('max_current', '13');
    await clock.advance(500);
    expect(mqtt.sent('wattbridge/surplus/charger/#')).toEqual([]);
    await clock.advance(2000);
    expect(mqtt.retained.get('wattbridge/surplus/charger/mode')).toBe('pv');
    expect(mqtt.retained.get('wattbridge/surplus/charger/max_current')).toBe('13');
    expect(mqtt.retained.get('wattbridge/surplus/charger/profile')).toBe('balanced');
  });

  it('leaves out kept values that make no sense', async () => {
    const { clock, mqtt, kept, log } = await start();
    mqtt.connect();
    kept('mode', 'warp');
    kept('min_current', '99');
    await clock.advance(2000);
    expect(mqtt.retained.get('wattbridge/surplus/charger/mode')).toBe('off');
    expect(mqtt.retained.get('wattbridge/surplus/charger/min_current')).toBe('6');
    expect(log.messages('warn')).toHaveLength(2);
  });

  it('stops at once, also while it waits for a broker', async () => {
    const { role, log } = await start();
    await role.stop();
    expect(log.messages('error')).toEqual([]);
  });

  it('sends nothing to the charger as long as nobody has chosen a mode', async () => {
    const { clock, mqtt } = await start();
    mqtt.connect();
    await clock.advance(2000);
    const nrg = [230, 230, 230, 0, 6, 6, 6, 1380, 1380, 1380, 0, 4140, 100, 100, 100, 0];
    for (let s = 0; s < 120; s++) {
      const at = new Date(clock.now()).toISOString();
      const times = { measured_at: at, received_at: at };
      mqtt.deliver({
        topic: 'wattbridge/charger/state',
        payload: JSON.stringify({ car: 2, frc: 0, amp: 6, psm: 2, ama: 16, nrg, ...times }),
      });
      mqtt.deliver({
        topic: 'wattbridge/meter/state',
        payload: JSON.stringify({ '1.7.0': -3000, ...times }),
      });
      await clock.advance(1000);
    }
    expect(mqtt.sent('wattbridge/charger/#')).toEqual([]);
    expect(mqtt.retained.get('wattbridge/surplus/charger/surplus')).toBe('7140');
    mqtt.deliver({ topic: 'wattbridge/surplus/charger/mode/set', payload: 'pv' });
    await clock.advance(3000);
    expect(mqtt.sent('wattbridge/charger/+/set').concat(mqtt.sent('wattbridge/charger/set'))).toHaveLength(1);
  });
});
