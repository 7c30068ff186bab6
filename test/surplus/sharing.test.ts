import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SurplusSettings } from '../../src/surplus/settings.js';
import { shareWordOf } from '../../src/surplus/share-word.js';
import { createSharing, type ShareWord } from '../../src/surplus/sharing.js';
import { chargerReading, START_MS } from './fixtures.js';
import { createSmallHouse } from './small-house.js';

const word = (changes: Partial<ShareWord>): ShareWord => ({
  priority: 1,
  measuredAtMs: START_MS,
  powerW: 0,
  pendingW: 0,
  yieldingW: 0,
  ...changes,
});

describe('sharing', () => {
  it.each([
    { first: word({ powerW: 3000, yieldingW: 3000 }), second: word({ priority: 2 }), seen: [0, 0] },
    { first: word({}), second: word({ priority: 2, powerW: 3000, yieldingW: 3000 }), seen: [-3000, 0] },
    { first: word({ priority: 3 }), second: word({ powerW: 3000, pendingW: 500 }), seen: [500, 0] },
    { first: word({ pendingW: 4000 }), second: word({}), seen: [0, 4000] },
    { first: word({}), second: word({ powerW: 3000 }), seen: [0, 0] },
    { first: word({}), second: word({ powerW: 3000, yieldingW: 1620 }), seen: [-1620, 0] },
  ])('$first and $second see $seen W', ({ first, second, seen }) => {
    const sharing = createSharing();
    const seats = [sharing.join(), sharing.join()];
    seats[0]?.tell(first);
    seats[1]?.tell(second);
    expect(seats.map((seat) => (seat.gridPowerW(0, START_MS) ?? Number.NaN) + 0)).toEqual(seen);
  });

  it('sees nothing while another’s power was moving', () => {
    const sharing = createSharing();
    const [first, second] = [sharing.join(), sharing.join()];
    first.tell(word({}));
    for (const s of [0, 1, 2, 3]) {
      const powerW = s < 2 ? 3000 : 0;
      second.tell(word({ measuredAtMs: START_MS + s * 1000, powerW, yieldingW: 3000, priority: 2 }));
    }
    expect(first.gridPowerW(0, START_MS + 1500)).toBeUndefined();
  });

  it('never gives the same power to two chargers', () => {
    const power = fc.integer({ min: 0, max: 11_000 });
    fc.assert(
      fc.property(power, power, fc.integer({ min: 1, max: 10 }), (oneW, otherW, priority) => {
        const sharing = createSharing();
        const [one, other] = [sharing.join(), sharing.join()];
        one.tell(word({ powerW: oneW, yieldingW: oneW, priority: 5 }));
        other.tell(word({ powerW: otherW, yieldingW: otherW, priority }));
        const gains = [one.gridPowerW(0, START_MS), other.gridPowerW(0, START_MS)];
        expect(gains.filter((seenW) => seenW !== undefined && seenW < 0).length).toBeLessThan(2);
      }),
    );
  });

  it('tells of what is coming, and of nothing for a car that takes what it takes', () => {
    const house = createSmallHouse(() => 0, { mode: 'fast', houseLimitW: 5000 });
    const limited = house.run(200).at(-1)?.decision;
    const reading = chargerReading({ car: 2, frc: 2, amp: 6, psm: 2, powerW: 4140 });
    if (limited === undefined) throw new RangeError('no decision');
    const { settings } = house.core;
    expect(shareWordOf(limited, reading, settings)).toMatchObject({ pendingW: 11_040 - 4140, yieldingW: 0 });
    expect(shareWordOf(limited, { ...reading, amp: 16, powerW: 900 }, settings).pendingW).toBe(0);
    expect(shareWordOf(limited, { ...reading, car: 4 }, settings).pendingW).toBe(0);
  });
});

/** Two chargers and their controllers behind one meter. */
function twoChargers(
  sunW: (s: number) => number,
  settings: readonly [Partial<SurplusSettings>, Partial<SurplusSettings>],
) {
  const sharing = createSharing();
  const carsW = [0, 0];
  let s = 0;
  const places = settings.map((each, index) => {
    const seat = sharing.join();
    const own = { priority: index + 1, ...each };
    const house = createSmallHouse(() => sunW(s) - (carsW[1 - index] ?? 0), own, {
      yieldingW: seat.yieldingW,
    });
    house.seenW = seat.gridPowerW;
    return { house, seat };
  });

  function second() {
    places.forEach(({ house, seat }, index) => {
      for (const { carW, decision } of house.run(1)) {
        carsW[index] = carW;
        const { frc, amp, psm } = house.knobs;
        const state = {
          frc,
          amp,
          psm,
          powerW: carW,
          car: carW > 0 ? 2 : 3,
          measuredAtMs: START_MS + s * 1000,
        };
        seat.tell(shareWordOf(decision, chargerReading(state), house.core.settings));
      }
    });
    s++;
    return { firstW: carsW[0] ?? 0, secondW: carsW[1] ?? 0 };
  }
  return { run: (seconds: number) => Array.from({ length: seconds }, second), places };
}

describe('two chargers at one meter', () => {
  const pv = { mode: 'pv' } as const;

  it('do not chase the same surplus: the first gets it, the second what is left', () => {
    const small = twoChargers(() => 2300, [pv, pv]).run(1800);
    expect(small.at(-1)).toEqual({ firstW: 2300, secondW: 0 });
    const importedW = small.slice(300).map(({ firstW, secondW }) => firstW + secondW - 2300);
    expect(Math.max(...importedW)).toBeLessThan(300);
  });

  it('use a large surplus together', () => {
    const { firstW, secondW } =
      twoChargers(() => 14_000, [pv, pv])
        .run(2400)
        .at(-1) ?? {};
    expect(firstW).toBe(11_040);
    expect(secondW).toBe(13 * 230);
  });

  it('hand the surplus over when the priority changes', () => {
    const { run, places } = twoChargers(
      () => 2300,
      [
        { ...pv, priority: 5 },
        { ...pv, priority: 6 },
      ],
    );
    run(1200);
    const second = places[1]?.house.core;
    second?.change({ ...second.settings, priority: 1 }, false);
    expect(run(1800).at(-1)).toEqual({ firstW: 0, secondW: 2300 });
  });

  it('keep to the limit of the house, the first one first', () => {
    const limited = { mode: 'fast', houseLimitW: 12_000 } as const;
    const seconds = twoChargers(() => -500, [limited, limited]).run(1200);
    const drawnW = seconds.slice(120).map(({ firstW, secondW }) => firstW + secondW + 500);
    expect(Math.max(...drawnW)).toBeLessThanOrEqual(12_000);
    expect(seconds.at(-1)).toEqual({ firstW: 11_040, secondW: 0 });
  });

  it('make room below the limit of the house before the first one takes it', () => {
    const limited = { mode: 'fast', houseLimitW: 12_000 } as const;
    const { run, places } = twoChargers(() => -500, [{ ...limited, mode: 'off' }, limited]);
    expect(run(300).at(-1)).toEqual({ firstW: 0, secondW: 11_040 });
    const first = places[0]?.house.core;
    first?.change({ ...first.settings, mode: 'fast' }, true);
    const seconds = run(900);
    const drawnW = seconds.map(({ firstW, secondW }) => firstW + secondW + 500);
    expect(Math.max(...drawnW)).toBeLessThanOrEqual(12_000);
    expect(seconds.at(-1)).toEqual({ firstW: 11_040, secondW: 0 });
  });
});
