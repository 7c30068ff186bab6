import type { BillingRule } from '../billing.js';
import type { Session } from '../session.js';
import { type Condition, conditionSchema } from './rule-terms.js';
import { type LocalTime, minuteOf, type Zone } from './zone.js';

/** What rules may look at beside the session. */
export interface RuleContext {
  readonly zone: Zone;
  readonly siteId: string;
}

/** Whether all conditions of a rule hold. One that cannot be understood does not. */
export function ruleMatches(rule: BillingRule, session: Session, { zone, siteId }: RuleContext): boolean {
  const started = zone.localTime(session.startedAtMs);
  return rule.conditions.every((stored) => {
    const condition = conditionSchema.safeParse(stored).data;
    return condition !== undefined && holds(condition, session, started, siteId);
  });
}

function holds(condition: Condition, session: Session, started: LocalTime, siteId: string): boolean {
  switch (condition.type) {
    case 'time_of_day':
      return isBetween(started.minute, condition.value);
    case 'day_of_week':
      return condition.value.some((weekday) => weekday.startsWith(started.weekday));
    case 'user_type':
      return [condition.value].flat().some((type) => isOfType(session.userId, type));
    case 'charger_id':
      return [condition.value].flat().includes(session.chargePointId);
    case 'site_id':
      return [condition.value].flat().includes(siteId);
    case 'min_energy_kwh':
      return session.energyWh >= condition.value * 1000;
    case 'max_energy_kwh':
      return session.energyWh <= condition.value * 1000;
  }
}

function isBetween(minute: number, { start_time, end_time }: { start_time: string; end_time: string }) {
  const [start, end] = [minuteOf(start_time), minuteOf(end_time)];
  return start < end ? minute >= start && minute < end : minute >= start || minute < end;
}

function isOfType(userId: string | null, type: string): boolean {
  if (type === 'known') return userId !== null;
  if (type === 'unknown') return userId === null;
  return userId === type;
}
