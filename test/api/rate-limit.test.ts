import { describe, expect, it } from 'vitest';
import { addressGroup, createRateLimit } from '../../src/api/rate-limit.js';

describe('createRateLimit', () => {
  it("lets a minute's requests pass at once, then one for each that the time brings", () => {
    const limit = createRateLimit(60);
    for (let n = 0; n < 60; n++) expect(limit.take('a', 0)).toBe(0);
    expect(limit.take('a', 0)).toBe(1);
    expect(limit.take('a', 999)).toBe(1);
    expect(limit.take('a', 1000)).toBe(0);
    expect(limit.take('a', 1000)).toBe(1);
  });

  it('tells how many seconds to wait', () => {
    const limit = createRateLimit(2);
    limit.take('a', 0);
    limit.take('a', 0);
    expect(limit.take('a', 0)).toBe(30);
    expect(limit.take('a', 29_500)).toBe(1);
    expect(limit.take('a', 30_000)).toBe(0);
  });

  it('counts each caller by itself, and saves up no more than a minute', () => {
    const limit = createRateLimit(1);
    expect([limit.take('a', 0), limit.take('b', 0)]).toEqual([0, 0]);
    expect([limit.take('a', 3_600_000), limit.take('a', 3_600_000)]).toEqual([0, 60]);
  });

  it('forgets those that were away longest when there are too many', () => {
    const limit = createRateLimit(1);
    limit.take('first', 0);
    for (let n = 0; n < 10_000; n++) limit.take(`stranger ${n}`, 0);
    expect(limit.take('first', 0)).toBe(0);
    expect(limit.take('stranger 9999', 0)).toBe(60);
  });
});

describe('addressGroup', () => {
  it.each([
    ['192.168.1.20', '192.168.1.20'],
    ['::ffff:192.168.1.20', '192.168.1.20'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::6', '2001:db8:1:2'],
    ['2001:db8::6', '2001:db8:0:0'],
    ['fe80::1', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s belongs to %s', (address, group) => {
    expect(addressGroup(address)).toBe(group);
  });
});
