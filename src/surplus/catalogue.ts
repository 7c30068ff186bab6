import { createCatalogue } from '../devices/catalogue.js';
import type { Datapoint, Entity } from '../devices/datapoint.js';

/** What the controller of a charger publishes and takes, on `<base>/surplus/<charger>/…`. Settings can be written. */

const SOURCE = 'wattbridge';

type Row = Omit<Datapoint, 'access' | 'category' | 'poll' | 'source'>;

function setting(row: Row): Datapoint {
  return { access: 'R/W', category: 'Config', poll: 'live', source: SOURCE, ...row };
}

function value(row: Row): Datapoint {
  return { access: 'R', category: 'Status', poll: 'live', source: SOURCE, ...row };
}

const POWER: Entity = { deviceClass: 'power', stateClass: 'measurement', precision: 0 };
const SECONDS: Entity = { deviceClass: 'duration', stateClass: 'measurement', precision: 1 };
const ENERGY: Entity = {
  deviceClass: 'energy',
  stateClass: 'total_increasing',
  scale: 0.001,
  unit: 'kWh',
  precision: 2,
};

const duration = (key: string, name: string, description: string, max: number): Datapoint =>
  setting({ key, name, description, type: 'integer', unit: 's', range: { min: 0, max, step: 1 } });

const price = (key: string, name: string, description: string, more: Partial<Row> = {}): Datapoint =>
  setting({ key, name, description, type: 'number', range: { min: -10, max: 10, step: 0.001 }, ...more });

export const SURPLUS_DATAPOINTS: readonly Datapoint[] = [
  setting({
    key: 'mode',
    name: 'Mode',
    description: 'How the car is charged.',
    type: 'string',
    options: {
      '"off"': 'Off',
      '"pv"': 'Solar surplus',
      '"min_pv"': 'Minimum and solar surplus',
      '"fast"': 'Fast',
      '"plan"': 'Plan',
      '"native"': "Charger's own logic",
    },
    entity: { icon: 'mdi:solar-power', category: 'primary', enabled: true },
  }),
  setting({
    key: 'hands_off',
    name: 'Hands off',
    description: 'The charger is left alone, as before a mode was chosen. Choosing a mode ends it.',
    type: 'boolean',
    entity: { icon: 'mdi:hand-back-right-off' },
  }),
  setting({
    key: 'profile',
    name: 'Profile',
    description: 'What counts in surplus charging: the prices, no import at all, or few changes.',
    type: 'string',
    options: { '"balanced"': 'Balanced', '"never_import"': 'Never import', '"gentle"': 'Gentle' },
    entity: { icon: 'mdi:scale-balance', enabled: true },
  }),
  setting({
    key: 'phase_policy',
    name: 'Phases',
    description: 'Phases to charge on.',
    type: 'string',
    options: { '"auto"': 'Automatic', '"one"': 'One', '"three"': 'Three' },
    entity: { icon: 'mdi:sine-wave', enabled: true },
  }),
  setting({
    key: 'target_grid_power',
    name: 'Target grid power',
    description: 'Power at the grid connection to aim at, import positive.',
    type: 'integer',
    unit: 'W',
    range: { min: -10_000, max: 10_000, step: 10 },
    entity: { deviceClass: 'power', icon: 'mdi:transmission-tower', enabled: true },
  }),
  setting({
    key: 'min_current',
    name: 'Minimum current',
    description: 'Least current a phase, when charging.',
    type: 'integer',
    unit: 'A',
    range: { min: 6, max: 32, step: 1 },
    entity: { deviceClass: 'current', enabled: true },
  }),
  setting({
    key: 'max_current',
    name: 'Maximum current',
    description: "Highest current a phase; the charger's own limits always hold too.",
    type: 'integer',
    unit: 'A',
    range: { min: 6, max: 32, step: 1 },
    entity: { deviceClass: 'current', enabled: true },
  }),
  price('import_price', 'Import price', 'Price of a kWh from the grid, in any currency.'),
  price('feed_in_price', 'Feed-in price', 'What a kWh fed into the grid brings, in the same currency.'),
  price(
    'car_energy_value',
    'Value of energy in the car',
    'What a kWh in the car is worth; null: midway between the two prices.',
    {
      nullable: true,
    },
  ),
  setting({
    key: 'house_limit',
    name: 'House connection limit',
    description:
      'Most that the house may draw from the grid, car included; no mode exceeds it. null: no limit.',
    type: 'integer',
    nullable: true,
    unit: 'W',
    range: { min: 1000, max: 100_000, step: 100 },
    entity: { deviceClass: 'power' },
  }),
  setting({
    key: 'house_limit_current',
    name: 'House connection limit a phase',
    description:
      'Most that the house may draw on a phase, car included; no mode exceeds it. Needs a meter that measures the phases. null: no limit.',
    type: 'integer',
    nullable: true,
    unit: 'A',
    range: { min: 6, max: 200, step: 1 },
    entity: { deviceClass: 'current' },
  }),
  setting({
    key: 'priority',
    name: 'Priority',
    description: 'Rank among several chargers behind one meter: 1 gets its wish first.',
    type: 'integer',
    range: { min: 1, max: 10, step: 1 },
    entity: { icon: 'mdi:order-numeric-ascending' },
  }),
  setting({
    key: 'battery_priority',
    name: 'Battery priority',
    description:
      'What the surplus fills first: the battery of the house up to a state of charge, or the car. The battery is never emptied into the car.',
    type: 'string',
    options: { '"battery"': 'Battery first', '"car"': 'Car first' },
    entity: { icon: 'mdi:home-battery' },
  }),
  setting({
    key: 'battery_first_until',
    name: 'Battery first until',
    description: 'State of charge of the house battery from which on the car comes first.',
    type: 'integer',
    unit: '%',
    range: { min: 0, max: 100, step: 1 },
    entity: { icon: 'mdi:home-battery-outline' },
  }),
  setting({
    key: 'plan_energy',
    name: 'Plan: energy',
    description: 'Mode plan: energy that is to be in the car in time; null: no plan.',
    type: 'integer',
    nullable: true,
    unit: 'Wh',
    range: { min: 0, max: 200_000, step: 100 },
    entity: {
      deviceClass: 'energy',
      scale: 0.001,
      unit: 'kWh',
      precision: 1,
      icon: 'mdi:car-clock',
      category: 'primary',
      enabled: true,
    },
  }),
  setting({
    key: 'plan_until',
    name: 'Plan: until',
    description:
      'Mode plan: a local time of day such as 07:00 (the next one after the plug-in), or a moment with its zone such as 2026-06-21T07:00:00+02:00; null: no plan.',
    type: 'string',
    nullable: true,
    maxLength: 40,
    entity: { icon: 'mdi:clock-end', category: 'primary', enabled: true },
  }),
  setting({
    key: 'prices',
    name: 'Prices by the hour',
    description:
      'Mode plan: list of {"start", "end", "price"}; times as ISO 8601 with zone or seconds since 1970, price in any currency a kWh. null: the list of the charger, if it has one.',
    type: 'array',
    nullable: true,
    entity: false,
  }),
  duration('min_on_time', 'Shortest charging time', 'Charging lasts at least so long.', 3600),
  duration('min_off_time', 'Shortest pause', 'A pause lasts at least so long.', 3600),
  duration(
    'min_phase_time',
    'Shortest time between phase switches',
    'Phases stay as they are at least so long.',
    7200,
  ),
  duration(
    'meter_hold_time',
    'Silent meter: hold',
    'The set-point stands for so long when readings stay away.',
    600,
  ),
  duration(
    'meter_minimum_time',
    'Silent meter: minimum',
    'Then the minimum for so long, then a pause.',
    3600,
  ),
  setting({
    key: 'fail_safe',
    name: 'Fail-safe',
    description:
      'What becomes of the charger when the controller is stopped or gone: as it was set, its own logic (frc 0), no charging (frc 1), or the least current for a car that charges.',
    type: 'string',
    options: {
      '"keep"': 'As it was set',
      '"neutral"': "The charger's own logic",
      '"pause"': 'Pause',
      '"minimum"': 'Minimum',
    },
    entity: { icon: 'mdi:shield-check' },
  }),
  setting({
    key: 'fail_safe_time',
    name: 'Fail-safe after',
    description: 'A controller that nothing was heard of for so long is gone.',
    type: 'integer',
    unit: 's',
    range: { min: 5, max: 3600, step: 1 },
  }),

  value({
    key: 'reason',
    name: 'Reason code',
    description: 'Why the controller does what it does, as a stable code.',
    type: 'string',
    entity: { icon: 'mdi:help-circle-outline' },
  }),
  value({
    key: 'reason_text',
    name: 'Reason',
    description: 'The same in words.',
    type: 'string',
    entity: { icon: 'mdi:message-text-outline', category: 'primary', enabled: true },
  }),
  value({
    key: 'way',
    name: 'Charging on',
    description: 'How the charger is set now.',
    type: 'string',
    options: { '"off"': 'Not charging', '"one"': 'One phase', '"three"': 'Three phases' },
    entity: { category: 'primary', enabled: true },
  }),
  value({
    key: 'target_current',
    name: 'Target current',
    description:
      'The current a phase that was asked for last, or that the charger was set to before; 0 when not charging.',
    type: 'integer',
    nullable: true,
    unit: 'A',
    entity: { deviceClass: 'current', stateClass: 'measurement', category: 'primary', enabled: true },
  }),
  value({
    key: 'surplus',
    name: 'Surplus',
    description: 'What sun minus household leaves, without the car; negative when the house draws.',
    type: 'number',
    nullable: true,
    unit: 'W',
    entity: { ...POWER, category: 'primary', enabled: true },
  }),
  value({
    key: 'surplus_mean',
    name: 'Surplus, ten minutes',
    description: 'The surplus, smoothed over ten minutes.',
    type: 'number',
    unit: 'W',
    entity: POWER,
  }),
  value({
    key: 'surplus_expected',
    name: 'Surplus expected',
    description: 'The surplus expected at the time at which a change would show.',
    type: 'number',
    nullable: true,
    unit: 'W',
    entity: POWER,
  }),
  value({
    key: 'pv_power',
    name: 'Solar power',
    description: 'What the roof makes; null without `surplus.pv_topic`, or while it is silent.',
    type: 'number',
    nullable: true,
    unit: 'W',
    entity: POWER,
  }),
  value({
    key: 'battery_power',
    name: 'Battery power',
    description: 'Of the house battery, discharging positive; null without one, or while it is silent.',
    type: 'number',
    nullable: true,
    unit: 'W',
    entity: POWER,
  }),
  value({
    key: 'battery_soc',
    name: 'Battery state of charge',
    description: 'Of the house battery; null while unknown.',
    type: 'number',
    nullable: true,
    unit: '%',
    entity: { deviceClass: 'battery', stateClass: 'measurement', precision: 0 },
  }),
  value({
    key: 'expected_worth',
    name: 'Expected worth',
    description: 'Worth of not charging, one phase and three phases over the next half hour.',
    type: 'object',
    nullable: true,
    unit: 'Wh',
  }),
  value({
    key: 'timers',
    name: 'Timers',
    description: 'What the controller waits for: name → when it ends.',
    type: 'object',
    noise: { minIntervalMs: 1000 },
  }),
  value({
    key: 'meter_age',
    name: 'Meter age',
    description: 'Learned age of readings on arrival.',
    type: 'number',
    unit: 's',
    entity: SECONDS,
  }),
  value({
    key: 'meter_period',
    name: 'Meter period',
    description: 'Learned time between readings.',
    type: 'number',
    unit: 's',
    entity: SECONDS,
  }),
  value({
    key: 'response_time',
    name: 'Response time',
    description: 'Learned time until a new current shows.',
    type: 'number',
    unit: 's',
    entity: SECONDS,
  }),
  value({
    key: 'car_max_current',
    name: 'Car maximum current',
    description: 'Learned: what the car takes at most; null while unknown.',
    type: 'number',
    nullable: true,
    unit: 'A',
    entity: { deviceClass: 'current', stateClass: 'measurement' },
  }),
  value({
    key: 'car_phases',
    name: 'Car phases',
    description: 'Learned: phases that the car uses; null while unknown.',
    type: 'integer',
    nullable: true,
  }),

  value({
    key: 'car_power',
    name: 'Car power',
    description: 'Learned: what the car draws at full speed; null while unknown.',
    type: 'number',
    nullable: true,
    unit: 'W',
    noise: { deadband: 100 },
    entity: POWER,
  }),

  value({
    key: 'plan_charged',
    name: 'Plan: charged',
    description: 'What the car got since the plan began.',
    type: 'number',
    unit: 'Wh',
    noise: { minIntervalMs: 30_000 },
    entity: { ...ENERGY, category: 'primary', enabled: true },
  }),
  value({
    key: 'plan_started',
    name: 'Plan: began',
    description: 'When the plan began; null without one.',
    type: 'string',
    nullable: true,
    entity: { deviceClass: 'timestamp' },
  }),
  value({
    key: 'plan_deadline',
    name: 'Plan: deadline',
    description: 'When the energy is to be in the car; null without a plan.',
    type: 'string',
    nullable: true,
    entity: { deviceClass: 'timestamp' },
  }),
  value({
    key: 'plan_grid_from',
    name: 'Plan: grid from',
    description: 'When the grid is to help next, as things stand; null when it is not needed.',
    type: 'string',
    nullable: true,
    noise: { minIntervalMs: 60_000 },
    entity: { deviceClass: 'timestamp' },
  }),
  value({
    key: 'plan_counter',
    name: 'Plan: counter',
    description: "The charger's energy counter (eto or wh, Wh) when the plan began; null without one.",
    type: 'object',
    nullable: true,
    entity: false,
  }),

  value({
    key: 'native_before',
    name: 'Native: before',
    description:
      'What the charger was set to before mode native, and will be set to after it; null when nothing is to be put back.',
    type: 'object',
    nullable: true,
    entity: false,
  }),

  value({
    key: 'day',
    name: 'Day',
    description: 'The day that the counters of today count.',
    type: 'string',
  }),
  value({
    key: 'energy_sun_today',
    name: 'Energy from the sun today',
    description: 'What the car got from the surplus today.',
    type: 'number',
    unit: 'Wh',
    noise: { minIntervalMs: 10_000 },
    entity: { ...ENERGY, category: 'primary', enabled: true },
  }),
  value({
    key: 'energy_grid_today',
    name: 'Energy from the grid today',
    description: 'What the car got from the grid today.',
    type: 'number',
    unit: 'Wh',
    noise: { minIntervalMs: 10_000 },
    entity: { ...ENERGY, category: 'primary', enabled: true },
  }),
  value({
    key: 'starts_today',
    name: 'Starts today',
    description: 'Starts of charging today.',
    type: 'integer',
    entity: { stateClass: 'total_increasing' },
  }),
  value({
    key: 'phase_switches_today',
    name: 'Phase switches today',
    description: 'Phase switches while charging today.',
    type: 'integer',
    entity: { stateClass: 'total_increasing' },
  }),
  value({
    key: 'set_points_today',
    name: 'Set-points today',
    description: 'Commands that the controller sent today.',
    type: 'integer',
    entity: { stateClass: 'total_increasing' },
  }),
];

export const surplusCatalogue = createCatalogue(SURPLUS_DATAPOINTS);
