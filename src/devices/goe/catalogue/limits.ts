/** What caps the current: installation, cable, adapter, temperature. */
import type { Datapoint, Part } from '../../datapoint.js';
import { adjustable, from, preset, quantity, setting, status, wholeAmperes } from './row.js';

/** Members seen on chargers of this family; a charger sends those that apply at the moment. */
const LIMITS: readonly (readonly [member: string, name: string, label: string])[] = [
  ['requestedCurrent', 'requested', 'Limit: requested current'],
  ['currentLimitMax', 'maximum', 'Limit: installation maximum'],
  ['minChargingCurrent', 'minimum', 'Limit: minimum charging current'],
  ['cableCurrentLimit', 'cable', 'Limit: cable'],
  ['adapterCurrentLimit', 'adapter', 'Limit: adapter'],
  ['temperatureCurrentLimit', 'temperature', 'Limit: temperature'],
  ['unsymetryCurrentLimit', 'asymmetry', 'Limit: asymmetry between phases'],
  ['loadLimit', 'load_management', 'Limit: load management'],
  ['accessControl', 'access_control', 'Limit: access control'],
];

const LIMIT_PARTS = LIMITS.map(
  ([member, name, label]): Part => ({ name, path: [member], label, type: 'integer', ...quantity('A') }),
);

const PRESET_PARTS = [1, 2, 3, 4, 5].map(
  (n): Part => ({
    name: `${n}`,
    path: [n - 1],
    label: `Current preset ${n}`,
    type: 'integer',
    ...quantity('A'),
  }),
);

export const LIMITS_AND_PROTECTION: readonly Datapoint[] = [
  setting(
    'ama',
    'integer',
    'Maximum current limit',
    'ampere_max limit: what the installation allows; never regulate with it',
    {
      poll: 'live',
      guarded: true,
      ...wholeAmperes(6, 32, {
        platform: 'sensor',
        icon: 'mdi:fuse',
        category: 'diagnostic',
        enabled: true,
      }),
    },
  ),
  status('cbl', 'integer', 'Cable current limit', 'cable_current_limit in A, null without a cable', {
    poll: 'live',
    nullable: true,
    ...quantity('A', { icon: 'mdi:cable-data', enabled: true }),
  }),
  status('amt', 'integer', 'Temperature current limit', 'temperatureCurrentLimit in A (32 means no limit)', {
    poll: 'live',
    ...quantity('A', { icon: 'mdi:thermometer-alert' }),
  }),
  status('adi', 'boolean', '16 A adapter', 'Is the 16A adapter used? Limits the current to 16A', {
    entity: { icon: 'mdi:power-socket-eu' },
  }),
  status('cll', 'object', 'Current limits', 'Current limits list', { parts: LIMIT_PARTS }),
  setting('clp', 'array', 'Current presets', 'Current limit presets, max. 5 entries', {
    parts: PRESET_PARTS,
    entity: false,
  }),
  setting('la1', 'integer', 'Adapter limit, one phase', 'Limit adapter 1-phase (in A)', {
    guarded: true,
    ...wholeAmperes(6, 32),
  }),
  setting('la3', 'integer', 'Adapter limit, three phases', 'Limit adapter 3-phase (in A)', {
    guarded: true,
    ...wholeAmperes(6, 32),
  }),
  setting(
    'nmo',
    'boolean',
    'Norway mode',
    'norway_mode / ground check enabled when norway mode is disabled',
    { guarded: true, entity: { icon: 'mdi:earth-off' } },
  ),

  ...from('firmware 60.4', [
    preset('fsc', 'integer', 'Failsafe limit countdown', 'failsafeLimitCountdown', { poll: 'status' }),
    preset('fse', 'boolean', 'Failsafe limit enabled', 'failsafeLimitEnabled'),
    preset('fsi', 'integer', 'Failsafe limit', 'failsafeLimit in A', quantity('A')),
    setting('iso2en', 'integer', 'ISO 15118', 'iso15118Enablement (Off = 0, Optional = 1, Forced = 2)', {
      options: { 0: 'Off', 1: 'Optional', 2: 'Forced' },
    }),
    setting('uve', 'boolean', 'Undervoltage control', 'Undervoltage control enabled'),
    setting('uvs', 'integer', 'Undervoltage control time', 'Undervoltage control time in milliseconds', {
      unit: 'ms',
      range: { min: 0, max: 3_600_000 },
      entity: { deviceClass: 'duration' },
    }),
    setting(
      'uvt',
      'number',
      'Undervoltage control threshold',
      'Undervoltage control threshold in Volt',
      adjustable('V', 0, 300),
    ),
  ]),
];
