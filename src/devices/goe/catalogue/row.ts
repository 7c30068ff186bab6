/** Small makers that keep the rows of the catalogue short and readable as data. */
import type { Datapoint, Entity, Noise, ValueType } from '../../datapoint.js';

/** Everything of a row that has a default, or that only some rows have. */
export type Details = Partial<Omit<Datapoint, 'key' | 'type' | 'name' | 'description'>>;

type Defaults = Pick<Datapoint, 'access' | 'category' | 'poll'> & Details;

type RowMaker = (
  key: string,
  type: ValueType,
  name: string,
  description: string,
  details?: Details,
) => Datapoint;

function maker(defaults: Defaults): RowMaker {
  return (key, type, name, description, details) => ({
    key,
    name,
    description,
    type,
    source: 'seed',
    ...defaults,
    ...details,
  });
}

/** What the charger measures or decides. */
export const status = maker({ access: 'R', category: 'Status', poll: 'status' });
/** What changes now and then and is in no hurry: the state of connections, errors, counters. */
export const background = maker({ access: 'R', category: 'Status', poll: 'settings' });
/** What the owner may change. */
export const setting = maker({ access: 'R/W', category: 'Config', poll: 'settings' });
/** Configuration that cannot be changed over the API. */
export const preset = maker({ access: 'R', category: 'Config', poll: 'rare' });
/** What never changes. */
export const constant = maker({ access: 'R', category: 'Constant', poll: 'rare' });
/** What can be written and never be read. */
export const order = maker({ access: 'W', category: 'Config', poll: 'never', entity: false });

/** The rows with another source than the vendor's key list. */
export function from(source: string, rows: readonly Datapoint[]): readonly Datapoint[] {
  return rows.map((row) => ({ ...row, source }));
}

export const DAY_S = 86_400;

/** Values that change all the time and that nobody needs every second. */
export const ONCE_A_MINUTE: Noise = { minIntervalMs: 60_000 };

/** For moments in no hurry. */
export const IN_NO_HURRY: Details = { poll: 'settings', noise: ONCE_A_MINUTE };

/**
 * A moment that the charger keeps as milliseconds since it booted. The part `at` is the same moment as date and time,
 * because the number alone looks like an age that never grows.
 */
export function moment(key: string, name: string, description: string, details: Details = {}): Datapoint {
  const noise = details.noise === undefined ? {} : { noise: details.noise };
  const written = details.access === 'R/W' ? { range: { min: 0, max: Number.MAX_SAFE_INTEGER } } : {};
  return status(key, 'integer', name, description, {
    nullable: true,
    unit: 'ms',
    entity: false,
    parts: [
      {
        name: 'at',
        path: [],
        derive: 'boot_time_plus',
        label: name,
        type: 'string',
        ...noise,
        entity: { deviceClass: 'timestamp', category: 'diagnostic' },
      },
    ],
    ...written,
    ...details,
  });
}

const DEVICE_CLASS = {
  A: 'current',
  V: 'voltage',
  W: 'power',
  Wh: 'energy',
  Hz: 'frequency',
  '°C': 'temperature',
  '%': 'power_factor',
  s: 'duration',
  min: 'duration',
} as const;

type Unit = keyof typeof DEVICE_CLASS;

/** Unit and entity of a physical quantity that is measured. */
export function measured(unit: Exclude<Unit, 'Wh'>, entity: Entity = {}) {
  return {
    unit,
    entity: { deviceClass: DEVICE_CLASS[unit], stateClass: 'measurement', ...entity },
  } as const;
}

/** Unit and entity of a limit or another quantity that is not measured. */
export function quantity(unit: Unit, entity: Entity = {}) {
  return { unit, entity: { deviceClass: DEVICE_CLASS[unit], ...entity } } as const;
}

/** Decimals with which people set a quantity. */
const SETTING_PRECISION: Partial<Record<Unit, number>> = { W: 0, V: 1, Hz: 2 };

/** Unit, range and entity of a quantity that the owner sets: never with a state class, it is no measurement. */
export function adjustable(unit: Unit, min: number, max: number, entity: Entity = {}) {
  const precision = SETTING_PRECISION[unit];
  const decimals = precision === undefined ? {} : { precision };
  return { ...quantity(unit, { ...decimals, ...entity }), range: { min, max } };
}

/** A current that is set in whole amperes. */
export function wholeAmperes(min: number, max: number, entity: Entity = {}) {
  return { ...quantity('A', entity), range: { min, max, step: 1 } };
}

/** A duration kept in ms and shown in seconds; the charger's logic runs once a second, hence the step. */
export function timer(maxMs: number, entity: Entity = {}) {
  return {
    unit: 'ms',
    range: { min: 0, max: maxMs, step: 1000 },
    entity: { deviceClass: 'duration', unit: 's', scale: 0.001, icon: 'mdi:timer-outline', ...entity },
  } as const;
}

/** A counter in Wh, shown in kWh. */
export function counter(stateClass: 'total' | 'total_increasing', entity: Entity = {}) {
  return {
    unit: 'Wh',
    entity: { deviceClass: 'energy', stateClass, unit: 'kWh', scale: 0.001, precision: 2, ...entity },
  } as const;
}
