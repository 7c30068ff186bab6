import { describe, expect, test } from 'vitest';
import { localOffsetMs, localText, utcText } from '../../../src/simulator/charger/device-time.js';

const HOUR_MS = 3_600_000;

describe('times of the charger', () => {
  test.each([
    ['2026-01-15T12:00:00Z', 60, 1, 1],
    ['2026-03-29T00:59:59Z', 60, 1, 1],
    ['2026-03-29T01:00:00Z', 60, 1, 2],
    ['2026-10-25T00:59:59Z', 60, 1, 2],
    ['2026-10-25T01:00:00Z', 60, 1, 1],
    ['2027-03-28T01:00:00Z', 0, 1, 1],
    ['2026-07-01T12:00:00Z', 60, 0, 1],
    ['2026-07-01T12:00:00Z', -210, 0, -3.5],
  ])('%s in the zone of %i minutes with summer time %i is %f h ahead', (utc, zone, summerTime, hours) => {
    expect(localOffsetMs(Date.parse(utc), zone, summerTime)).toBe(hours * HOUR_MS);
  });

  test('are written as real chargers write them', () => {
    const timeMs = Date.parse('2022-02-16T19:27:34.042Z');
    expect(utcText(timeMs)).toBe('2022-02-16T19:27:34.042.000');
    expect(localText(timeMs, HOUR_MS)).toBe('2022-02-16T20:27:34.042.000 +01:00');
    expect(localText(timeMs, -3.5 * HOUR_MS)).toBe('2022-02-16T15:57:34.042.000 -03:30');
  });
});
