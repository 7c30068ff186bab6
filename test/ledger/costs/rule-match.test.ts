import { describe, expect, it } from 'vitest';
import type { RuleCondition } from '../../../src/ledger/billing.js';
import { ruleMatches } from '../../../src/ledger/costs/rule-match.js';
import { CONTEXT, ruleOf, sessionOf } from './samples.js';

const matches = (condition: RuleCondition, session = {}): boolean =>
  ruleMatches(ruleOf([], [condition]), sessionOf(session), CONTEXT);

describe('ruleMatches', () => {
  // The session began on a Sunday, at 14:00 local time.
  it.each([
    { type: 'time_of_day', value: { start_time: '14:00', end_time: '15:00' }, holds: true },
    { type: 'time_of_day', value: { start_time: '13:00', end_time: '14:00' }, holds: false },
    { type: 'time_of_day', value: { start_time: '22:00', end_time: '14:01' }, holds: true },
    { type: 'time_of_day', value: { start_time: '14:01', end_time: '06:00' }, holds: false },
    { type: 'day_of_week', value: ['sat', 'sun'], holds: true },
    { type: 'day_of_week', value: ['sunday'], holds: true },
    { type: 'day_of_week', value: ['mon'], holds: false },
    { type: 'user_type', value: 'unknown', holds: true },
    { type: 'user_type', value: 'known', holds: false },
    { type: 'user_type', value: 'Anna', holds: false },
    { type: 'charger_id', value: 'garage', holds: true },
    { type: 'charger_id', value: ['yard', 'garage'], holds: true },
    { type: 'charger_id', value: 'yard', holds: false },
    { type: 'site_id', value: 'site_home', holds: true },
    { type: 'site_id', value: 'site_away', holds: false },
    { type: 'min_energy_kwh', value: 10, holds: true },
    { type: 'min_energy_kwh', value: 10.001, holds: false },
    { type: 'max_energy_kwh', value: 10, holds: true },
    { type: 'max_energy_kwh', value: 9.999, holds: false },
    // What cannot be understood does not hold.
    { type: 'time_of_day', value: 'noon', holds: false },
    { type: 'min_energy_kwh', value: '5', holds: false },
  ] as const)('$type $value: $holds', ({ holds, ...condition }) => {
    expect(matches(condition)).toBe(holds);
  });

  it('knows users by their card', () => {
    const anna = { userId: 'Anna' };
    expect(matches({ type: 'user_type', value: 'known' }, anna)).toBe(true);
    expect(matches({ type: 'user_type', value: 'unknown' }, anna)).toBe(false);
    expect(matches({ type: 'user_type', value: ['Bert', 'Anna'] }, anna)).toBe(true);
    expect(matches({ type: 'user_type', value: 'anna' }, anna)).toBe(false);
  });

  it.each([
    // Both 02:30 of the night in which clocks go back.
    ['2026-10-25T00:30:00Z', true],
    ['2026-10-25T01:30:00Z', true],
    ['2026-10-25T02:00:00Z', false],
    // Spring: 01:59 is followed by 03:00.
    ['2026-03-29T00:59:00Z', false],
    ['2026-03-29T01:00:00Z', false],
  ])('goes by local clocks when they change: %s', (at, holds) => {
    const night: RuleCondition = { type: 'time_of_day', value: { start_time: '02:00', end_time: '03:00' } };
    expect(matches(night, { startedAtMs: Date.parse(at) })).toBe(holds);
  });

  it('wants all conditions, and none is always met', () => {
    const sunday: RuleCondition = { type: 'day_of_week', value: ['sun'] };
    const yard: RuleCondition = { type: 'charger_id', value: 'yard' };
    expect(ruleMatches(ruleOf([], [sunday, yard]), sessionOf(), CONTEXT)).toBe(false);
    expect(ruleMatches(ruleOf([], []), sessionOf(), CONTEXT)).toBe(true);
  });
});
