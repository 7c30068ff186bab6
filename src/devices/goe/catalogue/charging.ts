/** What the charger does now, and why. */
import type { Datapoint, Options, Part } from '../../datapoint.js';
import { from, measured, moment, status } from './row.js';

const CAR_STATES: Options = {
  0: 'Unknown or error',
  1: 'Idle',
  2: 'Charging',
  3: 'Waiting for car',
  4: 'Complete',
  5: 'Error',
  6: 'Initializing',
  null: 'No charge controller',
};

/** Numbers that mean the same with every firmware. */
export const COMMON_ERRORS: Options = {
  0: 'No error',
  1: 'Residual current AC (FI)',
  2: 'Residual current DC (FI)',
  3: 'Phase fault',
  4: 'Overvoltage',
  5: 'Overcurrent',
  6: 'Diode',
  7: 'PP signal invalid',
  8: 'Ground (GND) invalid',
  9: 'Contactor stuck',
  10: 'Contactor missing',
};

/** The numbers of firmware 59 and newer; see OLD_ERRORS in older-firmware.ts. */
const ERRORS: Options = {
  ...COMMON_ERRORS,
  12: 'Cable lock stuck open',
  13: 'Cable lock stuck locked',
  14: 'Residual current unknown (FI)',
  15: 'Unknown',
  16: 'Overtemperature',
  17: 'No communication',
  18: 'CP signal invalid',
  23: 'RDC self-test failed',
  null: 'No charge controller',
};

/** 36 to 41 come from the list of firmware 60.4. */
export const MODEL_STATUS: Options = {
  0: 'Not charging: no charge controller data',
  1: 'Not charging: overtemperature',
  2: 'Not charging: access control',
  3: 'Charging: force state on',
  4: 'Not charging: force state off',
  5: 'Not charging: scheduler',
  6: 'Not charging: energy limit',
  7: 'Charging: awattar price low',
  8: 'Charging: automatic stop, test charge',
  9: 'Charging: automatic stop, not enough time',
  10: 'Charging: automatic stop',
  11: 'Charging: automatic stop, no clock',
  12: 'Charging: PV surplus',
  13: 'Charging: fallback V2 default',
  14: 'Charging: fallback V2 scheduler',
  15: 'Charging: fallback default',
  16: 'Not charging: fallback V2 awattar',
  17: 'Not charging: fallback awattar',
  18: 'Not charging: fallback automatic stop',
  19: 'Charging: car compatibility keep-alive',
  20: 'Charging: charge pause not allowed',
  22: 'Not charging: simulated unplugging',
  23: 'Not charging: phase switch',
  24: 'Not charging: minimum pause duration',
  26: 'Not charging: error',
  27: 'Not charging: load management',
  28: 'Not charging: OCPP',
  29: 'Not charging: reconnect delay',
  30: 'Not charging: adapter blocking',
  31: 'Not charging: underfrequency control',
  32: 'Not charging: unbalanced load',
  33: 'Charging: discharging PV battery',
  34: 'Not charging: grid monitoring',
  35: 'Not charging: OCPP fallback',
  36: 'Not charging: floor detected',
  37: 'Not charging: OCPP inoperable',
  38: 'Not charging: undervoltage control',
  39: 'Not charging: zero setpoint',
  40: 'Not charging: initializing',
  41: 'Not charging: failsafe limit',
};

const CHARGING_DURATION: readonly Part[] = [
  {
    name: 'type',
    path: ['type'],
    label: 'Charging duration type',
    type: 'integer',
    options: { 0: 'Counter going up', 1: 'Duration in ms' },
  },
  {
    name: 'value',
    path: ['value'],
    label: 'Charging duration',
    type: 'integer',
    unit: 'ms',
    noise: { minIntervalMs: 10_000 },
    entity: {
      deviceClass: 'duration',
      unit: 'min',
      scale: 1 / 60_000,
      precision: 0,
      icon: 'mdi:timer-play-outline',
      category: 'primary',
      enabled: true,
    },
  },
];

/** Indices as in the vendor's Modbus register 205: first after, then before the contactor. */
const PHASES: readonly Part[] = ['after', 'before'].flatMap((side, row) =>
  [1, 2, 3].map(
    (phase): Part => ({
      name: `l${phase}_${side}`,
      path: [3 * row + phase - 1],
      label: `Phase L${phase} ${side} contactor`,
      type: 'boolean',
    }),
  ),
);

export const CHARGING: readonly Datapoint[] = [
  status(
    'car',
    'integer',
    'Car state',
    'Charge controller car state, null if no connection to the charge controller established (Unknown/Error=0, Idle=1, Charging=2, WaitCar=3, Complete=4, Error=5, Initializing=6)',
    {
      poll: 'live',
      nullable: true,
      options: CAR_STATES,
      entity: { icon: 'mdi:car-electric', category: 'primary', enabled: true },
    },
  ),
  status(
    'err',
    'integer',
    'Error',
    'Charge controller error, null if no connection to the charge controller established; the meaning of the numbers from 11 up depends on the firmware',
    {
      poll: 'live',
      nullable: true,
      options: ERRORS,
      entity: { icon: 'mdi:alert-circle-outline', category: 'primary', enabled: true },
    },
  ),
  status('modelStatus', 'integer', 'Charging reason', 'Reason why we allow charging or not right now', {
    poll: 'live',
    options: MODEL_STATUS,
    entity: { icon: 'mdi:comment-question-outline', category: 'primary', enabled: true },
  }),
  status('alw', 'boolean', 'Charging allowed', 'Is the car allowed to charge at all now?', {
    poll: 'live',
    entity: { icon: 'mdi:ev-plug-type2', category: 'primary', enabled: true },
  }),
  status('acu', 'integer', 'Allowed current', 'How many ampere is the car allowed to charge now?', {
    poll: 'live',
    nullable: true,
    ...measured('A', { precision: 0, category: 'primary', enabled: true }),
  }),
  status(
    'cdi',
    'object',
    'Charging duration info',
    'Charging duration info (null=no charging in progress, type=0 counter going up, type=1 duration in ms)',
    {
      poll: 'live',
      nullable: true,
      noise: { minIntervalMs: 10_000 },
      parts: CHARGING_DURATION,
      entity: false,
    },
  ),
  status(
    'pha',
    'array',
    'Phases',
    'Phases: voltage after (L1, L2, L3) and before (L1, L2, L3) the contactor',
    {
      poll: 'live',
      nullable: true,
      parts: PHASES,
      entity: false,
    },
  ),
  status('pnp', 'integer', 'Number of phases', 'numberOfPhases', {
    poll: 'live',
    entity: { icon: 'mdi:sine-wave', category: 'primary', enabled: true },
  }),
  status('rfb', 'integer', 'Relay feedback', 'Relay feedback'),
  moment('lccfc', 'Last change from charging', 'lastCarStateChangedFromCharging (in ms since boot)'),
  moment('lccfi', 'Last change from idle', 'lastCarStateChangedFromIdle (in ms since boot)'),
  moment('lcctc', 'Last change to charging', 'lastCarStateChangedToCharging (in ms since boot)'),
  moment('lmsc', 'Last change of charging reason', 'Last model status change (in ms since boot)'),

  ...from('firmware 60.4', [
    moment('alwt', 'Last change of charging allowed', 'Timestamp of last alw change (in ms since boot)'),
  ]),
  ...from('older firmware', [
    status(
      'msi',
      'integer',
      'Internal charging reason',
      'Reason why we allow charging or not right now INTERNAL without cpDisabledRequest',
      { options: MODEL_STATUS },
    ),
    status('cpe', 'boolean', 'CP enabled', 'The charge controller has the CP signal enabled or not'),
    status('cpr', 'boolean', 'CP enable request', 'CP enable request'),
  ]),
];
