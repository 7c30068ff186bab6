/** The vendor's cloud, and the go-e Controller. */
import type { Datapoint, Part } from '../../datapoint.js';
import { background, from, IN_NO_HURRY, moment, preset, setting, status } from './row.js';

/** Members of the first controller found, by their place in the vendor's array. */
const CONTROLLER_PARTS: readonly Part[] = [
  { name: 'paired', path: [0, 2], label: 'Controller paired', type: 'boolean' },
  {
    name: 'connected',
    path: [0, 3],
    label: 'Controller connected',
    type: 'boolean',
    entity: { deviceClass: 'connectivity' },
  },
];

export const CLOUD: readonly Datapoint[] = [
  setting('cwe', 'boolean', 'Cloud connection enabled', 'Cloud websocket enabled', { guarded: true }),
  background('cle', 'string', 'Cloud error', 'Cloud last error', { nullable: true }),
  moment('clea', 'Last cloud error', 'Cloud last error (age, in ms since boot)', IN_NO_HURRY),
  status('data', 'string', 'Cloud data token', 'Grafana token from cloud for app', {
    poll: 'rare',
    secret: true,
    entity: false,
  }),
  status('dll', 'string', 'Cloud export link', 'Download link for app csv export', {
    poll: 'rare',
    secret: true,
    entity: false,
  }),

  ...from('older firmware', [
    background('cws', 'boolean', 'Cloud connection started', 'Cloud websocket started'),
    background('cwsc', 'boolean', 'Cloud connected', 'Cloud websocket connected', {
      entity: { deviceClass: 'connectivity' },
    }),
    moment(
      'cwsca',
      'Cloud connected since',
      'Cloud websocket connected (age, in ms since boot)',
      IN_NO_HURRY,
    ),
    preset('cca', 'boolean', 'Cloud client authentication', 'Cloud websocket uses client auth'),
    setting('cae', 'boolean', 'Cloud API', 'Cloud API enabled', { guarded: true }),
    setting('cak', 'string', 'Cloud API key', 'Cloud API key', {
      poll: 'rare',
      secret: true,
      guarded: true,
      entity: false,
    }),
  ]),
];

export const CONTROLLER: readonly Datapoint[] = [
  status('ccd', 'object', 'Connected controller', 'Connected controller data', {
    poll: 'rare',
    nullable: true,
  }),
  status('ctrls', 'array', 'Controllers', 'Controllers search result', {
    poll: 'rare',
    nullable: true,
    parts: CONTROLLER_PARTS,
  }),
  background('csa', 'boolean', 'Controller scan active', 'Controller scan active'),
  moment(
    'lcs',
    'Last controller scan',
    'Last controller scan timestamp in milliseconds since boot time',
    IN_NO_HURRY,
  ),
  preset(
    'cmse',
    'boolean',
    'Controller scan',
    'controllerMdnsScanEnabled, set to false to completely disable any MDNS searches (debugging)',
  ),
  preset('cmmr', 'integer', 'Controller scan, most results', 'controllerMdnsMaxResults'),
  preset('cmp', 'string', 'Controller scan, protocol', 'controllerMdnsProto'),
  preset('cms', 'string', 'Controller scan, service', 'controllerMdnsService'),
  preset('pco', 'string', 'Controller cloud key', 'controllerCloudKey', { secret: true, entity: false }),
];
