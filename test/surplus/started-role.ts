import { onTestFinished } from 'vitest';
import { nextUtcTime } from '../../src/surplus/plan-until.js';
import { DEFAULT_SETTINGS } from '../../src/surplus/settings.js';
import { createSurplusRole, type SurplusRoleOptions } from '../../src/surplus/surplus-role.js';
import { createFakeMqtt } from '../support/fake-mqtt.js';
import { createManualClock, settle } from '../support/manual-clock.js';
import { createRecordingLogger } from '../support/recording-logger.js';

/** The role on a fake broker that is not there yet; it stops with the test. */
export async function startRole(options: Partial<SurplusRoleOptions> = {}) {
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
      ...options,
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
  onTestFinished(() => {
    mqtt.disconnect();
    return role.stop();
  });
  await role.start();
  // It subscribes to what was kept key by key.
  while (!mqtt.filters.some((filter) => filter.endsWith('/set_points_today'))) await settle();
  const kept = (key: string, payload: string) =>
    mqtt.deliver({ topic: `wattbridge/surplus/charger/${key}`, payload, retain: true });

  /** A second in which charger and meter show these values. */
  async function second(charger: object, gridW: number) {
    const at = new Date(clock.now()).toISOString();
    const times = { measured_at: at, received_at: at };
    mqtt.deliver({ topic: 'wattbridge/charger/state', payload: JSON.stringify({ ...charger, ...times }) });
    const meter = { '1.7.0': gridW, ...times };
    mqtt.deliver({ topic: 'wattbridge/meter/state', payload: JSON.stringify(meter) });
    await clock.advance(1000);
  }
  return { clock, mqtt, log, role, kept, second };
}
