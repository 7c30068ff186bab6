/** OCPP: the charger as client of a charge point operator. */
import type { Datapoint, Options } from '../../datapoint.js';
import {
  adjustable,
  background,
  DAY_S,
  from,
  IN_NO_HURRY,
  moment,
  order,
  preset,
  setting,
  status,
  wholeAmperes,
} from './row.js';

const CONNECTOR: Options = {
  0: 'Available',
  1: 'Preparing',
  2: 'Charging',
  3: 'Suspended by EVSE',
  4: 'Suspended by EV',
  5: 'Finishing',
  6: 'Reserved',
  7: 'Unavailable',
  8: 'Faulted',
};

const INT32 = { min: -(2 ** 31), max: 2 ** 31 - 1 };

/** Certificates and keys read true or false (set or not) and are written as text. */
const certificate = (key: string, name: string, description: string): Datapoint =>
  setting(key, 'string', name, description, { poll: 'never', secret: true, guarded: true, entity: false });

const profiles = (key: string, name: string, description: string): Datapoint =>
  status(key, 'object', name, description, { poll: 'rare', nullable: true });

export const OCPP: readonly Datapoint[] = [
  setting('ocppe', 'boolean', 'OCPP', 'OCPP enabled'),
  setting('ocppu', 'string', 'OCPP server', 'OCPP server url', {
    poll: 'rare',
    secret: true,
    guarded: true,
    entity: false,
  }),
  background('ocpps', 'boolean', 'OCPP started', 'OCPP started'),
  background('ocppc', 'boolean', 'OCPP connected', 'OCPP connected', {
    entity: { deviceClass: 'connectivity' },
  }),
  moment('ocppca', 'OCPP connected since', 'OCPP connected (age, in ms since boot)', IN_NO_HURRY),
  background('ocppa', 'boolean', 'OCPP accepted', 'OCPP connected and accepted', {
    entity: { deviceClass: 'connectivity' },
  }),
  moment('ocppaa', 'OCPP accepted since', 'OCPP connected and accepted (age, in ms since boot)', IN_NO_HURRY),
  background('ocpple', 'string', 'OCPP error', 'OCPP last error', { nullable: true }),
  moment('ocpplea', 'Last OCPP error', 'OCPP last error (age, in ms since boot)', IN_NO_HURRY),
  status(
    'ocppcs',
    'integer',
    'OCPP connector status',
    'OCPP connector status (0=Available, 1=Preparing, 2=Charging, 3=SuspendedEVSE, 4=SuspendedEV, 5=Finishing, 6=Reserved, 7=Unavailable, 8=Faulted)',
    { options: CONNECTOR },
  ),
  setting('ocppti', 'integer', 'OCPP transaction', 'OCPP transaction id', {
    category: 'Status',
    nullable: true,
    guarded: true,
    range: INT32,
    entity: { platform: 'sensor', category: 'diagnostic' },
  }),
  setting('ocppf', 'integer', 'OCPP fallback current', 'OCPP fallback current', {
    nullable: true,
    ...wholeAmperes(0, 32),
  }),
  setting(
    'ocpph',
    'integer',
    'OCPP heartbeat interval',
    'ocppHeartbeatInterval in seconds',
    adjustable('s', 0, DAY_S),
  ),
  setting(
    'ocppi',
    'integer',
    'OCPP sample interval',
    'ocppMeterValueSampleInterval in seconds',
    adjustable('s', 0, DAY_S),
  ),
  setting(
    'ocppai',
    'integer',
    'OCPP clock-aligned interval',
    'ocppClockAlignedDataInterval in seconds',
    adjustable('s', 0, DAY_S),
  ),
  setting(
    'ocppd',
    'string',
    'OCPP dummy card id',
    'OCPP dummy card id (used when no card has been used and charging is already allowed / starting)',
    {
      poll: 'rare',
      secret: true,
      guarded: true,
      entity: false,
    },
  ),
  setting('ocppr', 'boolean', 'OCPP rotates phases', 'OCPP rotate phases on charger'),
  setting('ocppla', 'boolean', 'OCPP local authorization list', 'OCPP LocalAuthListEnabled', {
    category: 'Status',
  }),
  setting('ocpplo', 'boolean', 'OCPP local authorization offline', 'OCPP LocalAuthorizeOffline', {
    category: 'Status',
  }),
  setting('ocppao', 'boolean', 'OCPP offline charging for unknown ids', 'OCPP AllowOfflineTxForUnknownId', {
    category: 'Status',
  }),
  setting(
    'ocppcm',
    'integer',
    'OCPP meter values condition',
    'OCPP meter values condition (0=WhenTransactionId, 1=WhenCharging)',
    { category: 'Status', options: { 0: 'When there is a transaction id', 1: 'When charging' } },
  ),
  setting('ocpprl', 'boolean', 'OCPP remote log', 'OCPP remote log'),
  setting('ocppg', 'boolean', 'OCPP global CA store', 'OCPP useGlobalCaStore', { guarded: true }),
  setting('ocppcn', 'boolean', 'OCPP skips certificate name check', 'OCPP skipCertCommonNameCheck', {
    guarded: true,
  }),
  setting('ocppss', 'boolean', 'OCPP skips server verification', 'OCPP skipServerVerification', {
    guarded: true,
  }),

  ...from('firmware 60.4', [
    profiles('ocppdp', 'OCPP default profiles', 'OCPP charge point default profiles'),
    profiles('ocppmp', 'OCPP maximum profiles', 'OCPP charge point max profiles'),
    profiles('ocpptp', 'OCPP transaction profiles', 'OCPP tx profiles'),
    order(
      'ocppfai',
      'integer',
      'OCPP factory clock-aligned interval',
      'factoryOcppClockAlignedDataInterval in seconds',
      {
        unit: 's',
        range: { min: 0, max: DAY_S },
      },
    ),
    preset('ocppff', 'integer', 'OCPP factory fallback current', 'OCPP factory fallback current', {
      nullable: true,
      unit: 'A',
      entity: { deviceClass: 'current' },
    }),
    moment(
      'ocppte',
      'OCPP transaction ended',
      'OCPP transaction ended at (timestamp, in ms since boot)',
      IN_NO_HURRY,
    ),
    setting(
      'ocpptt',
      'string',
      'OCPP tariff text',
      'OCPP tariff text: to be used for subsequent charging sessions',
    ),
    setting(
      'orsch',
      'boolean',
      'OCPP same card to stop',
      'OCPP requires same card to halt transactions (a compatibility mode for backends that do not follow the standard)',
    ),
    setting('osr', 'boolean', 'OCPP stops charging on reboot', 'Stop charging on reboot if OCPP enabled'),
  ]),
  ...from('older firmware', [
    certificate('ocppcc', 'OCPP client certificate', 'OCPP client cert'),
    certificate('ocppck', 'OCPP client key', 'OCPP client key'),
    certificate('ocppsc', 'OCPP server certificate', 'OCPP server cert'),
  ]),
];
