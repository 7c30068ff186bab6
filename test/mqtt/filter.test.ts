import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coversFilter, filterProblem, matchesFilter, topicProblem } from '../../src/mqtt/filter.js';

// The examples of MQTT 5, 4.7, and those of the topic contract.
describe('matchesFilter', () => {
  it.each([
    ['sport/tennis/player1/#', 'sport/tennis/player1'],
    ['sport/tennis/player1/#', 'sport/tennis/player1/score/wimbledon'],
    ['sport/#', 'sport'],
    ['#', 'sport/tennis'],
    ['sport/+', 'sport/'],
    ['+/+', '/finance'],
    ['/+', '/finance'],
    ['$SYS/#', '$SYS/broker/load'],
    ['wattbridge/+/+/set', 'wattbridge/charger/amp/set'],
    ['wattbridge/meter/1-0:1.8.0*255', 'wattbridge/meter/1-0:1.8.0*255'],
    ['+/+', '__proto__/constructor'],
  ])('%s matches %s', (filter, topic) => expect(matchesFilter(filter, topic)).toBe(true));

  it.each([
    ['sport/+', 'sport'],
    ['+', '/finance'],
    ['sport/tennis/+', 'sport/tennis/player1/ranking'],
    ['#', '$SYS/broker'],
    ['+/broker', '$SYS/broker'],
    ['a', 'A'],
    ['a/b', 'a'],
    ['a', 'a/b'],
    ['wattbridge/+/set', 'wattbridge/charger/amp/set'],
  ])('%s does not match %s', (filter, topic) => expect(matchesFilter(filter, topic)).toBe(false));
});

describe('filterProblem', () => {
  it.each(['#', '+', '/', 'a//b', '+/#', '+/a/+', '$SYS/#', 'ä b/#'])('allows %j', (filter) =>
    expect(filterProblem(filter)).toBeUndefined(),
  );

  it.each(['', 'a#', 'a/#/b', '#/a', 'a+', '+a/b', 'a/b+', 'a\u0000', `${'x'.repeat(65_536)}`])(
    'refuses %j',
    (filter) => expect(filterProblem(filter)).toEqual(expect.any(String)),
  );
});

describe('topicProblem', () => {
  it.each(['a', '/', 'a/b', '€'.repeat(21_845)])('allows %j', (topic) =>
    expect(topicProblem(topic)).toBeUndefined(),
  );

  it.each(['', '+', 'a/#', 'a\u0000', '€'.repeat(21_846)])('refuses %j', (topic) =>
    expect(topicProblem(topic)).toEqual(expect.any(String)),
  );
});

describe('coversFilter', () => {
  it.each([
    ['#', 'a/+/#'],
    ['a/#', 'a'],
    ['a/#', 'a/#'],
    ['a/#', 'a/+/b'],
    ['a/+', 'a/+'],
    ['a/+', 'a/b'],
    ['$SYS/#', '$SYS/broker'],
  ])('%s covers %s', (wide, narrow) => expect(coversFilter(wide, narrow)).toBe(true));

  it.each([
    ['a/+', 'a/#'],
    ['a/+/#', 'a/#'],
    ['a/b', 'a/+'],
    ['#', '$SYS/#'],
    ['+/b', '$SYS/b'],
    ['a/b', 'a'],
    ['a', 'a/b'],
  ])('%s does not cover %s', (wide, narrow) => expect(coversFilter(wide, narrow)).toBe(false));

  const level = fc.constantFrom('a', 'b', '', '$SYS');
  const topics: fc.Arbitrary<string> = fc
    .array(level, { minLength: 1, maxLength: 4 })
    .map((levels) => levels.join('/'));
  const filters: fc.Arbitrary<string> = fc
    .tuple(fc.array(fc.oneof(level, fc.constant('+')), { maxLength: 3 }), fc.constantFrom('#', '+', 'a'))
    .map(([levels, last]) => [...levels, last].join('/'));

  it('says yes only when every topic of the narrow filter is one of the wide filter', () =>
    fc.assert(
      fc.property(filters, filters, topics, (wide, narrow, topic) => {
        fc.pre(coversFilter(wide, narrow) && matchesFilter(narrow, topic));
        expect(matchesFilter(wide, topic)).toBe(true);
      }),
    ));

  it('says no only when some topic of the narrow filter is none of the wide filter', () => {
    // A topic with levels that no filter of the test names is the hardest for a filter to match.
    const examplesOf = (filter: string): string[] => {
      const whole = filter.replaceAll('+', 'zz');
      return [whole.replace('#', 'zz/zz'), whole.replace('#', 'zz'), whole.replace(/\/#$/, '')];
    };
    return fc.assert(
      fc.property(filters, filters, (wide, narrow) => {
        // These two are the same, because every topic has a first level; the answer is on the safe side.
        fc.pre(wide !== '+/#' || narrow !== '#');
        fc.pre(!coversFilter(wide, narrow));
        const escapes = examplesOf(narrow).filter((topic) => matchesFilter(narrow, topic));
        expect(escapes.some((topic) => !matchesFilter(wide, topic))).toBe(true);
      }),
    );
  });
});
