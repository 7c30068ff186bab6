/** The weekly schedule and the random delays. */
import type { Datapoint, Part } from '../../datapoint.js';
import { adjustable, DAY_S, type Details, moment, setting } from './row.js';

const control = (day: string): Part => ({
  name: 'control',
  path: ['control'],
  label: `Schedule control, ${day}`,
  type: 'integer',
  options: { 0: 'Disabled', 1: 'Allow', 2: 'Block', 3: 'Allow from grid', 4: 'Block from grid' },
});

const week = (key: string, day: string, vendorName: string): Datapoint =>
  setting(
    key,
    'object',
    `Schedule, ${day}`,
    `${vendorName}, control enum values: Disabled=0, Allow=1, Block=2, AllowFromGrid=3, BlockFromGrid=4`,
    { parts: [control(day)] },
  );

const seconds: Details = adjustable('s', 0, DAY_S, { icon: 'mdi:timer-sand' });

/** A maximum delay, and the end of the delay that runs. */
const delay = (key: string, when: string, vendorName: string): readonly Datapoint[] => [
  setting(key, 'integer', `Random delay, ${when}`, `${vendorName} in seconds`, seconds),
  moment(
    `${key}e`,
    `Random delay ends, ${when}`,
    `${vendorName}EndsAt (in ms since boot; set to null to abort current ${vendorName})`,
    { access: 'R/W', category: 'Config' },
  ),
];

export const SCHEDULE: readonly Datapoint[] = [
  week('sch_week', 'weekdays', 'scheduler_weekday'),
  week('sch_satur', 'Saturday', 'scheduler_saturday'),
  week('sch_sund', 'Sunday', 'scheduler_sunday'),
  ...delay('rdbs', 'scheduled start', 'randomDelayStartScheduledCharging'),
  ...delay('rdes', 'scheduled stop', 'randomDelayStopScheduledCharging'),
  ...delay('rdbf', 'flexible tariff start', 'randomDelayStartFlexibleTariffCharging'),
  ...delay('rdef', 'flexible tariff stop', 'randomDelayStopFlexibleTariffCharging'),
  ...delay('rdpl', 'plugging in', 'randomDelayWhenPluggingCar'),
  ...delay('rdre', 'reconnection', 'randomDelayReconnection'),
];
