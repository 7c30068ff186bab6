import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHouseTopics, type HouseTopicsOptions } from '../../src/surplus/house-topics.js';
import { readNumber } from '../../src/surplus/number-topic.js';
import { START_MS } from './fixtures.js';

const at = (seconds: number) => START_MS + seconds * 1000;

describe('a number in a payload', () => {
  it.each([
    ['-1250.5', undefined, -1250.5],
    [' 7 ', undefined, 7],
    ['0', undefined, 0],
    ['{"power":12}', 'power', 12],
    ['{"a":{"b":"3.5"}}', 'a.b', 3.5],
    ['', undefined, undefined],
    ['unavailable', undefined, undefined],
    ['NaN', undefined, undefined],
    ['1e999', undefined, undefined],
    ['null', undefined, undefined],
    ['{"power":12}', undefined, undefined],
    ['{"power":null}', 'power', undefined],
    ['{"power":true}', 'power', undefined],
    ['{"power":12}', 'toString', undefined],
    ['[1]', '0', undefined],
    ['{', 'power', undefined],
  ])('%j at %j is %j', (payload, path, value) => {
    expect(readNumber(payload, path)).toBe(value);
  });

  it('never is anything but a finite number', () => {
    fc.assert(
      fc.property(fc.string(), fc.option(fc.string(), { nil: undefined }), (payload, path) => {
        const value = readNumber(payload, path);
        expect(value === undefined || Number.isFinite(value)).toBe(true);
      }),
    );
  });
});

const ALL: HouseTopicsOptions = {
  battery: {
    power: { topic: 'house', path: 'battery.power' },
    soc: { topic: 'house', path: 'battery.soc' },
    positive: 'discharging',
    staleMs: 60_000,
  },
  pv: { topic: 'sun' },
};

describe('topics of the house', () => {
  it('are listened to once each', () => {
    expect(createHouseTopics(ALL).filters).toEqual(['house', 'sun']);
    expect(createHouseTopics({}).filters).toEqual([]);
  });

  it('tell of the battery and the sun as they were at the time', () => {
    const house = createHouseTopics(ALL);
    for (const s of [0, 10, 20]) {
      house.take('house', `{"battery":{"power":${s * 100},"soc":${50 + s}}}`, at(s));
      house.take('sun', String(3000 + s), at(s));
    }
    expect(house.at(at(8), at(21))).toEqual({ battery: { powerW: 1000, socPercent: 60 }, pvPowerW: 3010 });
    expect(house.at(at(30), at(31))).toEqual({ battery: { powerW: 2000, socPercent: 70 }, pvPowerW: 3020 });
  });

  it('turn the sign where charging is positive', () => {
    const power = { topic: 'b' };
    const house = createHouseTopics({ battery: { power, positive: 'charging', staleMs: 60_000 } });
    house.take('b', '500', at(0));
    expect(house.at(at(0), at(0)).battery).toEqual({ powerW: -500 });
  });

  it('say silent before the first value, after nonsense, and when the last one is old', () => {
    const house = createHouseTopics(ALL);
    expect(house.at(at(0), at(0))).toEqual({ battery: 'silent' });
    house.take('house', 'unknown', at(0));
    expect(house.at(at(0), at(0))).toEqual({ battery: 'silent' });
    house.take('house', '{"battery":{"power":5}}', at(0));
    expect(house.at(at(60), at(60)).battery).toEqual({ powerW: 5 });
    expect(house.at(at(61), at(61)).battery).toBe('silent');
    expect(createHouseTopics({}).at(at(0), at(0))).toEqual({});
  });

  it('keep a state of charge that seldom changes', () => {
    const house = createHouseTopics(ALL);
    house.take('house', '{"battery":{"power":5,"soc":81}}', at(0));
    for (let s = 30; s <= 1800; s += 30) house.take('house', '{"battery":{"power":6}}', at(s));
    expect(house.at(at(1800), at(1800)).battery).toEqual({ powerW: 6, socPercent: 81 });
  });
});
