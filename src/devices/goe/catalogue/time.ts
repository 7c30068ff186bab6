/** The charger's clock. */
import type { Datapoint } from '../../datapoint.js';
import { adjustable, background, from, ONCE_A_MINUTE, preset, setting, status } from './row.js';

export const TIME: readonly Datapoint[] = [
  setting('utc', 'string', 'UTC time', 'UTC time', {
    category: 'Status',
    poll: 'status',
    noise: ONCE_A_MINUTE,
    entity: { platform: 'sensor', category: 'diagnostic' },
  }),
  status('loc', 'string', 'Local time', 'Local time', { noise: ONCE_A_MINUTE }),
  status('rbt', 'integer', 'Time since boot', 'Time since boot in milliseconds', {
    poll: 'live',
    unit: 'ms',
    noise: ONCE_A_MINUTE,
    entity: {
      deviceClass: 'duration',
      stateClass: 'measurement',
      unit: 'h',
      scale: 1 / 3_600_000,
      precision: 1,
    },
  }),
  status(
    'tab',
    'integer',
    'Time at boot',
    'Time at boot in UTC in milliseconds since 1970, add rbt to get to current UTC time',
    { unit: 'ms', noise: { deadband: 1000, minIntervalMs: 60_000 }, entity: false },
  ),
  status(
    'lto',
    'integer',
    'Local time offset',
    'Local time offset in milliseconds, tab + rbt + lto = local time',
    {
      poll: 'rare',
      unit: 'ms',
      entity: { deviceClass: 'duration', unit: 'min', scale: 1 / 60_000, precision: 0 },
    },
  ),
  setting('tof', 'integer', 'Time zone offset', 'Timezone offset in minutes', adjustable('min', -720, 840)),
  setting(
    'tds',
    'integer',
    'Daylight saving',
    'Timezone daylight saving mode, None=0, EuropeanSummerTime=1, UsDaylightTime=2, AustralianDaylightTime=3',
    {
      options: {
        0: 'None',
        1: 'European summer time',
        2: 'US daylight time',
        3: 'Australian daylight time',
      },
    },
  ),
  setting('tzt', 'string', 'Time zone', 'Timezone type, free text string for app selection'),
  setting('tse', 'boolean', 'Time server', 'Time server enabled'),
  background(
    'tsss',
    'integer',
    'Time server synchronization',
    'Time server sync status (RESET=0, COMPLETED=1, IN_PROGRESS=2)',
    {
      options: { 0: 'Reset', 1: 'Completed', 2: 'In progress' },
    },
  ),

  ...from('older firmware', [
    preset('ts', 'string', 'Time server name', 'Time server'),
    preset('tssm', 'integer', 'Time server sync mode', 'Time server sync mode (IMMED=0, SMOOTH=1)', {
      options: { 0: 'Immediate', 1: 'Smooth' },
    }),
    preset('tssi', 'integer', 'Time server sync interval', 'Time server sync interval (in ms, 15s minimum)', {
      unit: 'ms',
      entity: { deviceClass: 'duration', unit: 's', scale: 0.001 },
    }),
    status(
      'tsom',
      'integer',
      'Time server operating mode',
      'Time server operating mode (POLL=0, LISTENONLY=1)',
      {
        poll: 'rare',
        options: { 0: 'Poll', 1: 'Listen only' },
      },
    ),
  ]),
];
