/** The knobs: on and off, current, phases, and how patient the charger is. */

import { DAY_MS } from '../../../time-spans.js';
import type { Datapoint } from '../../datapoint.js';
import { adjustable, from, moment, setting, status, timer, wholeAmperes } from './row.js';

export const CONTROL: readonly Datapoint[] = [
  setting(
    'amp',
    'integer',
    'Requested current',
    'requestedCurrent, used for display on LED ring and logic calculations',
    {
      poll: 'live',
      ...wholeAmperes(6, 32, { icon: 'mdi:current-ac', category: 'primary', enabled: true }),
    },
  ),
  setting('frc', 'integer', 'Force state', 'forceState (Neutral=0, Off=1, On=2)', {
    poll: 'live',
    options: { 0: 'Neutral', 1: 'Off', 2: 'On' },
    entity: { icon: 'mdi:auto-fix', category: 'primary', enabled: true },
  }),
  setting(
    'tcl',
    'integer',
    'Temporary current limit',
    'Temporary current limit (does not change the user current limit, will be reset after 10 min if not updated regularly)',
    {
      poll: 'live',
      nullable: true,
      ...wholeAmperes(6, 32, { icon: 'mdi:timer-lock-outline', category: 'primary', enabled: true }),
    },
  ),
  setting('mca', 'integer', 'Minimum charging current', 'minChargingCurrent', wholeAmperes(6, 32)),
  setting('lmo', 'integer', 'Logic mode', 'Logic mode (Default=3, Awattar=4, NextTrip=5)', {
    poll: 'status',
    options: { 3: 'Default (Basic)', 4: 'Awattar (Eco)', 5: 'Next trip (Daily trip)' },
    entity: { icon: 'mdi:brain', category: 'primary', enabled: true },
  }),
  setting(
    'dwo',
    'number',
    'Energy limit',
    'Energy limit, measured in Wh, null means disabled, not the next trip energy',
    {
      nullable: true,
      ...adjustable('Wh', 0, 1_000_000, {
        unit: 'kWh',
        scale: 0.001,
        precision: 2,
        icon: 'mdi:battery-lock',
        category: 'primary',
        enabled: true,
      }),
    },
  ),
  setting(
    'fsp',
    'boolean',
    'Force single phase',
    'force_single_phase; written only on firmwares without psm',
    {
      category: 'Status',
      poll: 'live',
      entity: { icon: 'mdi:numeric-1-circle-outline', category: 'primary', enabled: true },
    },
  ),
  status(
    'pwm',
    'integer',
    'Phase wish mode',
    'Phase wish mode for debugging / only for PV optimizing / used for timers later (Force_3=0, Wish_1=1, Wish_3=2)',
    { options: { 0: 'Force three phases', 1: 'Wish one phase', 2: 'Wish three phases' } },
  ),
  moment('lfspt', 'Last phase switch', 'Last force single phase toggle (in ms since boot)'),
  moment('fsptws', 'Phase switch wished since', 'Force single phase toggle wished since (in ms since boot)'),
  setting(
    'mptwt',
    'integer',
    'Minimum time between phase switches',
    'Min phase toggle wait time (in milliseconds)',
    timer(DAY_MS),
  ),
  setting(
    'mpwst',
    'integer',
    'Minimum phase wish time',
    'Min phase wish switch time (in milliseconds)',
    timer(DAY_MS),
  ),
  setting(
    'psmd',
    'integer',
    'Force single phase duration',
    'forceSinglePhaseDuration (in milliseconds)',
    timer(DAY_MS),
  ),
  setting('acp', 'boolean', 'Allow charge pause', 'allowChargePause (car compatibility)', {
    entity: { icon: 'mdi:pause-circle-outline' },
  }),
  setting('fmt', 'integer', 'Minimum charge time', 'minChargeTime in milliseconds', timer(DAY_MS)),
  setting(
    'mci',
    'integer',
    'Minimum charging interval',
    'minimumChargingInterval in milliseconds (0 means disabled)',
    timer(DAY_MS),
  ),
  setting(
    'mcpd',
    'integer',
    'Minimum charge pause',
    'minChargePauseDuration in milliseconds (0 means disabled)',
    timer(DAY_MS),
  ),
  moment(
    'mcpea',
    'Minimum charge pause ends at',
    'minChargePauseEndsAt (in ms since boot; set to null to abort current minChargePauseDuration)',
    { access: 'R/W', category: 'Config' },
  ),
  setting('su', 'boolean', 'Simulate unplugging (short)', 'simulateUnpluggingShort', {
    entity: { icon: 'mdi:power-plug-off-outline' },
  }),
  setting('sua', 'boolean', 'Simulate unplugging (always)', 'simulateUnpluggingAlways', {
    entity: { icon: 'mdi:power-plug-off-outline' },
  }),
  setting(
    'sumd',
    'integer',
    'Simulated unplugging duration',
    'Simulate unplugging duration (in milliseconds)',
    timer(3_600_000),
  ),
  setting('ct', 'string', 'Car type', 'Car type, free text string (max. 64 characters)', {
    maxLength: 64,
    entity: { icon: 'mdi:car-info' },
  }),

  ...from('older firmware, undocumented on newer ones', [
    setting(
      'psm',
      'integer',
      'Phase switch mode',
      'phaseSwitchMode (Auto=0, Force_1=1, Force_3=2); works on many firmwares whose key list does not name it',
      {
        poll: 'live',
        options: { 0: 'Automatic', 1: 'Force one phase', 2: 'Force three phases' },
        entity: { icon: 'mdi:numeric-3-circle-outline', category: 'primary', enabled: true },
      },
    ),
  ]),
];
