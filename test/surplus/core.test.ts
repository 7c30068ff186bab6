import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { START_MS } from './fixtures.js';
import { createSmallHouse } from './small-house.js';

describe('pv', () => {
  it('leaves the car alone without surplus', () => {
    const house = createSmallHouse(() => -300);
    const seconds = house.run(1800);
    expect(house.writes).toEqual([]);
    expect(seconds.at(-1)?.decision.reason.code).toBe('waiting_for_surplus');
  });

  it.each([
    { surplusW: 2000, phases: 1, amp: 9 },
    { surplusW: 3300, phases: 1, amp: 14 },
    { surplusW: 8300, phases: 3, amp: 12 },
  ])(
    'follows $surplusW W with $amp A on $phases phases and then stays quiet',
    ({ surplusW, phases, amp }) => {
      const house = createSmallHouse(() => surplusW);
      const last = house.run(1200).at(-1);
      expect(last?.carW).toBe(amp * phases * 230);
      expect(last?.decision.reason.code).toBe('following_surplus');
      const count = house.writes.length;
      house.run(3600);
      expect(house.writes).toHaveLength(count);
    },
  );

  it('never draws more than a steady surplus when it must not import', () => {
    const house = createSmallHouse(() => 2250, { profile: 'never_import' });
    expect(house.run(1200).at(-1)?.carW).toBe(9 * 230);
  });

  it('stops when the surplus is gone, and stays above the minimum in min_pv', () => {
    const gone = (s: number) => (s < 900 ? 4000 : 100);
    expect(createSmallHouse(gone).run(1500).at(-1)?.carW).toBe(0);
    expect(createSmallHouse(gone, { mode: 'min_pv' }).run(1500).at(-1)?.carW).toBe(6 * 230);
  });

  it('starts at the minimum in the dark in min_pv', () => {
    expect(
      createSmallHouse(() => -200, { mode: 'min_pv' })
        .run(300)
        .at(-1)?.carW,
    ).toBe(6 * 230);
  });

  it.each(['fine', 'silent'] as const)(
    'says in min_pv that the shortest pause is not over: meter %s',
    (meter) => {
      const house = createSmallHouse(() => 0, { minOffS: 300 });
      house.surplusW = (s) => (s < 600 ? 4000 : -300);
      while (house.run(1).every(({ decision }) => decision.setPoint?.frc !== 1));
      house.meter = meter;
      house.core.change({ ...house.core.settings, mode: 'min_pv' }, true);
      const pause = house.run(280).slice(30);
      expect(new Set(pause.map(({ decision }) => decision.reason.code))).toEqual(
        new Set(['waiting_for_min_off_time']),
      );
      expect(house.run(60).at(-1)?.carW).toBe(6 * 230);
    },
  );

  it('aims at the owner’s grid power', () => {
    expect(
      createSmallHouse(() => 2000, { targetGridPowerW: 460 })
        .run(1200)
        .at(-1)?.carW,
    ).toBe(11 * 230);
  });
});

describe('fast and off', () => {
  it('fast takes all that the limits allow, without a meter too', () => {
    const house = createSmallHouse(() => 0, { mode: 'fast' });
    house.meter = 'silent';
    expect(house.run(120).at(-1)?.carW).toBe(3 * 16 * 230);
  });

  it('keeps to the limit of the house in every mode', () => {
    const house = createSmallHouse(() => -1000, { mode: 'fast', houseLimitW: 6000 });
    const drawnW = house
      .run(600)
      .slice(60)
      .map((second) => second.carW + 1000);
    expect(Math.max(...drawnW)).toBeLessThanOrEqual(6000);
    expect(Math.min(...drawnW)).toBeGreaterThan(4000);
  });

  it('keeps to the limit of the house with what the meter says now, not with what another mode expected', () => {
    const house = createSmallHouse(() => 8000, { houseLimitW: 6000 });
    house.run(900);
    house.core.change({ ...house.core.settings, mode: 'fast' }, true);
    house.surplusW = () => -1500;
    const drawnW = house
      .run(900)
      .slice(60)
      .map((second) => second.carW + 1500);
    expect(Math.max(...drawnW)).toBeLessThanOrEqual(6000);
  });

  it('does nothing by surprise: off acts only when it was chosen', () => {
    const house = createSmallHouse(() => 5000, { mode: 'off' });
    house.knobs.frc = 2;
    expect(house.run(60).at(-1)?.carW).toBeGreaterThan(0);
    house.core.change({ ...house.core.settings, mode: 'off' }, true);
    expect(house.run(60).at(-1)?.carW).toBe(0);
  });
});

describe('other hands', () => {
  it('respects a hand that starts charging although the mode is off, until the next plug-in', () => {
    const house = createSmallHouse(() => 5000, { mode: 'pv' });
    house.run(60);
    house.core.change({ ...house.core.settings, mode: 'off' }, true);
    house.run(60);
    house.knobs.frc = 2;
    const after = house.run(120).at(-1);
    expect(after?.carW).toBeGreaterThan(0);
    expect(after?.decision.reason.code).toBe('knob_turned');
  });

  it('respects a turned knob until the mode is chosen again', () => {
    const house = createSmallHouse(() => 3000);
    house.run(600);
    house.knobs.amp = 7;
    const after = house.run(900).at(-1);
    expect(after?.decision.reason.code).toBe('knob_turned');
    expect(after?.decision.reason.words).toContain('amp to 7');
    expect(after?.carW).toBe(7 * 230);
    house.core.change({ ...house.core.settings, mode: 'pv' }, true);
    expect(house.run(300).at(-1)?.carW).toBe(13 * 230);
  });

  it('respects a turned knob until the next plug-in', () => {
    const house = createSmallHouse(() => 3000);
    house.run(600);
    house.knobs.amp = 7;
    house.run(60);
    house.car = 'away';
    house.run(60);
    house.car = 'plugged';
    expect(house.run(300).at(-1)?.carW).toBe(13 * 230);
  });

  it('takes what changed while the broker was away as it is', () => {
    const house = createSmallHouse(() => 3000);
    house.run(600);
    house.core.takeReconnected(START_MS + 600_000);
    house.knobs.amp = 6;
    const codes = house.run(300).map((second) => second.decision.reason.code);
    expect(codes).not.toContain('knob_turned');
    expect(house.knobs.amp).toBe(13);
    house.knobs.amp = 7;
    expect(house.run(10).at(-1)?.decision.reason.code).toBe('knob_turned');
  });

  it.each([
    { failSafe: 'pause', code: 'following_surplus' },
    { failSafe: 'keep', code: 'knob_turned' },
  ] as const)('takes a pause after a long silence for the bridge’s when fail_safe is $failSafe', (choice) => {
    const house = createSmallHouse(() => 3000, { failSafe: choice.failSafe, failSafeS: 30 });
    house.run(600);
    house.charger = 'silent';
    house.run(29);
    house.knobs.frc = 1;
    house.charger = 'fine';
    expect(house.run(300).at(-1)?.decision.reason.code).toBe(choice.code);
  });

  it('puts frc back after unplugging, so that the next car waits', () => {
    const house = createSmallHouse((s) => (s < 600 ? 3000 : -200));
    house.run(600);
    house.car = 'away';
    house.knobs.frc = 0;
    expect(house.run(30).at(-1)?.decision.reason.code).toBe('unplugged');
    expect(house.knobs.frc).toBe(1);
    house.car = 'plugged';
    expect(house.run(300).every((second) => second.carW === 0)).toBe(true);
  });
});

describe('a car that is shown as complete', () => {
  it.each(['pv', 'plan'] as const)('is charged again after a pause of our own: %s', (mode) => {
    const cloud = (s: number) => (s > 900 && s < 1800 ? 0 : 4000);
    const house = createSmallHouse(cloud, { mode });
    house.carWhenOff = 4;
    house.run(1500);
    expect(house.knobs.frc).toBe(1);
    const seconds = house.run(1500);
    expect(seconds.map((second) => second.decision.reason.code)).not.toContain('car_full');
    expect(seconds.at(-1)?.carW).toBeGreaterThan(3000);
  });

  it('is full when it takes nothing although it may, until it takes something', () => {
    const house = createSmallHouse(() => 4000);
    house.run(600);
    house.car = 'full';
    const { length } = house.writes;
    expect(house.run(900).at(-1)?.decision.reason.code).toBe('car_full');
    expect(house.writes).toHaveLength(length);
    house.car = 'plugged';
    expect(house.run(300).at(-1)?.decision.reason.code).not.toBe('car_full');
  });

  it('is tried once when it was full before the pause', () => {
    const house = createSmallHouse(() => 4000);
    house.car = 'full';
    const codes = house.run(1800).map((second) => second.decision.reason.code);
    expect(codes.at(-1)).toBe('car_full');
    expect(house.writes.map(({ setPoint }) => setPoint.frc)).toEqual([2]);
  });
});

describe('a charger that refuses', () => {
  it('tries again with growing pauses and says why', () => {
    const house = createSmallHouse(() => 3000);
    house.answer = 'refused';
    const last = house.run(400).at(-1);
    const gaps = house.writes.slice(1).map((write, index) => write.s - (house.writes[index]?.s ?? 0));
    expect(gaps.every((gap, index) => gap >= 10 && gap >= (gaps[index - 1] ?? 0))).toBe(true);
    expect(last?.decision.reason.words).toContain('the charger said no');
  });

  it.each([
    { what: 'a start', beforeW: -300, wantedW: 3000 },
    { what: 'another current', beforeW: 3000, wantedW: 2000 },
  ])('says no more of $what that is wanted no longer', ({ beforeW, wantedW }) => {
    const house = createSmallHouse(() => beforeW);
    house.run(600);
    house.answer = 'refused';
    house.surplusW = () => wantedW;
    const { length } = house.writes;
    while (house.writes.length < length + 3) house.run(1);
    expect(house.run(5).at(-1)?.decision.reason.words).toContain('failed');
    house.surplusW = () => beforeW;
    expect(house.run(120).at(-1)?.decision.reason.words).not.toContain('failed');
  });
});

describe('always', () => {
  it('keeps limits and intervals, writes only what changes, and explains itself', () => {
    const step = fc.record({
      seconds: fc.integer({ min: 5, max: 240 }),
      surplusW: fc.integer({ min: -2000, max: 12_000 }),
    });
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 3, maxLength: 10 }),
        fc.integer({ min: 8, max: 16 }),
        (steps, maxCurrentA) => {
          const house = createSmallHouse(() => 0, { maxCurrentA });
          let before = { ...house.knobs };
          for (const { seconds, surplusW } of steps) {
            house.surplusW = () => surplusW;
            for (let count = 0; count < seconds; count++) {
              const [second] = house.run(1);
              const setPoint = second?.decision.setPoint ?? {};
              expect(setPoint.amp ?? 6).toBeLessThanOrEqual(maxCurrentA);
              expect(setPoint.amp ?? 6).toBeGreaterThanOrEqual(6);
              for (const [key, value] of Object.entries(setPoint))
                expect(before[key as keyof typeof before]).not.toBe(value);
              expect(second?.decision.reason.words.length).toBeGreaterThan(10);
              before = { ...before, ...setPoint };
            }
          }
          const gaps = house.writes.slice(1).map((write, index) => write.s - (house.writes[index]?.s ?? 0));
          expect(Math.min(5, ...gaps)).toBe(5);
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe('a whole day', () => {
  it('captures nearly all of a clear day with few changes', () => {
    const sun = (s: number) => 7000 * Math.sin((Math.PI * s) / 36_000) - 400;
    const house = createSmallHouse(sun);
    let net = 0;
    let total = 0;
    for (const { s, carW } of house.run(36_000)) {
      const surplusW = Math.max(0, sun(s));
      total += surplusW;
      net += carW === 0 ? 0 : surplusW - Math.abs(surplusW - carW);
    }
    expect(net / total).toBeGreaterThan(0.94);
    expect(house.writes.length).toBeLessThan(80);
    expect(house.writes.filter(({ setPoint }) => setPoint.frc === 2)).toHaveLength(1);
  });
});
