/**
 * What Home Assistant's MQTT integration accepts (2026), stricter than itself: what it would drop in silence is a
 * problem here. Longer than other files because it carries Home Assistant's tables of classes and units.
 */
import * as z from 'zod';

const NUMBER_UNITS: Readonly<Record<string, readonly (string | undefined)[]>> = {
  apparent_power: ['mVA', 'VA', 'kVA'],
  current: ['A', 'mA'],
  data_size: ['bit', 'kbit', 'B', 'kB', 'MB', 'GB', 'KiB', 'MiB', 'GiB'],
  duration: ['d', 'h', 'min', 's', 'ms'],
  monetary: ['EUR', 'CHF', 'GBP', 'USD'],
  energy: ['Wh', 'kWh', 'MWh', 'GWh'],
  frequency: ['Hz', 'kHz', 'MHz'],
  power: ['mW', 'W', 'kW', 'MW'],
  power_factor: ['%', undefined],
  battery: ['%'],
  reactive_energy: ['varh', 'kvarh'],
  reactive_power: ['mvar', 'var', 'kvar'],
  signal_strength: ['dB', 'dBm'],
  temperature: ['°C', '°F', 'K'],
  voltage: ['V', 'mV', 'kV'],
};
const NO_NUMBER = ['date', 'enum', 'timestamp'];
const STATE_CLASSES: Readonly<Record<string, readonly string[]>> = {
  data_size: ['measurement', 'total', 'total_increasing'],
  duration: ['measurement', 'total', 'total_increasing'],
  energy: ['total', 'total_increasing'],
  monetary: ['total'],
  reactive_energy: ['total', 'total_increasing'],
  date: [],
  enum: [],
  timestamp: [],
};
const BINARY_CLASSES = [
  ...['battery', 'battery_charging', 'carbon_monoxide', 'cold', 'connectivity', 'door', 'garage_door', 'gas'],
  ...['heat', 'light', 'lock', 'moisture', 'motion', 'moving', 'occupancy', 'opening', 'plug', 'power'],
  ...[
    'presence',
    'problem',
    'running',
    'safety',
    'smoke',
    'sound',
    'tamper',
    'update',
    'vibration',
    'window',
  ],
];

const topic = z.string().regex(/^[^+#\s]+$/);
const template = z.string().regex(/^\{\{ .+ \}\}$/s);
const text = z.string().min(1).max(255);
const available = z.strictObject({ topic, payload_available: text, payload_not_available: text }).partial({
  payload_available: true,
  payload_not_available: true,
});
/** Allowed at the root of a device's payload and in every component. */
const shared = {
  availability: z.array(available).min(1).optional(),
  availability_mode: z.enum(['all', 'any', 'latest']).optional(),
  availability_topic: topic.optional(),
  qos: z.literal([0, 1, 2]).optional(),
};
const common = {
  ...shared,
  name: text,
  unique_id: z.string().regex(/^[A-Za-z0-9_-]+$/),
  default_entity_id: z.string().regex(/^[a-z_]+\.(?!_)(?!.*__)[a-z0-9_]+(?<!_)$/),
  icon: z.string().startsWith('mdi:').optional(),
  entity_category: z.enum(['config', 'diagnostic']).optional(),
  enabled_by_default: z.boolean().optional(),
  json_attributes_topic: topic.optional(),
  json_attributes_template: template.optional(),
};
const readable = { state_topic: topic, value_template: template.optional() };
const writable = {
  command_topic: topic.endsWith('/set'),
  state_topic: topic.optional(),
  value_template: template.optional(),
  command_template: template.optional(),
};
const live = { expire_after: z.int().positive().optional() };
const options = z.array(text.refine(isState, 'is no state for Home Assistant')).min(1).refine(isUnique);
const quantity = { device_class: text.optional(), unit_of_measurement: text.optional() };

const PLATFORMS = {
  sensor: z
    .strictObject({
      ...common,
      ...readable,
      ...live,
      ...quantity,
      state_class: z.enum(['measurement', 'total', 'total_increasing']).optional(),
      suggested_display_precision: z.int().min(0).optional(),
      options: options.optional(),
    })
    .superRefine(checkSensor),
  binary_sensor: z.strictObject({
    ...common,
    ...readable,
    ...live,
    device_class: z.enum(BINARY_CLASSES).optional(),
    payload_on: text,
    payload_off: text,
  }),
  switch: z.strictObject({
    ...common,
    ...writable,
    device_class: z.enum(['outlet', 'switch']).optional(),
    payload_on: text,
    payload_off: text,
    state_on: text.optional(),
    state_off: text.optional(),
  }),
  number: z
    .strictObject({
      ...common,
      ...writable,
      ...quantity,
      min: z.number(),
      max: z.number(),
      step: z.number().min(0.001),
      mode: z.enum(['auto', 'box', 'slider']),
    })
    .superRefine(checkNumber),
  select: z.strictObject({ ...common, ...writable, options }),
  text: z.strictObject({
    ...common,
    ...writable,
    max: z.int().positive().max(255),
    pattern: text.optional(),
  }),
  button: z.strictObject({
    ...common,
    command_topic: writable.command_topic,
    device_class: z.enum(['identify', 'restart', 'update']).optional(),
    payload_press: text,
  }),
} as const;

type Quantity = { device_class?: string | undefined; unit_of_measurement?: string | undefined };

interface SensorConfig extends Quantity {
  state_class?: string | undefined;
  options?: readonly string[] | undefined;
  entity_category?: string | undefined;
  suggested_display_precision?: number | undefined;
}

function checkSensor(sensor: SensorConfig, context: z.RefinementCtx): void {
  const { device_class: deviceClass, state_class: stateClass, unit_of_measurement: unit } = sensor;
  const complain = (message: string): void => context.addIssue({ code: 'custom', message });
  checkUnit(sensor, complain);
  const allowed = deviceClass === undefined ? undefined : (STATE_CLASSES[deviceClass] ?? ['measurement']);
  if (stateClass !== undefined && allowed?.includes(stateClass) === false)
    complain(`${stateClass} does not go with ${deviceClass}`);
  if ((sensor.options !== undefined) !== (deviceClass === 'enum')) complain('options and enum go together');
  if (isNumeric(sensor) && deviceClass !== undefined && NO_NUMBER.includes(deviceClass))
    complain(`${deviceClass} with a unit, a state class or a precision`);
  if (unit !== undefined && sensor.options !== undefined) complain('options with a unit');
}

function checkNumber(number: Quantity & { min: number; max: number }, context: z.RefinementCtx): void {
  const complain = (message: string): void => context.addIssue({ code: 'custom', message });
  checkUnit(number, complain);
  if (number.min >= number.max) complain('max must be above min');
  if (NO_NUMBER.includes(number.device_class ?? '')) complain('this class has no numbers');
}

function checkUnit({ device_class, unit_of_measurement }: Quantity, complain: (text: string) => void): void {
  if (device_class === undefined || NO_NUMBER.includes(device_class)) return;
  const units = NUMBER_UNITS[device_class];
  if (units === undefined) complain(`unknown device class ${device_class}`);
  else if (!units.includes(unit_of_measurement)) complain(`${device_class} in ${unit_of_measurement}`);
}

function isState(word: string): boolean {
  return word.toLowerCase() !== 'none' && word.trim() === word;
}

function isUnique(items: readonly unknown[]): boolean {
  return new Set(items).size === items.length;
}

const DEVICE = z
  .strictObject({
    ids: z.array(text).min(1),
    name: text,
    mf: text,
    mdl: text,
    sn: text,
    sw: text,
    hw: text,
    cu: z.string().regex(/^https?:\/\/\S+$/),
    sa: text,
    via_device: text,
  })
  .partial()
  .required({ ids: true, name: true });
const ORIGIN = z.strictObject({ name: z.literal('wattbridge'), sw: text });
const COMPONENT_ID = /^[A-Za-z0-9_-]+$/;
const ROOT = z.strictObject({
  ...shared,
  dev: DEVICE,
  o: ORIGIN,
  cmps: z.record(z.string().regex(COMPONENT_ID), z.record(z.string(), z.unknown())),
});
const REMOVAL = z.strictObject({ p: z.enum(Object.keys(PLATFORMS)) });

/** A component as the schema has checked it. */
export type AnyComponent = Readonly<Record<string, unknown>> & { readonly p: string };

/** A device's payload; it must hold nothing that Home Assistant would reject, ignore or drop. */
export const deviceDiscoverySchema = ROOT.superRefine(({ cmps }, context) => {
  const complain = (message: string): void => context.addIssue({ code: 'custom', message });
  for (const [id, component] of Object.entries(cmps)) {
    if (REMOVAL.safeParse(component).success) continue;
    const { p, ...own } = component;
    for (const problem of componentProblems(String(p), own)) complain(`${id}: ${problem}`);
  }
  const uniqueIds = Object.values(cmps).flatMap(({ unique_id }) => unique_id ?? []);
  if (!isUnique(uniqueIds)) complain('a unique_id occurs twice');
});

/** What is wrong with a device's payload, in words. */
export function deviceProblems(payload: unknown): readonly string[] {
  const result = deviceDiscoverySchema.safeParse(payload);
  return result.success ? [] : [z.prettifyError(result.error)];
}

/** The same for a component, without what it shares with its device. */
function componentProblems(platform: string, component: object): readonly string[] {
  if (!Object.hasOwn(PLATFORMS, platform)) return [`unknown platform ${platform}`];
  const result = PLATFORMS[platform as keyof typeof PLATFORMS].safeParse(component);
  if (!result.success) return [z.prettifyError(result.error)];
  const { default_entity_id, entity_category } = result.data;
  const problems: string[] = [];
  if (!default_entity_id.startsWith(`${platform}.`)) problems.push('default_entity_id of another platform');
  const isReading = platform === 'sensor' || platform === 'binary_sensor';
  if (isReading && entity_category === 'config') problems.push('config is only for controls');
  return problems;
}

/** The same for a message of one component on `<prefix>/<platform>/<node>/<object>/config`. */
export function singleComponentProblems(messageTopic: string, payload: string): readonly string[] {
  const [platform, node, object] = messageTopic.split('/').slice(-4, -1);
  if (![node, object].every((id) => COMPONENT_ID.test(id ?? ''))) return [`bad topic ${messageTopic}`];
  const { dev, o, ...component } = JSON.parse(payload);
  const root = ROOT.safeParse({ dev, o, cmps: {} });
  return [
    ...(root.success ? [] : [z.prettifyError(root.error)]),
    ...componentProblems(platform ?? '', component),
  ];
}

/** What Home Assistant would say to a rendered state; undefined: it takes it. `None` is "unknown" everywhere. */
export function stateProblem(component: AnyComponent, state: string): string | undefined {
  if (state === 'None') return component.p === 'text' ? 'None would be taken for the text' : undefined;
  if (state.length > 255) return 'longer than 255 characters';
  switch (component.p) {
    case 'sensor':
      return sensorStateProblem(component, state);
    case 'number':
      return isFloat(state) &&
        Number(state) >= Number(component['min']) &&
        Number(state) <= Number(component['max'])
        ? undefined
        : `${state} is no number between min and max`;
    case 'select':
      return includes(component['options'], state) ? undefined : `${state} is no option`;
    case 'binary_sensor':
      return [component['payload_on'], component['payload_off']].includes(state) ? undefined : `${state}?`;
    case 'switch':
      return [component['state_on'], component['state_off']].includes(state) ? undefined : `${state}?`;
    case 'text':
      return textProblem(component, state);
    default:
      return `${component.p} has no state`;
  }
}

function sensorStateProblem(component: AnyComponent, state: string): string | undefined {
  const wants = component['device_class'];
  if (isNumeric(component)) return isFloat(state) ? undefined : `${state} is no number`;
  if (component['options'] !== undefined)
    return includes(component['options'], state) ? undefined : `${state} is no option`;
  if (wants === 'timestamp')
    return /^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:\d\d)$/.test(state) ? undefined : `${state} is no time with zone`;
  return undefined;
}

function textProblem({ max, pattern }: AnyComponent, state: string): string | undefined {
  if (state.length > Number(max)) return 'longer than max';
  return new RegExp(String(pattern ?? '')).test(state) ? undefined : `${state} does not match ${pattern}`;
}

function isNumeric(sensor: SensorConfig | AnyComponent): boolean {
  const { device_class, state_class, unit_of_measurement, suggested_display_precision } =
    sensor as AnyComponent;
  const isNumberClass = typeof device_class === 'string' && device_class in NUMBER_UNITS;
  return (
    isNumberClass ||
    [state_class, unit_of_measurement, suggested_display_precision].some((it) => it !== undefined)
  );
}

function isFloat(state: string): boolean {
  return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(state);
}

function includes(list: unknown, item: string): boolean {
  return Array.isArray(list) && list.includes(item);
}
