import { describe, expect, it } from 'vitest';
import type { Datapoint } from '../../src/devices/datapoint.js';
import { expectation } from '../../src/devices/expectation.js';
import { row } from '../support/fake-device.js';

describe('expectation', () => {
  it.each<[Partial<Datapoint>, string]>([
    [{ type: 'boolean' }, 'key takes true or false'],
    [{ type: 'integer' }, 'key takes whole numbers'],
    [{ type: 'integer', unit: 'A', range: { min: 6, max: 32 } }, 'key takes whole amperes from 6 to 32'],
    [{ type: 'number', unit: 'Hz' }, 'key takes hertz'],
    [{ type: 'number', unit: '%/s', range: { min: 0, max: 1.5 } }, 'key takes numbers in %/s from 0 to 1.5'],
    [{ type: 'number', unit: 'Wh', nullable: true }, 'key takes watt-hours, or null'],
    [{ type: 'string' }, 'key takes text'],
    [{ type: 'string', maxLength: 64 }, 'key takes text of at most 64 characters'],
    [{ type: 'array' }, 'key takes a JSON array'],
    [{ type: 'object', nullable: true }, 'key takes a JSON object, or null'],
    [{ options: { 0: 'Neutral', 1: 'Off', 2: 'On' } }, 'key takes 0 (Neutral), 1 (Off) or 2 (On)'],
    [{ options: { true: 'Yes' } }, 'key takes true (Yes)'],
    [{ options: { null: 'None', 0: 'Any' }, nullable: true }, 'key takes 0 (Any) or null (None)'],
  ])('puts %j into words', (more, words) => expect(expectation(row('key', more))).toBe(words));

  it('says why a range is narrower than usual', () => {
    const amp = row('amp', { unit: 'A', range: { min: 6, max: 32 } });
    expect(expectation(amp, { min: 6, max: 16, because: 'ama is 16' })).toBe(
      'amp takes whole amperes from 6 to 16 (ama is 16)',
    );
  });
});
