import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHouseDips } from '../../src/surplus/house-dips.js';
import { START_MS } from './fixtures.js';

const at = (seconds: number) => START_MS + seconds * 1000;

/** Readings every two seconds of a surplus of 5 kW that is given second by second. */
function feed(surplusAt: (s: number) => number, seconds: number, dips = createHouseDips()) {
  for (let s = 0; s <= seconds; s += 2) dips.take(at(s), surplusAt(s));
  return dips;
}

describe('house dips', () => {
  it('sees a kettle switched on, and off again', () => {
    const kettle = (s: number) => (s >= 60 && s < 180 ? 3000 : 5000);
    expect(feed(kettle, 120).depthW).toBe(2000);
    expect(feed(kettle, 200).depthW).toBeUndefined();
  });

  it('takes no cloud for a kettle', () => {
    const cloud = (s: number) => Math.max(1500, 5000 - 80 * s);
    expect(feed(cloud, 120).depthW).toBeUndefined();
  });

  it('takes what stays for a lasting load', () => {
    const heatPump = (s: number) => (s < 60 ? 5000 : 3000);
    expect(feed(heatPump, 1800).depthW).toBe(2000);
    expect(feed(heatPump, 1900).depthW).toBeUndefined();
  });

  it('says nothing about a fall while no reading came', () => {
    const dips = createHouseDips();
    dips.take(at(0), 5000);
    dips.take(at(40), 2000);
    expect(dips.depthW).toBeUndefined();
  });

  it('learns how long an appliance’s dips last', () => {
    const cycling = (s: number) => (s % 360 >= 180 ? 3000 : 5000);
    const dips = feed(cycling, 3600 + 190);
    const soon = dips.endings(at(3600 + 190));
    const fresh = feed(cycling, 190).endings(at(190));
    expect(soon[2]).toBeGreaterThan(fresh[2] ?? 1);
    expect(soon[0]).toBeLessThan(fresh[0] ?? 0);
  });

  it('knows chances only between 0 and 1, whatever comes', () => {
    const readings = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 120 }), fc.integer({ min: -9000, max: 9000 })),
    );
    fc.assert(
      fc.property(readings, (all) => {
        const dips = createHouseDips();
        let s = 0;
        for (const [stepS, surplusW] of all) {
          s += stepS;
          dips.take(at(s), surplusW);
          expect(dips.depthW ?? 1).toBeGreaterThan(0);
          for (const chance of dips.endings(at(s))) expect(chance >= 0 && chance <= 1).toBe(true);
        }
      }),
    );
  });
});
