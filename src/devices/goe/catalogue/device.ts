/** The charger itself: who it is, its firmware, its restarts. */
import type { Datapoint } from '../../datapoint.js';
import { background, constant, from, ONCE_A_MINUTE, order, preset, setting, status } from './row.js';

const internal = (key: string, name: string, description: string): Datapoint =>
  status(key, 'integer', name, description, {
    poll: 'rare',
    unit: 'B',
    noise: ONCE_A_MINUTE,
    entity: { deviceClass: 'data_size', stateClass: 'measurement' },
  });

export const DEVICE: readonly Datapoint[] = [
  constant('sse', 'string', 'Serial number', 'Serial number'),
  constant('typ', 'string', 'Device type', 'Device type'),
  constant('oem', 'string', 'Manufacturer', 'OEM manufacturer'),
  constant('var', 'integer', 'Variant', 'Variant: max Ampere value of unit (11: 11kW/16A, 22: 22kW/32A)', {
    options: { 11: '11 kW / 16 A', 22: '22 kW / 32 A' },
  }),
  setting('fna', 'string', 'Friendly name', 'friendlyName'),
  status('fwv', 'string', 'Firmware version', 'FW_VERSION', { poll: 'rare' }),
  status('rbc', 'integer', 'Reboot counter', 'reboot_counter', {
    poll: 'live',
    entity: { stateClass: 'total_increasing', icon: 'mdi:restart-alert' },
  }),
  order('rst', 'boolean', 'Restart', 'Reset the charger and charge controller', {
    category: 'Unknown',
    guarded: true,
    entity: { platform: 'button', deviceClass: 'restart', category: 'config', press: 'true' },
  }),
  order('oct', 'string', 'Start firmware update', 'OTA from cloud url trigger: a name out of ocu', {
    guarded: true,
  }),
  preset(
    'ocu',
    'array',
    'Available firmwares',
    'OTA from cloud url, url to download new firmware code from',
    {
      guarded: true,
    },
  ),

  ...from('firmware 60.4', [
    constant('dfam', 'string', 'Device family', 'Device family'),
    constant('styp', 'string', 'Device subtype', 'Device subtype'),
    constant('rev', 'string', 'Hardware revision', 'Hardware revision'),
    constant('isgo', 'boolean', 'Made by go-e', 'Is go'),
    preset(
      'cert',
      'integer',
      'Certification',
      'Certification status (0=NoCertification, 1=MidOnly, 2=MidEichrecht)',
      {
        options: { 0: 'No certification', 1: 'MID only', 2: 'MID and Eichrecht' },
      },
    ),
    preset('shut', 'boolean', 'Shutter', 'Is shutter'),
    preset('sock', 'boolean', 'Socket', 'Is socket'),
    preset('simo', 'boolean', 'Simplified mode', 'Simplified mode'),
  ]),
  ...from('older firmware', [
    constant(
      'ccrv',
      'string',
      'Recommended charge controller firmware',
      'Charge controller recommended version',
    ),
    constant('fwc', 'string', 'Charge controller firmware', 'Firmware from CarControl'),
    background(
      'ccu',
      'object',
      'Charge controller update',
      'Charge controller update progress (null if no update is in progress)',
      {
        nullable: true,
      },
    ),
    constant('mod', 'integer', 'Circuit board version', 'Module hardware pcb version (0, 1, ...)'),
    constant('ffna', 'string', 'Factory friendly name', 'factoryFriendlyName'),
    constant(
      'arv',
      'string',
      'Recommended app version',
      'App recommended version (used to show in the app that the app is outdated)',
    ),
    status('onv', 'string', 'Newest firmware version', 'Over-the-air update newest version', {
      poll: 'rare',
    }),
    background(
      'ocs',
      'integer',
      'Firmware update status',
      'OTA from cloud status (Idle=0, Updating=1, Failed=2, Succeeded=3)',
      {
        options: { 0: 'Idle', 1: 'Updating', 2: 'Failed', 3: 'Succeeded' },
      },
    ),
    background('ocp', 'integer', 'Firmware update progress', 'OTA from cloud progress'),
    background('ocl', 'integer', 'Firmware update size', 'OTA from cloud length (total size)', {
      nullable: true,
    }),
    background('ocm', 'string', 'Firmware update message', 'OTA from cloud message'),
    internal('ehs', 'Heap size', 'ESP heap size'),
    internal('efh', 'Free heap', 'ESP free heap'),
    internal('efh32', 'Free heap (32 bit)', 'ESP free heap 32bit aligned'),
    internal('efh8', 'Free heap (8 bit)', 'ESP free heap 8bit aligned'),
    internal('emfh', 'Smallest free heap', 'ESP minimum free heap since boot'),
    internal('emhb', 'Largest heap block', 'ESP max size of allocated heap block since boot'),
  ]),
];
