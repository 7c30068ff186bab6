/** The charger's own solar surplus charging. Signs: grid < 0 is export, battery < 0 is charging. */

import { DAY_MS } from '../../../time-spans.js';
import type { Datapoint, Options } from '../../datapoint.js';
import { adjustable, from, measured, moment, ONCE_A_MINUTE, order, setting, status, timer } from './row.js';

const ROUNDING: Options = {
  0: 'Prefer power from grid',
  1: 'Default',
  2: 'Prefer power to grid',
};

const average = (key: string, name: string, description: string): Datapoint =>
  status(key, 'number', name, description, measured('W', { precision: 0 }));

const current = (key: string, name: string, description: string): Datapoint =>
  status(key, 'number', name, description, {
    poll: 'live',
    nullable: true,
    ...measured('W', { precision: 0 }),
  });

export const SURPLUS: readonly Datapoint[] = [
  setting('fup', 'boolean', 'Use PV surplus', 'usePvSurplus', {
    poll: 'status',
    entity: { icon: 'mdi:solar-power', category: 'primary', enabled: true },
  }),
  order(
    'ids',
    'object',
    'Inverter data',
    'Inverter data setter {"pGrid": 1000., "pPv": 1000., "pAkku": 1000.} in W, every 5 s at least',
    { category: 'Status', nullable: true },
  ),
  current('pgrid', 'Grid power', 'pGrid in W'),
  current('ppv', 'PV power', 'pPv in W'),
  current('pakku', 'Battery power', 'pAkku in W'),
  average('pvopt_averagePGrid', 'Average grid power', 'averagePGrid'),
  average('pvopt_averagePPv', 'Average PV power', 'averagePPv'),
  average('pvopt_averagePAkku', 'Average battery power', 'averagePAkku'),
  status('dsrc', 'string', 'Inverter data source', 'Inverter data source', { nullable: true }),
  moment('inva', 'Last inverter data', 'Age of inverter data (in ms since boot)', { noise: ONCE_A_MINUTE }),
  moment('lpsc', 'Last PV surplus calculation', 'Last PV surplus calculation (in ms since boot)', {
    noise: ONCE_A_MINUTE,
  }),
  setting('fst', 'number', 'Starting power', 'startingPower in watts', adjustable('W', -10_000, 32_000)),
  setting('sh', 'number', 'Stop hysteresis', 'stopHysteresis in W', adjustable('W', 0, 32_000)),
  setting(
    'spl3',
    'number',
    'Three-phase switch level',
    'threePhaseSwitchLevel in W',
    adjustable('W', 0, 64_000),
  ),
  setting(
    'psh',
    'number',
    'Phase switch hysteresis',
    'phaseSwitchHysteresis in W',
    adjustable('W', 0, 32_000),
  ),
  setting('po', 'number', 'Priority offset', 'prioOffset in W', adjustable('W', -32_000, 32_000)),
  setting('pgt', 'number', 'Grid target power', 'pGridTarget in W', adjustable('W', -32_000, 32_000)),
  setting(
    'frm',
    'integer',
    'Rounding mode',
    'roundingMode PreferPowerFromGrid=0, Default=1, PreferPowerToGrid=2',
    { options: ROUNDING },
  ),
  setting('fzf', 'boolean', 'Zero feed-in', 'zeroFeedin'),
  setting('zfo', 'number', 'Zero feed-in offset', 'zeroFeedinOffset in W', adjustable('W', -32_000, 32_000)),

  ...from('firmware 60.4', [
    setting('csd', 'boolean', 'Clear surplus data after break', 'Clear surplus data after break'),
    setting(
      'emx',
      'integer',
      'Energy mix afterglow',
      'Energymix plugout afterglow in milliseconds',
      timer(DAY_MS),
    ),
    moment('lpc', 'Last PV calculation', 'lastPvCalculation (in ms since boot)', { noise: ONCE_A_MINUTE }),
  ]),
  ...from('older firmware', [
    status('ferm', 'integer', 'Effective rounding mode', 'effectiveRoundingMode', { options: ROUNDING }),
    status('ido', 'object', 'Inverter data override', 'Inverter data override', {
      category: 'Config',
      nullable: true,
    }),
  ]),
];
