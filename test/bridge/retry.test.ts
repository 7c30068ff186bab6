import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOffline, retryDelayMs } from '../../src/bridge/retry.js';
import { DeviceError } from '../../src/devices/device-error.js';

const hiccup = new DeviceError('timeout', 'slow');
const refused = new DeviceError('unauthorized', 'wrong key');

describe('retryDelayMs', () => {
  it.each([
    [1, hiccup, 1000],
    [2, hiccup, 2000],
    [4, hiccup, 8000],
    [60, hiccup, 30_000],
    [1, refused, 10_000],
  ])('waits after %i failures (%s) for %i ms', (failures, error, ms) => {
    expect(retryDelayMs(failures, error, 1000)).toBe(ms);
  });

  it('never polls faster than usual and always within a minute', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 1000, max: 60_000 }),
        (failures, interval) => {
          const ms = retryDelayMs(failures, hiccup, interval);
          expect(ms).toBeGreaterThanOrEqual(interval);
          expect(ms).toBeLessThanOrEqual(60_000);
        },
      ),
    );
  });
});

describe('isOffline', () => {
  it.each([
    ['one hiccup', 1, hiccup, true, false],
    ['three in a row', 3, hiccup, true, true],
    ['a refused key', 1, refused, true, true],
    ['no answer ever', 1, hiccup, false, true],
  ])('%s', (_name, failures, error, everAnswered, offline) => {
    expect(isOffline(failures, error, everAnswered)).toBe(offline);
  });
});
