import { describe, expect, it } from 'vitest';
import { createNativeCharging } from '../../src/surplus/native-charging.js';
import { createSharing } from '../../src/surplus/sharing.js';
import { chargerReading, START_MS } from './fixtures.js';
import { createNativeHouse, type NativeHouse } from './native-house.js';

/** A charger as its owner set it, without any thought of the sun. */
const OWNER = { fup: false, lmo: 3, pgt: -50, acp: false, frc: 2, amp: 10, psm: 2 } as const;

const settingsOf = ({ charger }: NativeHouse) => ({ ...charger.settings });

/** Takes leave, and lets the charger take the command. */
function leave(house: NativeHouse): void {
  house.command(house.client.farewell());
  house.run(1);
}

describe('the end of mode native, with the owner’s choice', () => {
  it.each([
    { failSafe: 'keep', left: {} },
    { failSafe: 'neutral', left: { frc: 0 } },
    { failSafe: 'pause', left: { frc: 1 } },
    { failSafe: 'minimum', left: { amp: 6 } },
  ] as const)('$failSafe: one command puts everything back, but for $left', ({ failSafe, left }) => {
    const house = createNativeHouse(() => 6000, { charger: OWNER, settings: { failSafe } });
    house.run(60);
    const count = house.writes.length;
    leave(house);
    expect(house.writes.slice(count).map(({ values }) => values)).toEqual([{ ...OWNER, ...left }]);
    expect(settingsOf(house)).toMatchObject({ ...OWNER, ...left });
  });

  it('keeps a pause of the owner with minimum', () => {
    const paused = { ...OWNER, frc: 1 };
    const house = createNativeHouse(() => 6000, { charger: paused, settings: { failSafe: 'minimum' } });
    house.run(60);
    leave(house);
    expect(settingsOf(house)).toMatchObject(paused);
  });

  it('forces nothing when somebody else has turned a knob, which stands', () => {
    const house = createNativeHouse(() => 6000, { charger: OWNER, settings: { failSafe: 'pause' } });
    house.run(60);
    house.charger.pending.push(['amp', 8]);
    expect(house.run(10).at(-1)?.decision.reason.code).toBe('knob_turned');
    leave(house);
    expect(settingsOf(house)).toMatchObject({ ...OWNER, amp: 8 });
  });

  it('writes nothing to a charger that is away', () => {
    const house = createNativeHouse(() => 6000, { charger: OWNER, settings: { failSafe: 'pause' } });
    house.run(60);
    house.client.take('wattbridge/charger/availability', 'offline', START_MS);
    expect(house.client.farewell()).toBeUndefined();
  });

  it.each([
    ['the broker was away', (house: NativeHouse) => house.core.takeReconnected(START_MS + 60_000)],
    ['the bridge was away', (house: NativeHouse) => house.core.takeChargerOnline(false)],
  ])('knows what was before, although the bridge has acted while %s', (_, goAway) => {
    const house = createNativeHouse(() => 6000, { charger: OWNER });
    house.run(60);
    goAway(house);
    house.charger.pending.push(['frc', 1]);
    house.run(1);
    house.core.takeChargerOnline(true);
    const codes = house.run(60).map(({ decision }) => decision.reason.code);
    expect(codes).not.toContain('knob_turned');
    expect(settingsOf(house)).toMatchObject({ fup: true, lmo: 4, frc: 0 });
    leave(house);
    expect(settingsOf(house)).toMatchObject(OWNER);
  });

  it('puts back a current also when there was no room for any when it began', () => {
    const house = createNativeHouse(() => 6000, { charger: OWNER, settings: { houseLimitW: 1000 } });
    house.meter = 'silent';
    house.run(20);
    expect(settingsOf(house)).toMatchObject({ frc: 1, amp: 10 });
    house.meter = 'fine';
    house.choose({ houseLimitW: 20_000 });
    house.run(60);
    expect(settingsOf(house)).toMatchObject({ frc: 0, amp: 16 });
    leave(house);
    expect(settingsOf(house)).toMatchObject(OWNER);
  });
});

describe('the change to another mode', () => {
  it.each(['current', 'nothing'] as const)(
    'puts back also what is told but not shown yet (%s)',
    (controls) => {
      const { frc: _, ...before } = OWNER;
      const native = createNativeCharging(before);
      native.sent({ fup: true, lmo: 4, pgt: 0, acp: true });
      const reading = chargerReading({ ...before, frc: 1, fup: true, lmo: 4 });
      expect(native.leave(reading, controls)).toMatchObject({ fup: false, lmo: 3, pgt: -50, acp: false });
    },
  );
});

describe('mode native and the limits of the house', () => {
  it('leaves the least current while nobody knows what the house draws, and all soon after', () => {
    const house = createNativeHouse(() => 9000, { charger: OWNER, settings: { houseLimitW: 14_000 } });
    expect(house.run(600).at(-1)?.carW).toBeGreaterThan(7000);
    house.meter = 'silent';
    const silent = house.run(30).at(-1);
    expect(settingsOf(house).amp).toBe(6);
    expect(silent?.decision.reason).toMatchObject({ code: 'native_blind' });
    expect(silent?.decision.reason.words).toContain('What the house draws is not known');
    house.run(600);
    expect(settingsOf(house).frc).toBe(1);
    house.meter = 'fine';
    house.run(15);
    expect(settingsOf(house)).toMatchObject({ frc: 0, amp: 16 });
  });

  it('binds a charger that has no logic of its own', () => {
    const house = createNativeHouse(() => -3000, { charger: { frc: 2 }, settings: { houseLimitW: 9000 } });
    Object.assign(house.charger.settings, { fup: undefined });
    const last = house.run(30).at(-1);
    expect(last?.decision.reason.code).toBe('native_missing');
    expect(last?.carW).toBeGreaterThan(4000);
    expect(last?.gridW).toBeLessThanOrEqual(9000);
  });

  it('keeps to the limit of a phase', () => {
    const house = createNativeHouse(() => 9000, { charger: OWNER, settings: { houseLimitA: 20 } });
    house.phasesA = (s) => [3, s < 300 ? 5 : 12, 0];
    expect(house.run(300).at(-1)?.carW).toBeGreaterThan(7000);
    house.run(15);
    expect(settingsOf(house).amp).toBe(8);
  });

  it('gives one phase less at once, also while it waits before it lets three be used', () => {
    const settings = { houseLimitW: 4100, houseLimitA: 20 };
    const house = createNativeHouse(() => 0, { charger: OWNER, settings });
    house.phasesA = (s) => [s < 30 ? 0 : 12, 0, 0];
    house.run(30);
    expect(settingsOf(house)).toMatchObject({ psm: 1, amp: 16 });
    house.choose({ houseLimitW: 12_000 });
    house.run(10);
    expect(settingsOf(house)).toMatchObject({ psm: 1, amp: 8 });
    house.run(60);
    expect(settingsOf(house)).toMatchObject({ psm: 0, amp: 8 });
  });
});

describe('mode native among several chargers', () => {
  it('is told of what a charger of higher rank is about to draw as drawn already', () => {
    const sharing = createSharing();
    const [first, share] = [sharing.join(), sharing.join()];
    const word = { measuredAtMs: START_MS, powerW: 0, pendingW: 0, yieldingW: 0 };
    first.tell({ ...word, priority: 1, pendingW: 3000 });
    share.tell({ ...word, priority: 2 });
    const house = createNativeHouse(() => 5000, { charger: { ...OWNER, frc: 1 }, share });
    house.run(5);
    expect(house.feeds.at(-1)?.data).toEqual({ pGrid: -2000 });
  });
});
