/** What the grid operator may demand: monitoring, ramps, frequency control, the digital input. */
import type { Datapoint } from '../../datapoint.js';
import { adjustable, DAY_S, from, moment, preset, setting, status } from './row.js';

export const GRID: readonly Datapoint[] = [
  setting('pgr', 'boolean', 'Protect grid requirements', 'Protect grid requirements', { guarded: true }),
  setting(
    'gmtr',
    'integer',
    'Grid monitoring time',
    'gridMonitoringTimeReconnection in seconds',
    adjustable('s', 0, DAY_S),
  ),
  moment('gsa', 'Last grid failure', 'gridMonitoring last failure (in ms since boot)', { access: 'R/W' }),
  setting(
    'rmif',
    'number',
    'Reconnection minimum frequency',
    'reconnectionMinimumFrequency in Hz',
    adjustable('Hz', 40, 70),
  ),
  setting(
    'rmaf',
    'number',
    'Reconnection maximum frequency',
    'reconnectionMaximumFrequency in Hz',
    adjustable('Hz', 40, 70),
  ),
  setting(
    'rmiv',
    'number',
    'Reconnection minimum voltage',
    'reconnectionMinimumVoltage in Volt',
    adjustable('V', 0, 300),
  ),
  setting(
    'rmav',
    'number',
    'Reconnection maximum voltage',
    'reconnectionMaximumVoltage in Volt',
    adjustable('V', 0, 300),
  ),
  moment('rsa', 'Ramp-up started', 'Ramp-up started at (in ms since boot)', { access: 'R/W' }),
  setting('rsre', 'boolean', 'Ramp-up', 'rampupAtStartAndReconnectionEnabled'),
  setting('rsrr', 'number', 'Ramp-up rate', 'rampupAtStartAndReconnectionRate in %/s', {
    unit: '%/s',
    range: { min: 0, max: 100 },
    entity: { precision: 2 },
  }),
  setting('ufe', 'boolean', 'Underfrequency control', 'Underfrequency Control enabled'),
  setting(
    'ufm',
    'integer',
    'Underfrequency control mode',
    'Underfrequency Control mode (TypeNominal=0, TypeActual=1)',
    { options: { 0: 'Nominal power', 1: 'Actual power' } },
  ),
  setting(
    'ufa',
    'number',
    'Underfrequency control threshold',
    'Underfrequency Control activation threshold in Hz',
    adjustable('Hz', 40, 70),
  ),
  setting(
    'ufs',
    'number',
    'Underfrequency control stop',
    'Underfrequency Control stop frequency in Hz',
    adjustable('Hz', 40, 70),
  ),
  setting('die', 'boolean', 'Digital input', 'Digital input enabled'),
  setting('dii', 'boolean', 'Digital input inverted', 'Digital input inverted'),
  setting('di1', 'boolean', 'Digital input forces one phase', 'Digital input 1-phase'),
  setting('pdi', 'boolean', 'Protect digital input', 'Protect digital input'),

  ...from('firmware 60.4', [
    status('din', 'integer', 'Digital input states', 'Digital input states'),
    preset('aus', 'boolean', 'Australia', 'Is Australia'),
  ]),
];
