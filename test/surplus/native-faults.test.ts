import { describe, expect, it } from 'vitest';
import { createNativeHouse, type NativeHouse, type NativeSecond } from './native-house.js';

/** Whether the controller says what it says while all is well. */
const isUsual = ({ decision: { reason } }: NativeSecond) =>
  reason.code === 'native' && !reason.words.includes('failed');

/** Seconds until all is as usual, for good. */
function untilUsual(house: NativeHouse): number {
  const seconds = house.run(900);
  return seconds.findLastIndex((second) => !isUsual(second)) + 1;
}

describe('mode native over faults of the charger', () => {
  it.each([
    { fault: 'refuses', lastsS: 90, wantedA: 9, longestS: 65 },
    { fault: 'refuses', lastsS: 90, wantedA: 16, longestS: 65 },
    { fault: 'gone', lastsS: 120, wantedA: 9, longestS: 10 },
    { fault: 'gone', lastsS: 120, wantedA: 16, longestS: 10 },
  ] as const)(
    'is as usual within $longestS s when it $fault for $lastsS s and $wantedA A are wanted in the end',
    ({ fault, lastsS, wantedA, longestS }) => {
      const house = createNativeHouse(() => 6000);
      expect(house.run(600).at(-1)).toSatisfy(isUsual);
      house.link = fault;
      house.choose({ maxCurrentA: 9 });
      expect(house.run(lastsS).at(-1)).not.toSatisfy(isUsual);
      house.choose({ maxCurrentA: wantedA });
      house.link = 'fine';
      expect(untilUsual(house)).toBeLessThanOrEqual(longestS);
      expect(house.charger.settings.amp).toBe(wantedA);
    },
  );

  it('tries again at once when it returns, however rarely it tried before', () => {
    const house = createNativeHouse(() => 6000);
    house.run(600);
    house.choose({ maxCurrentA: 9 });
    house.link = 'refuses';
    house.run(400);
    house.link = 'gone';
    house.run(120);
    house.link = 'fine';
    expect(house.run(10).at(-1)).toSatisfy(isUsual);
    expect(house.charger.settings.amp).toBe(9);
  });
});
