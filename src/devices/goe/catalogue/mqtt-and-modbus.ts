/** The charger's own MQTT client and Modbus server; this bridge needs neither. */
import type { Datapoint } from '../../datapoint.js';
import { background, from, IN_NO_HURRY, moment, ONCE_A_MINUTE, setting } from './row.js';

/** Certificates and keys read true or false (set or not) and are written as text. */
const certificate = (key: string, name: string, description: string): Datapoint =>
  setting(key, 'string', name, description, { poll: 'never', secret: true, guarded: true, entity: false });

export const MQTT: readonly Datapoint[] = [
  setting('mce', 'boolean', 'MQTT', 'MQTT enabled'),
  setting('mcu', 'string', 'MQTT broker', 'MQTT broker url', {
    poll: 'rare',
    secret: true,
    guarded: true,
    entity: false,
  }),
  setting('mcr', 'boolean', 'MQTT read-only', "MQTT readonly (don't allow api writes from mqtt broker)"),
  setting(
    'mtp',
    'string',
    'MQTT topic prefix',
    'MQTT topic prefix (set to null to reset back to the default)',
    {
      nullable: true,
    },
  ),
  setting(
    'mhe',
    'boolean',
    'MQTT discovery',
    'MQTT enable homeassistant discovery; off while this bridge announces the charger, or it stands there twice',
  ),
  setting(
    'mht',
    'string',
    'MQTT discovery prefix',
    'MQTT homeassistant topic prefix (set to null to reset back to the default)',
    { nullable: true },
  ),
  setting('mqg', 'boolean', 'MQTT global CA store', 'MQTT useGlobalCaStore', { guarded: true }),
  setting('mqcn', 'boolean', 'MQTT skips certificate name check', 'MQTT skipCertCommonNameCheck', {
    guarded: true,
  }),
  setting('mqss', 'boolean', 'MQTT skips server verification', 'MQTT skipServerVerification', {
    guarded: true,
  }),
  background('mcs', 'boolean', 'MQTT started', 'MQTT started'),
  background('mcc', 'boolean', 'MQTT connected', 'MQTT connected', {
    entity: { deviceClass: 'connectivity' },
  }),
  moment('mcca', 'MQTT connected since', 'MQTT connected (age, in ms since boot)', IN_NO_HURRY),
  background('mlr', 'string', 'MQTT error', 'MQTT last error', { nullable: true }),
  moment('mlra', 'Last MQTT error', 'MQTT last error (age, in ms since boot)', IN_NO_HURRY),

  ...from('older firmware', [
    certificate('mck', 'MQTT client key', 'MQTT client key'),
    certificate('mqcc', 'MQTT client certificate', 'MQTT client cert'),
    certificate('msc', 'MQTT server certificate', 'MQTT server cert'),
  ]),
];

export const MODBUS: readonly Datapoint[] = [
  setting('men', 'boolean', 'Modbus', 'Modbus slave enabled'),
  setting('msp', 'integer', 'Modbus port', 'Modbus slave port (requires off/on toggle)', {
    range: { min: 1, max: 65_535 },
  }),
  setting('msb', 'boolean', 'Modbus swaps bytes', 'Modbus slave swap bytes'),
  setting('msr', 'boolean', 'Modbus swaps registers', 'Modbus slave swap registers'),

  ...from('firmware 60.4', [
    moment(
      'mstr',
      'Last Modbus read',
      'Timestamp of last modbus slave tcp read operation (in ms since boot)',
      IN_NO_HURRY,
    ),
    moment(
      'mstw',
      'Last Modbus write',
      'Timestamp of last modbus slave tcp write operation (in ms since boot)',
      IN_NO_HURRY,
    ),
  ]),
  ...from('older firmware', [
    background('mro', 'integer', 'Modbus read operations', 'Modbus slave read operations', {
      noise: ONCE_A_MINUTE,
    }),
    background('mwo', 'integer', 'Modbus write operations', 'Modbus slave write operations', {
      noise: ONCE_A_MINUTE,
    }),
  ]),
];
