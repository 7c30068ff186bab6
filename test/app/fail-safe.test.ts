import { describe, expect, it } from 'vitest';
import { BROKERS, startApp } from './support.js';

const SURPLUS = 'wattbridge/surplus/charger';

/** The app while it charges from the sun, with this choice of its owner. */
async function startCharging(failSafe: string, broker: (typeof BROKERS)[number] = 'embedded') {
  const app = await startApp({
    broker,
    config: { surplus: { fail_safe: failSafe } },
    prepare: (house) => Object.assign(house.world.charger.settings, { frc: 2 }),
  });
  await app.until(`${SURPLUS}/availability`, (payload) => payload === 'online');
  await app.probe.publish(`${SURPLUS}/mode/set`, 'pv');
  await app.until(`${SURPLUS}/target_current`, (payload) => Number(payload) > 6);
  await app.until('wattbridge/charger/amp', (payload) => Number(payload) > 6);
  return { ...app, charger: app.house.world.charger };
}

/** What the charger was last told; it takes it over in its next second, also when nobody asks it any more. */
function lastTold({
  settings,
  pending,
}: {
  settings: object;
  pending: readonly (readonly [string, unknown])[];
}) {
  return { ...settings, ...Object.fromEntries(pending) };
}

describe('an app that stops in order', () => {
  it.each(BROKERS)('writes the owner’s choice before it goes, over %s', async (broker) => {
    const { stop, charger, log } = await startCharging('pause', broker);
    await stop();
    expect(lastTold(charger)).toMatchObject({ frc: 1 });
    expect(log.messages('info')).toContain('The charger is left as its owner chose');
  });

  it.each([
    { failSafe: 'neutral', left: { frc: 0 } },
    { failSafe: 'minimum', left: { amp: 6 } },
  ])('leaves the charger at $left with $failSafe', async ({ failSafe, left }) => {
    const { stop, charger } = await startCharging(failSafe);
    await stop();
    expect(lastTold(charger)).toMatchObject(left);
  });

  it('leaves the charger as it is without a choice', async () => {
    const { stop, charger } = await startCharging('keep');
    const before = lastTold(charger);
    await stop();
    expect(lastTold(charger)).toEqual(before);
  });
});
