/** What the charger measures: voltage, current, power, energy, frequency, temperature. */
import type { Datapoint, Part } from '../../datapoint.js';
import { background, counter, from, measured, status } from './row.js';

const LINES = ['L1', 'L2', 'L3', 'N'] as const;
const PHASES = ['L1', 'L2', 'L3'] as const;

/**
 * Voltage and power factor are damped; power and current never are, because whoever regulates needs every change.
 * The array as a whole follows its voltages, so it is damped too.
 */
const NRG_PARTS: readonly Part[] = [
  ...LINES.map(
    (line, index): Part => ({
      name: `voltage_${line.toLowerCase()}`,
      path: [index],
      label: `Voltage ${line}`,
      type: 'number',
      noise: { deadband: 2, minIntervalMs: 30_000 },
      ...measured('V', line === 'N' ? { precision: 0 } : { precision: 0, enabled: true }),
    }),
  ),
  ...PHASES.map(
    (phase, index): Part => ({
      name: `current_${phase.toLowerCase()}`,
      path: [4 + index],
      label: `Current ${phase}`,
      type: 'number',
      ...measured('A', { precision: 1, enabled: true }),
    }),
  ),
  ...LINES.map(
    (line, index): Part => ({
      name: `power_${line.toLowerCase()}`,
      path: [7 + index],
      label: `Power ${line}`,
      type: 'number',
      ...measured('W', { precision: 0 }),
    }),
  ),
  {
    name: 'power_total',
    path: [11],
    label: 'Power',
    type: 'number',
    ...measured('W', {
      precision: 0,
      icon: 'mdi:lightning-bolt',
      category: 'primary',
      enabled: true,
      expireAfterS: 120,
    }),
  },
  ...LINES.map(
    (line, index): Part => ({
      name: `power_factor_${line.toLowerCase()}`,
      path: [12 + index],
      label: `Power factor ${line}`,
      type: 'number',
      noise: { deadband: 2, minIntervalMs: 30_000 },
      ...measured('%', { precision: 0 }),
    }),
  ),
];

/** Two sensors on most boxes, up to six on others; an entry may be null or an error text. */
const TEMPERATURE_PARTS = [1, 2, 3, 4, 5, 6].map(
  (n): Part => ({
    name: `${n}`,
    path: [n - 1],
    label: `Temperature ${n}`,
    type: 'number',
    noise: { deadband: 0.5, minIntervalMs: 30_000 },
    ...measured('°C', n <= 2 ? { precision: 1, enabled: true } : { precision: 1 }),
  }),
);

const power = (key: string, name: string, description: string): Datapoint =>
  status(key, 'number', name, description, { nullable: true, ...measured('W', { precision: 0 }) });

const sessionEnergy = (key: string, name: string, description: string): Datapoint =>
  status(key, 'number', name, description, counter('total'));

export const ENERGY: readonly Datapoint[] = [
  status(
    'nrg',
    'array',
    'Electrical measurements',
    'Energy array, U (L1, L2, L3, N), I (L1, L2, L3), P (L1, L2, L3, N, Total), pf (L1, L2, L3, N)',
    { poll: 'live', noise: { minIntervalMs: 10_000 }, parts: NRG_PARTS, entity: false },
  ),
  status('wh', 'number', 'Session energy', 'Energy in Wh since car connected; may fall a little', {
    poll: 'live',
    ...counter('total', { icon: 'mdi:battery-charging', category: 'primary', enabled: true }),
  }),
  status('eto', 'integer', 'Total energy', 'energy_total, measured in Wh', {
    poll: 'live',
    ...counter('total_increasing', { icon: 'mdi:counter', category: 'primary', enabled: true }),
  }),
  status(
    'tpa',
    'number',
    'Average power (30 s)',
    '30 seconds total power average (not used by next-trip, use mmp for next-trip related power)',
    { poll: 'live', ...measured('W', { precision: 0 }) },
  ),
  background(
    'mmp',
    'number',
    'Maximum measured charging power',
    'maximumMeasuredChargingPower',
    measured('W', { precision: 0 }),
  ),
  status('deltaa', 'number', 'Delta current', 'deltaA', {
    category: 'Unknown',
    ...measured('A', { precision: 1 }),
  }),
  status('deltap', 'number', 'Delta power', 'deltaP', measured('W', { precision: 0 })),
  status('fhz', 'number', 'Grid frequency', 'Grid frequency (~50Hz) or 0 if unknown', {
    nullable: true,
    noise: { deadband: 0.05, minIntervalMs: 30_000 },
    ...measured('Hz', { precision: 2 }),
  }),
  status('avgfhz', 'number', 'Average grid frequency', 'Grid average frequency (~50Hz)', {
    nullable: true,
    noise: { deadband: 0.02, minIntervalMs: 60_000 },
    ...measured('Hz', { precision: 2 }),
  }),
  status('tma', 'array', 'Temperatures', 'Temperature sensors', {
    noise: { minIntervalMs: 60_000 },
    parts: TEMPERATURE_PARTS,
    entity: false,
  }),

  ...from('firmware 60.4', [
    status('eto_mid', 'integer', 'Total energy (MID meter)', 'MID energy_total, measured in Wh', {
      nullable: true,
      ...counter('total_increasing'),
    }),
    status('wh_mid', 'number', 'Session energy (MID meter)', 'MID energy in Wh since car connected', {
      nullable: true,
      ...counter('total'),
    }),
    sessionEnergy('whs', 'Session energy from solar', 'Energy SOLAR in Wh since car connected'),
    sessionEnergy('whg', 'Session energy from grid', 'Energy GRID in Wh since car connected'),
    sessionEnergy('whb', 'Session energy from battery', 'Energy BATTERY in Wh since car connected'),
    sessionEnergy('who', 'Session energy from other sources', 'Energy OTHER in Wh since car connected'),
    power('ws', 'Power from solar', 'Power SOLAR in W'),
    power('wg', 'Power from grid', 'Power GRID in W'),
    power('wb', 'Power from battery', 'Power BATTERY in W'),
    power('wo', 'Power from other sources', 'Power OTHER in W'),
  ]),
  ...from('older firmware', [
    background(
      'etop',
      'integer',
      'Total energy (persisted)',
      'energy_total persisted, measured in Wh, without the extra magic to have live values',
      counter('total_increasing'),
    ),
  ]),
];
