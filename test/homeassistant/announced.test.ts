import { describe, expect, it } from 'vitest';
import { type AnnouncedRecord, readRecord } from '../../src/homeassistant/announced.js';

const RECORD: AnnouncedRecord = {
  wattbridge_charger: { prefix: 'homeassistant', mode: 'device', components: { number_amp: 'number' } },
};

describe('readRecord', () => {
  it('reads what was written', () => {
    expect(readRecord(JSON.stringify(RECORD))).toEqual(RECORD);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['another form', '{"devices":[]}'],
    ['a wildcard as prefix', '{"d":{"prefix":"#","mode":"device","components":{}}}'],
    ['a level too many', '{"a/b":{"prefix":"ha","mode":"device","components":{}}}'],
    ['a topic as platform', '{"d":{"prefix":"ha","mode":"components","components":{"a":"../x"}}}'],
  ])('refuses %s', (_what, text) => {
    expect(readRecord(text)).toBeUndefined();
  });
});
