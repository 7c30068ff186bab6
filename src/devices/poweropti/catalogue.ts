/**
 * The registers of electricity meters that a poweropti may pass on, by OBIS code (IEC 62056-61). The vendor documents
 * 1.7.0, 1.8.0, 1.8.1, 1.8.2 and 2.8.0 with their units; which others arrive depends on the meter.
 */
import { type Catalogue, createCatalogue } from '../catalogue.js';
import type { Datapoint, Entity } from '../datapoint.js';

const DOCUMENTED = 'powerfox local API, section 8';
const STANDARD = 'IEC 62056-61; unit as usual for this register, not documented by the vendor';

/** After so many seconds of silence the power is unknown: neither Home Assistant nor its owner may rely on it. */
const POWER_EXPIRES_S = 120;

interface Row {
  readonly name: string;
  readonly description: string;
  readonly unit?: string;
  readonly entity: Entity;
  readonly source?: string;
}

const energy = (name: string, description: string, extra: Entity = {}): Row => ({
  name,
  description,
  unit: 'Wh',
  entity: {
    deviceClass: 'energy',
    stateClass: 'total_increasing',
    unit: 'kWh',
    scale: 0.001,
    precision: 2,
    ...extra,
  },
});

const measured = (
  name: string,
  description: string,
  deviceClass: string,
  unit: string,
  precision = 0,
): Row => ({
  name,
  description,
  unit,
  entity: { deviceClass, stateClass: 'measurement', precision },
});

const power = (name: string, description: string): Row => measured(name, description, 'power', 'W');
const current = (phase: string): Row =>
  measured(`Current ${phase}`, `Instantaneous current, ${phase}`, 'current', 'A', 2);
const voltage = (phase: string): Row =>
  measured(`Voltage ${phase}`, `Instantaneous voltage, ${phase}`, 'voltage', 'V', 1);

/** Power factors have no unit; -1 to 1. */
const powerFactor = (name: string, description: string): Row => ({
  name,
  description,
  entity: { deviceClass: 'power_factor', stateClass: 'measurement', precision: 2 },
});

const reactiveEnergy = (name: string, description: string): Row => ({
  name,
  description,
  unit: 'varh',
  entity: { deviceClass: 'reactive_energy', stateClass: 'total_increasing', precision: 0 },
});

const PRIMARY = { category: 'primary', enabled: true } as const;

const ROWS: Readonly<Record<string, Row>> = {
  '1.7.0': {
    name: 'Power',
    description: 'Instantaneous power (positive = import, negative = export)',
    unit: 'W',
    entity: {
      deviceClass: 'power',
      stateClass: 'measurement',
      precision: 0,
      expireAfterS: POWER_EXPIRES_S,
      ...PRIMARY,
    },
    source: DOCUMENTED,
  },
  '1.8.0': {
    ...energy('Energy imported', 'Meter reading, grid import (total)', PRIMARY),
    source: DOCUMENTED,
  },
  '1.8.1': {
    ...energy('Energy imported tariff 1', 'Meter reading, grid import (tariff register 1)'),
    source: DOCUMENTED,
  },
  '1.8.2': {
    ...energy('Energy imported tariff 2', 'Meter reading, grid import (tariff register 2)'),
    source: DOCUMENTED,
  },
  '2.8.0': {
    ...energy('Energy exported', 'Meter reading, grid export (total)', PRIMARY),
    source: DOCUMENTED,
  },
  '2.8.1': energy('Energy exported tariff 1', 'Meter reading, grid export (tariff register 1)'),
  '2.8.2': energy('Energy exported tariff 2', 'Meter reading, grid export (tariff register 2)'),

  '2.7.0': power('Power exported', 'Instantaneous power, export'),
  '16.7.0': power(
    'Power total',
    'Instantaneous power, sum of all phases (positive = import, negative = export)',
  ),
  '21.7.0': power('Power imported L1', 'Instantaneous power, import, L1'),
  '41.7.0': power('Power imported L2', 'Instantaneous power, import, L2'),
  '61.7.0': power('Power imported L3', 'Instantaneous power, import, L3'),
  '22.7.0': power('Power exported L1', 'Instantaneous power, export, L1'),
  '42.7.0': power('Power exported L2', 'Instantaneous power, export, L2'),
  '62.7.0': power('Power exported L3', 'Instantaneous power, export, L3'),
  '36.7.0': power('Power L1', 'Instantaneous power, L1 (positive = import, negative = export)'),
  '56.7.0': power('Power L2', 'Instantaneous power, L2 (positive = import, negative = export)'),
  '76.7.0': power('Power L3', 'Instantaneous power, L3 (positive = import, negative = export)'),

  '31.7.0': current('L1'),
  '51.7.0': current('L2'),
  '71.7.0': current('L3'),
  '91.7.0': current('N'),
  '32.7.0': voltage('L1'),
  '52.7.0': voltage('L2'),
  '72.7.0': voltage('L3'),
  '14.7.0': measured('Frequency', 'Frequency of the grid', 'frequency', 'Hz', 2),

  '3.7.0': measured(
    'Reactive power imported',
    'Instantaneous reactive power, import',
    'reactive_power',
    'var',
  ),
  '4.7.0': measured(
    'Reactive power exported',
    'Instantaneous reactive power, export',
    'reactive_power',
    'var',
  ),
  '3.8.0': reactiveEnergy('Reactive energy imported', 'Meter reading, reactive energy, import (total)'),
  '4.8.0': reactiveEnergy('Reactive energy exported', 'Meter reading, reactive energy, export (total)'),
  '9.7.0': measured('Apparent power', 'Instantaneous apparent power, import', 'apparent_power', 'VA'),
  '13.7.0': powerFactor('Power factor', 'Power factor, all phases'),
  '33.7.0': powerFactor('Power factor L1', 'Power factor, L1'),
  '53.7.0': powerFactor('Power factor L2', 'Power factor, L2'),
  '73.7.0': powerFactor('Power factor L3', 'Power factor, L3'),
};

export const POWEROPTI_DATAPOINTS: readonly Datapoint[] = Object.entries(ROWS).map(
  ([key, { source = STANDARD, ...row }]) => ({
    key,
    access: 'R',
    category: 'Status',
    type: 'number',
    poll: 'live',
    source,
    ...row,
  }),
);

export const poweroptiCatalogue: Catalogue = createCatalogue(POWEROPTI_DATAPOINTS);
