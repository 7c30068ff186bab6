import type { ComponentType, EnergySource } from '../billing.js';

export const LINE_LABELS = {
  any: 'Energy',
  grid: 'Energy from the grid',
  solar: 'Energy from the roof',
  battery: 'Energy from the battery',
  time: 'Charging time',
  flat: 'Session fee',
  parking: 'Parking after charging',
} as const satisfies Record<EnergySource | Exclude<ComponentType, 'energy'>, string>;

export const LINE_UNITS = {
  energy: 'kWh',
  time: 'min',
  flat: 'session',
  parking: 'min',
} as const satisfies Record<ComponentType, string>;

export type LineLabel = (typeof LINE_LABELS)[keyof typeof LINE_LABELS];

/** Label of the tax line, before the rate. */
export const TAX_LABEL = 'Tax';
