import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beforeNativeOf, valueOfBefore } from '../../src/surplus/native-keys.js';
import { createNativeHouse, type NativeHouse } from './native-house.js';

/** A charger as its owner set it, without any thought of the sun. */
const OWNER = { fup: false, lmo: 3, pgt: -50, acp: false, frc: 0, amp: 10, psm: 2 };
const AS_OWNER = { charger: OWNER };

const settingsOf = ({ charger }: NativeHouse) => ({ ...charger.settings });
const codesIn = (seconds: ReturnType<NativeHouse['run']>) => [
  ...new Set(seconds.map(({ decision }) => decision.reason.code)),
];

describe('mode native', () => {
  it('remembers what was there, sets the charger up in one command, and tells it of the grid', () => {
    const house = createNativeHouse(() => 6000, AS_OWNER);
    const [first] = house.run(1);
    expect(first?.decision.explanation.beforeNative).toEqual(OWNER);
    expect(house.writes).toEqual([]);
    house.run(4);
    expect(house.writes.map(({ values }) => values)).toEqual([
      { fup: true, lmo: 4, pgt: 0, acp: true, amp: 16, psm: 0 },
    ]);
    const last = house.run(900).at(-1);
    expect(last?.carW).toBeGreaterThan(5000);
    expect(last?.decision.reason.code).toBe('native');
    expect(house.writes).toHaveLength(1);
  });

  it('tells it at least every five seconds, and that is no set-point', () => {
    const house = createNativeHouse(() => 6000, AS_OWNER);
    house.run(300);
    const gaps = house.feeds.slice(1).map(({ s }, index) => s - (house.feeds[index]?.s ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(5);
    const before = house.writes.length;
    house.choose({ maxCurrentA: 12 });
    const [second] = house.run(1);
    expect(house.writes.slice(before)).toMatchObject([{ s: second?.s, values: { amp: 12 } }]);
  });

  it('tells what it knows: the grid, import positive, and no more', () => {
    const house = createNativeHouse(() => -700, AS_OWNER);
    house.run(10);
    expect(house.feeds.at(-1)?.data).toEqual({ pGrid: expect.any(Number) });
    expect(Number(house.feeds.at(-1)?.data['pGrid'])).toBeGreaterThanOrEqual(700);
  });

  it.each([
    { settings: { targetGridPowerW: -200 }, expected: { pgt: -200 } },
    { settings: { phasePolicy: 1 }, expected: { psm: 1 } },
    { settings: { phasePolicy: 3 }, expected: { psm: 2 } },
    { settings: { maxCurrentA: 9 }, expected: { amp: 9 } },
    { settings: { houseLimitW: 5000 }, expected: { amp: 7 } },
    { settings: { houseLimitW: 3000 }, expected: { amp: 12, psm: 1 } },
    { settings: { houseLimitW: 1000 }, expected: { frc: 1 } },
  ] as const)('$settings becomes $expected', ({ settings, expected }) => {
    const house = createNativeHouse(() => 0, { ...AS_OWNER, settings });
    house.run(30);
    expect(settingsOf(house)).toMatchObject({ fup: true, ...expected });
  });

  it('does not try with a charger that has no such logic', () => {
    const house = createNativeHouse(() => 6000);
    Object.assign(house.charger.settings, { fup: undefined });
    expect(codesIn(house.run(30))).toEqual(['native_missing']);
    expect([...house.writes, ...house.feeds]).toEqual([]);
  });

  it('asks now and then only when it is refused on principle', () => {
    const house = createNativeHouse(() => 6000, AS_OWNER);
    house.run(10);
    house.link = 'refuses';
    house.run(5);
    const before = house.feeds.length;
    expect(house.run(50).at(-1)?.decision.reason.words).toContain('failed: rejected');
    expect(house.feeds).toHaveLength(before);
    house.link = 'fine';
    house.run(30);
    expect(house.feeds.length).toBeGreaterThan(before + 3);
  });

  it('leaves the next car to the charger, and tells nothing while none is there', () => {
    const house = createNativeHouse(() => -500, AS_OWNER);
    house.run(60);
    house.unplug();
    const seconds = house.run(60);
    expect(codesIn(seconds).at(-1)).toBe('unplugged');
    expect(house.feeds.at(-1)?.s).toBeLessThan(62);
    expect(settingsOf(house)).toMatchObject({ fup: true, lmo: 4, frc: 0 });
    house.plug();
    expect(house.run(60).every(({ carW }) => carW === 0)).toBe(true);
  });

  it('respects a hand on a knob until the next plug-in, and goes on telling', () => {
    const house = createNativeHouse(() => 6000, AS_OWNER);
    house.run(60);
    house.charger.pending.push(['fup', false]);
    const last = house.run(60).at(-1);
    expect(last?.decision.reason).toMatchObject({ code: 'knob_turned' });
    expect(last?.decision.reason.words).toContain('fup to false');
    expect(settingsOf(house).fup).toBe(false);
    expect(last?.s).toBeLessThan((house.feeds.at(-1)?.s ?? 0) + 5);
    house.unplug();
    house.run(5);
    house.plug();
    house.run(30);
    expect(settingsOf(house).fup).toBe(true);
  });

  it('takes no phase switch of the charger for a hand', () => {
    const house = createNativeHouse((s) => (s < 900 ? 2000 : 9000), AS_OWNER);
    const seconds = house.run(2400);
    expect(codesIn(seconds)).not.toContain('knob_turned');
    expect(seconds.at(-1)?.carW).toBeGreaterThan(7000);
  });

  it('narrows the bound at once when the house draws more, and widens it after a while', () => {
    const house = createNativeHouse((s) => (s > 100 && s < 200 ? -4000 : 0), {
      ...AS_OWNER,
      settings: { houseLimitW: 11_500 },
    });
    const leftW = () => house.charger.settings.amp * 230 * (house.charger.settings.psm === 1 ? 1 : 3);
    house.run(100);
    expect(leftW()).toBe(11_040);
    house.run(12);
    expect(leftW() + 4000).toBeLessThanOrEqual(11_500);
    const before = house.writes.length;
    house.run(1200);
    expect(leftW()).toBe(11_040);
    expect(house.writes.length - before).toBeLessThan(10);
  });
});

describe('mode native, always', () => {
  const owner = fc.record({
    fup: fc.boolean(),
    lmo: fc.constantFrom(3, 4, 5),
    pgt: fc.integer({ min: -500, max: 500 }),
    acp: fc.boolean(),
    frc: fc.constantFrom(0, 1, 2),
    amp: fc.integer({ min: 6, max: 16 }),
    psm: fc.constantFrom(0, 1, 2),
  });
  const stretch = fc.record({
    seconds: fc.integer({ min: 1, max: 120 }),
    surplusW: fc.integer({ min: -8000, max: 12_000 }),
    maxCurrentA: fc.integer({ min: 6, max: 16 }),
    targetGridPowerW: fc.integer({ min: -500, max: 500 }),
  });

  it('keeps the pace, tells in time, stays within the limits, and leaves everything as it was', () => {
    fc.assert(
      fc.property(owner, fc.array(stretch, { minLength: 1, maxLength: 5 }), (before, stretches) => {
        const house = createNativeHouse(() => 0, { charger: before, settings: { houseLimitW: 9000 } });
        for (const { seconds, surplusW, ...settings } of stretches) {
          house.surplusW = () => surplusW;
          house.choose(settings);
          house.run(seconds);
          const amps = house.writes.map(({ values }) => Number(values['amp'] ?? 6));
          expect(Math.max(6, ...amps)).toBeLessThanOrEqual(16);
          if (house.writes.at(-1)?.values['amp'] !== undefined && seconds > 10)
            expect(house.charger.settings.amp).toBeLessThanOrEqual(settings.maxCurrentA);
        }
        const gaps = (all: readonly { readonly s: number }[]) =>
          all.slice(1).map(({ s }, index) => s - (all[index]?.s ?? 0));
        expect(Math.min(5, ...gaps(house.writes))).toBe(5);
        expect(Math.max(3, ...gaps(house.feeds))).toBeLessThan(5);
        house.command(house.client.farewell());
        house.run(1);
        expect(settingsOf(house)).toMatchObject(before);
      }),
      { numRuns: 40 },
    );
  });
});

describe('mode native with a silent meter', () => {
  it('tells nothing, gives up after a while, and comes back', () => {
    const house = createNativeHouse(() => 6000, { ...AS_OWNER, settings: { meterMinimumS: 60 } });
    house.run(600);
    house.meter = 'silent';
    const seconds = house.run(120);
    expect(codesIn(seconds)).toEqual(['native', 'native_blind', 'meter_pause']);
    expect(house.feeds.at(-1)?.s).toBeLessThan(612);
    expect(settingsOf(house).frc).toBe(1);
    house.meter = 'fine';
    expect(house.run(600).at(-1)?.carW).toBeGreaterThan(5000);
  });
});

describe('leaving mode native', () => {
  it('hands over to pv without a jump', () => {
    const house = createNativeHouse(() => 6000, AS_OWNER);
    house.run(900);
    house.choose({ mode: 'pv' });
    const seconds = house.run(120);
    expect(settingsOf(house)).toMatchObject({ fup: false, lmo: 3, pgt: -50, acp: false, psm: 2 });
    expect(Math.max(...seconds.map(({ gridW }) => Math.abs(gridW)))).toBeLessThan(1200);
    expect(seconds.at(-1)?.decision.explanation.beforeNative).toBeUndefined();
    expect(seconds.at(-1)?.decision.reason.code).toBe('following_surplus');
  });

  it.each(['pv', 'plan'] as const)('lets nothing begin to charge on the way to %s', (mode) => {
    const house = createNativeHouse(() => -500, AS_OWNER);
    house.run(60);
    house.choose({ mode });
    expect(house.run(120).every(({ carW }) => carW === 0)).toBe(true);
    expect(settingsOf(house)).toMatchObject({ fup: false, frc: 1 });
  });

  it('puts everything back when the charger is to be left alone', () => {
    const house = createNativeHouse(() => 6000, AS_OWNER);
    house.run(900);
    house.core.change({ ...house.core.settings, mode: 'off', handsOff: true }, false);
    house.run(30);
    expect(settingsOf(house)).toMatchObject(OWNER);
  });

  it('switches off, and puts back all the rest', () => {
    const house = createNativeHouse(() => 6000, AS_OWNER);
    house.run(900);
    house.choose({ mode: 'off' });
    expect(house.run(60).at(-1)?.carW).toBe(0);
    expect(settingsOf(house)).toMatchObject({ ...OWNER, frc: 1 });
  });

  it('puts nothing back that somebody else has changed since', () => {
    const house = createNativeHouse(() => 6000, AS_OWNER);
    house.run(60);
    house.charger.pending.push(['pgt', -300]);
    house.run(10);
    house.choose({ mode: 'off' });
    house.run(30);
    expect(settingsOf(house)).toMatchObject({ ...OWNER, pgt: -300, frc: 1 });
  });

  it('puts everything back at the end', () => {
    const house = createNativeHouse(() => 6000, AS_OWNER);
    house.run(60);
    house.command(house.client.farewell());
    house.run(1);
    expect(settingsOf(house)).toMatchObject(OWNER);
  });

  it('puts everything back at the end, also while the set-up is under way', () => {
    const house = createNativeHouse(() => 6000, AS_OWNER);
    house.run(2);
    house.command(house.client.farewell());
    expect(house.writes.at(-1)?.values).toEqual(OWNER);
  });

  it('forces nothing at the end when another mode has been chosen already', () => {
    const house = createNativeHouse(() => 6000, AS_OWNER);
    house.run(60);
    house.choose({ mode: 'off' });
    house.command(house.client.farewell());
    expect(house.writes.at(-1)?.values).toEqual(expect.not.objectContaining({ frc: 0 }));
    expect(house.writes.at(-1)?.values).toMatchObject({ fup: false, lmo: 3 });
  });

  it('forces nothing at the end that unplugging has ended', () => {
    const house = createNativeHouse(() => 6000, { charger: { ...OWNER, frc: 1 } });
    house.run(60);
    house.unplug();
    house.run(5);
    house.plug();
    house.run(30);
    house.command(house.client.farewell());
    house.run(1);
    expect(settingsOf(house).frc).toBe(0);
  });

  it.each(['pv', 'off', 'native'] as const)(
    'knows after a crash what to put back, and does in %s',
    (mode) => {
      const crashed = createNativeHouse(() => 6000, AS_OWNER);
      const { beforeNative } = crashed.run(60).at(-1)?.decision.explanation ?? {};
      const wire = JSON.parse(JSON.stringify(valueOfBefore(beforeNative)));
      const house = createNativeHouse(() => 6000, {
        charger: { ...settingsOf(crashed) },
        settings: { mode },
        options: { beforeNative: beforeNativeOf(new Map([['native_before', wire]])) },
      });
      house.run(60);
      expect(settingsOf(house).fup).toBe(mode === 'native');
      if (mode === 'native') house.command(house.client.farewell());
      house.run(30);
      expect(settingsOf(house)).toMatchObject({ fup: false, lmo: 3, pgt: -50, acp: false });
      if (mode !== 'pv') expect(settingsOf(house)).toMatchObject(OWNER);
    },
  );

  it('has nothing to put back without a memory, and none in other modes', () => {
    const house = createNativeHouse(() => 6000, { ...AS_OWNER, settings: { mode: 'pv' } });
    house.run(60);
    expect(house.client.farewell()).toBeUndefined();
    expect(house.feeds).toEqual([]);
    expect(settingsOf(house)).toMatchObject({ fup: false, lmo: 3 });
  });
});
