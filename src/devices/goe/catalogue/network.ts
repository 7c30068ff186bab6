/** Wi-Fi, addresses and the local HTTP interface. */
import type { Datapoint, Options, Part } from '../../datapoint.js';
import { background, constant, from, IN_NO_HURRY, moment, order, preset, setting, status } from './row.js';

const WIFI_STATUS: Options = {
  0: 'Idle',
  1: 'No SSID available',
  2: 'Scan completed',
  3: 'Connected',
  4: 'Connection failed',
  5: 'Connection lost',
  6: 'Disconnected',
  7: 'Connecting',
  8: 'Disconnecting',
  9: 'No shield',
  10: 'Waiting for IP',
};

const ENCRYPTION: Options = {
  0: 'Open',
  1: 'WEP',
  2: 'WPA PSK',
  3: 'WPA2 PSK',
  4: 'WPA/WPA2 PSK',
  5: 'WPA2 Enterprise',
  6: 'WPA3 PSK',
  7: 'WPA2/WPA3 PSK',
};

const NETWORK_PARTS: readonly Part[] = [
  { name: 'ssid', path: ['ssid'], label: 'Wi-Fi network', type: 'string', secret: true },
  { name: 'bssid', path: ['bssid'], label: 'Wi-Fi access point', type: 'string', secret: true },
  {
    name: 'encryption_type',
    path: ['encryptionType'],
    label: 'Wi-Fi encryption',
    type: 'integer',
    options: ENCRYPTION,
  },
  { name: 'channel', path: ['channel'], label: 'Wi-Fi channel', type: 'integer' },
  { name: 'ip', path: ['ip'], label: 'Wi-Fi IP address', type: 'string' },
  { name: 'netmask', path: ['netmask'], label: 'Wi-Fi netmask', type: 'string' },
  { name: 'gateway', path: ['gw'], label: 'Wi-Fi gateway', type: 'string' },
];

export const NETWORK: readonly Datapoint[] = [
  setting(
    'wifis',
    'array',
    'Wi-Fi configurations',
    'WiFi configurations with ssids and keys, if you only want to change the second entry, send an array with 1 empty and 1 filled wifi config object: [{}, {"ssid":"","key":""}]',
    { poll: 'never', secret: true, guarded: true, entity: false },
  ),
  order(
    'delw',
    'integer',
    'Delete Wi-Fi configuration',
    'Set this to 0-9 to delete sta config (erases ssid, key, ...)',
    {
      category: 'Unknown',
      guarded: true,
      range: { min: 0, max: 9 },
    },
  ),
  status('ccw', 'object', 'Connected Wi-Fi', 'Currently connected WiFi', {
    poll: 'rare',
    nullable: true,
    secret: true,
    parts: NETWORK_PARTS,
    entity: false,
  }),
  status('rssi', 'integer', 'Wi-Fi signal', 'RSSI signal strength', {
    nullable: true,
    unit: 'dBm',
    noise: { deadband: 4, minIntervalMs: 60_000 },
    entity: { deviceClass: 'signal_strength', stateClass: 'measurement' },
  }),
  background(
    'wst',
    'integer',
    'Wi-Fi status',
    'WiFi STA status; the meaning of the numbers from 7 up depends on the firmware',
    { options: WIFI_STATUS },
  ),
  background(
    'wsms',
    'integer',
    'Wi-Fi state machine',
    'WiFi state machine state (None=0, Scanning=1, Connecting=2, Connected=3)',
    { options: { 0: 'None', 1: 'Scanning', 2: 'Connecting', 3: 'Connected' } },
  ),
  background('wsc', 'integer', 'Wi-Fi error count', 'WiFi STA error count', {
    entity: { stateClass: 'total_increasing' },
  }),
  status('wsm', 'string', 'Wi-Fi error', 'WiFi STA error message; may name the network', {
    poll: 'rare',
    secret: true,
    entity: false,
  }),
  status('wsl', 'array', 'Wi-Fi error log', 'WiFi STA error messages log', {
    poll: 'never',
    nullable: true,
    secret: true,
    entity: false,
  }),
  status('scan', 'array', 'Wi-Fi scan', 'WiFi scan result', {
    poll: 'never',
    nullable: true,
    secret: true,
    entity: false,
  }),
  moment('scaa', 'Last Wi-Fi scan', 'WiFi scan age (in ms since boot)', IN_NO_HURRY),
  moment('lwf', 'Last failed Wi-Fi connection', 'Last WiFi connect failed (in ms since boot)', IN_NO_HURRY),
  status('wcb', 'string', 'Wi-Fi BSSID, current', 'WiFi current mac address (bssid connecting to)', {
    poll: 'rare',
    secret: true,
  }),
  status('wfb', 'array', 'Wi-Fi BSSIDs, failed', 'WiFi failed mac addresses (bssids)', {
    poll: 'rare',
    secret: true,
    entity: false,
  }),
  status('wpb', 'array', 'Wi-Fi BSSIDs, planned', 'WiFi planned mac addresses (future bssids)', {
    poll: 'rare',
    secret: true,
    entity: false,
  }),
  preset(
    'wbw',
    'integer',
    'Wi-Fi bandwidth',
    'WiFi bandwidth (for both AP and STA) WIFI_BW_HT20=1, WIFI_BW_HT40=2',
    { options: { 1: 'HT20 (20 MHz)', 2: 'HT40 (40 MHz)' } },
  ),
  setting('wda', 'boolean', 'Disable access point', 'Disable AccessPoint when cloud is connected', {
    guarded: true,
  }),
  status('host', 'string', 'Hostname', 'Configured hostname', { poll: 'rare' }),
  status('nif', 'string', 'Default route', 'Default route', { poll: 'rare' }),
  status('dns', 'object', 'DNS servers', 'DNS servers', { poll: 'rare' }),
  setting('hai', 'boolean', 'HTTP API', 'httpApiEnabled (allows /api/status and /api/set requests)', {
    guarded: true,
  }),
  setting('hla', 'boolean', 'Legacy HTTP API', 'httpLegacyApiEnabled (allows /status and /mqtt requests)'),
  order('hsa', 'boolean', 'HTTP authentication', 'httpStaAuthentication', { guarded: true }),

  ...from('firmware 60.4', [
    status('cce', 'object', 'Connected Ethernet', 'Currently connected Ethernet', {
      poll: 'rare',
      nullable: true,
      parts: [
        { name: 'speed', path: ['speed'], label: 'Ethernet speed', type: 'string' },
        { name: 'ip', path: ['ip'], label: 'Ethernet IP address', type: 'string' },
      ],
    }),
    status('mia', 'object', 'Modem IP address', 'Modem IP address', { poll: 'rare', nullable: true }),
  ]),
  ...from('older firmware', [
    background(
      'scas',
      'integer',
      'Wi-Fi scan status',
      'WiFi scan status (None=0, Scanning=1, Finished=2, Failed=3)',
      {
        options: { 0: 'None', 1: 'Scanning', 2: 'Finished', 3: 'Failed' },
      },
    ),
    background('lwcf', 'boolean', 'Wi-Fi connection failed', 'Last WiFi connect failed'),
    moment(
      'lssfc',
      'Last Wi-Fi disconnection',
      'lastStaSwitchedFromConnected (in ms since boot)',
      IN_NO_HURRY,
    ),
    moment('lsstc', 'Last Wi-Fi connection', 'lastStaSwitchedToConnected (in ms since boot)', IN_NO_HURRY),
    constant('fwan', 'string', 'Factory access point name', 'factoryWifiApName'),
    setting('wan', 'string', 'Access point name', 'wifiApName', {
      poll: 'rare',
      guarded: true,
      entity: false,
    }),
    constant('facwak', 'string', 'Factory access point key', 'WiFi AccessPoint Key RESET VALUE (factory)', {
      secret: true,
      entity: false,
    }),
    setting('wak', 'string', 'Access point key', 'WiFi AccessPoint Key (read/write from http)', {
      poll: 'rare',
      secret: true,
      guarded: true,
      entity: false,
    }),
    setting('wen', 'boolean', 'Wi-Fi', 'wifiEnabled (bool), turns off/on the WiFi (not the AccessPoint)', {
      guarded: true,
    }),
    setting(
      'hws',
      'boolean',
      'HTTP reachable',
      'httpStaReachable, defines if the local webserver should be reachable from the customer’s WiFi',
      { guarded: true },
    ),
    order('pass', 'string', 'Password', 'userPassword', { secret: true, guarded: true }),
    constant('maca', 'string', 'Access point MAC address', 'MAC address of the access point', {
      secret: true,
    }),
    constant('macs', 'string', 'Wi-Fi MAC address', 'MAC address of the WiFi station', { secret: true }),
  ]),
];
