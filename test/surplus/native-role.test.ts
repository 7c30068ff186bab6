import { describe, expect, it } from 'vitest';
import { settle } from '../support/manual-clock.js';
import { startRole } from './started-role.js';

const NRG = [230, 230, 230, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const OWNER = { fup: false, lmo: 3, frc: 0, amp: 10, psm: 2 };
const NATIVE = { fup: true, lmo: 4, frc: 0, amp: 16, psm: 0 };
const KEPT = JSON.stringify(OWNER);
const charger = (values: object) => ({ car: 3, ama: 16, var: 11, nrg: NRG, ...values });

/** A running role whose charger is in mode native already. */
async function startNative(house?: Parameters<typeof startRole>[0]) {
  const started = await startRole(house);
  const { clock, mqtt, kept, second } = started;
  mqtt.connect();
  kept('mode', 'native');
  kept('native_before', KEPT);
  await clock.advance(2000);
  for (let s = 0; s < 10; s++) await second(charger(NATIVE), -500);
  return started;
}

describe('the role in mode native', () => {
  it('publishes what was there before it writes anything', async () => {
    const { clock, mqtt, second } = await startRole();
    mqtt.connect();
    await clock.advance(2000);
    mqtt.deliver({ topic: 'wattbridge/surplus/charger/mode/set', payload: 'native' });
    for (let s = 0; s < 5; s++) await second(charger(OWNER), -500);
    const topics = mqtt.messages.map(({ topic }) => topic);
    const keptAt = mqtt.messages.findIndex(
      ({ topic, payload }) => topic.endsWith('/native_before') && payload !== 'null',
    );
    expect(keptAt).toBeGreaterThan(-1);
    expect(keptAt).toBeLessThan(topics.indexOf('wattbridge/charger/set'));
    expect(JSON.parse(mqtt.retained.get('wattbridge/surplus/charger/native_before') ?? '')).toEqual(OWNER);
  });

  it('feeds ids, not retained, and counts no set-point for it', async () => {
    const { mqtt } = await startNative();
    const fed = mqtt.messages.filter(({ topic }) => topic === 'wattbridge/charger/ids/set');
    expect(fed.length).toBeGreaterThanOrEqual(3);
    expect(fed.every(({ payload, retain }) => payload === '{"pGrid":-500}' && !retain)).toBe(true);
    expect(mqtt.retained.get('wattbridge/surplus/charger/set_points_today')).toBe('0');
    expect(mqtt.sent('wattbridge/charger/set')).toEqual([]);
  });

  it('says in words when the charger cannot be told', async () => {
    const { mqtt, second } = await startNative();
    const refusal = { ok: false, key: 'ids', error: { code: 'unreachable', message: 'no answer' } };
    mqtt.deliver({ topic: 'wattbridge/charger/ids/result', payload: JSON.stringify(refusal) });
    await second(charger(NATIVE), -500);
    expect(mqtt.retained.get('wattbridge/surplus/charger/reason_text')).toContain('no answer');
    mqtt.deliver({ topic: 'wattbridge/charger/ids/result', payload: '{"ok":true,"key":"ids"}' });
    await second(charger(NATIVE), -500);
    expect(mqtt.retained.get('wattbridge/surplus/charger/reason_text')).not.toContain('no answer');
  });

  it('puts the charger back when it stops, and forgets', async () => {
    const { mqtt, role } = await startNative();
    const stopped = role.stop();
    await settle();
    expect(mqtt.sent('wattbridge/charger/set').map((payload) => JSON.parse(payload))).toEqual([OWNER]);
    mqtt.deliver({ topic: 'wattbridge/charger/result', payload: '{"ok":true,"value":{"frc":0}}' });
    await settle();
    const value = OWNER;
    mqtt.deliver({ topic: 'wattbridge/charger/result', payload: JSON.stringify({ ok: true, value }) });
    await stopped;
    expect(mqtt.retained.get('wattbridge/surplus/charger/native_before')).toBe('null');
  });

  it('does not wait for ever for a charger that is gone, and remembers', async () => {
    const { mqtt, role, clock, log } = await startNative();
    const stopped = role.stop();
    await clock.advance(9000);
    await stopped;
    expect(JSON.parse(mqtt.retained.get('wattbridge/surplus/charger/native_before') ?? '')).toEqual(
      JSON.parse(KEPT),
    );
    expect(log.messages('warn').join()).toContain('may go on as it was set');
  });

  it('stops at once without a broker, and without anything to put back', async () => {
    const { mqtt, role } = await startNative();
    mqtt.disconnect();
    await role.stop();
    const other = await startRole();
    other.mqtt.connect();
    await other.clock.advance(3000);
    await other.role.stop();
    expect(other.mqtt.sent('wattbridge/charger/#')).toEqual([]);
  });
});

describe('topics of the house', () => {
  it('reach the decision and the charger', async () => {
    const battery = {
      power: { topic: 'solar', path: 'battery' },
      soc: { topic: 'solar', path: 'soc' },
      positive: 'charging',
      staleMs: 60_000,
    } as const;
    const { mqtt, clock, second } = await startNative({
      house: { battery, pv: { topic: 'solar', path: 'pv' } },
    });
    mqtt.deliver({ topic: 'solar', payload: '{"battery":-800,"soc":55,"pv":2500}' });
    for (let s = 0; s < 5; s++) await second(charger(NATIVE), -100);
    expect(mqtt.sent('wattbridge/charger/ids/set').at(-1)).toBe('{"pGrid":-100,"pPv":2500,"pAkku":800}');
    expect(mqtt.retained.get('wattbridge/surplus/charger/battery_power')).toBe('800');
    expect(mqtt.retained.get('wattbridge/surplus/charger/battery_soc')).toBe('55');
    expect(mqtt.retained.get('wattbridge/surplus/charger/pv_power')).toBe('2500');
    expect(mqtt.filters.filter((filter) => filter === 'solar')).toHaveLength(1);
    await clock.advance(120_000);
    expect(mqtt.retained.get('wattbridge/surplus/charger/pv_power')).toBe('null');
  });
});
