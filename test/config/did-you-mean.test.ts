import { describe, expect, test } from 'vitest';
import { didYouMean } from '../../src/config/did-you-mean.js';

const NAMES = ['host', 'api_key', 'interval_s', 'idle_interval_s', 'id'];

describe('didYouMean', () => {
  test.each([
    ['hots', 'host'],
    ['hosst', 'host'],
    ['HOST', 'host'],
    ['apiKey', 'api_key'],
    ['api-key', 'api_key'],
    ['key', undefined],
    ['interval', 'interval_s'],
    ['idle_interval', 'idle_interval_s'],
    ['ip', 'id'],
    ['password', undefined],
    ['', undefined],
  ])('%s: %s', (word, name) => {
    expect(didYouMean(word, NAMES)).toBe(name);
  });

  test('takes the nearest', () => {
    expect(didYouMean('meterss', ['meter', 'meters', 'metersss'])).toBe('meters');
  });
});
