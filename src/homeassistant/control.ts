import type { Platform, Range } from '../devices/datapoint.js';
import type { JsonObject } from '../json.js';
import { defined } from './discovery.js';
import { codeAttribute, decimals, type PlatformConfig, reading, shownUnit } from './reading.js';
import type { ShownValue } from './shown-value.js';
import {
  BOOLEAN_STATE,
  boundedNumberState,
  EDITABLE_TIME,
  editableText,
  LONGEST_STATE,
  numberCommand,
  TIME_COMMAND,
  wordCommand,
  wordState,
} from './templates.js';
import { wordsOf } from './words.js';

/** Without bounds, Home Assistant would take 0 to 100; these are the integers that JSON keeps exact. */
const ANY_NUMBER: Range = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };
/** Home Assistant knows no finer step. */
const FINEST_STEP = 0.001;
/** A slider with more positions than this is no use. */
const SLIDER_POSITIONS = 100;

/** A value that the owner may change. Only keys are: their parts are changed through the whole. */
export function control(value: ShownValue, commandTopic: string): PlatformConfig {
  const platform = value.entity.platform ?? usualPlatform(value);
  const common = defined({ state_topic: value.stateTopic, command_topic: commandTopic, qos: 1 });
  const build = (own: JsonObject): PlatformConfig => ({ platform, config: { ...common, ...own } });
  switch (platform) {
    case 'sensor':
    case 'binary_sensor':
      return reading(value);
    case 'switch':
      return build(switchConfig(value));
    case 'select':
      return build(selectConfig(value));
    case 'number':
      return build(numberConfig(value));
    case 'text':
      return build(textConfig(value));
    case 'button':
      return button(value, commandTopic, value.entity.press ?? 'true');
  }
}

function usualPlatform({ type, options, entity, stateTopic }: ShownValue): Platform {
  const readable = stateTopic !== undefined;
  if (!readable && entity.press !== undefined) return 'button';
  if (options !== undefined) return 'select';
  // Home Assistant has a platform `time` since 2026.5; before, it would reject the whole device for it.
  if (entity.timeOfDay === true) return 'text';
  switch (type) {
    case 'boolean':
      return readable ? 'switch' : 'button';
    case 'number':
    case 'integer':
      return 'number';
    case 'array':
    case 'object':
      return readable ? 'sensor' : 'text';
    case 'string':
    case 'timestamp':
    case 'text':
      return 'text';
  }
}

/** A button has no state. @param payload what it sends */
export function button(value: ShownValue, commandTopic: string, payload: string): PlatformConfig {
  const { deviceClass } = value.entity;
  const own = deviceClass === 'restart' || deviceClass === 'identify' ? { device_class: deviceClass } : {};
  return {
    platform: 'button',
    config: { command_topic: commandTopic, payload_press: payload, qos: 1, ...own },
  };
}

function switchConfig({ type, stateTopic, entity }: ShownValue): JsonObject {
  const isTruth = type === 'boolean';
  const state = { value_template: BOOLEAN_STATE, state_on: 'true', state_off: 'false' };
  return {
    payload_on: isTruth ? 'true' : '1',
    payload_off: isTruth ? 'false' : '0',
    ...(stateTopic === undefined ? {} : state),
    ...(entity.deviceClass === 'outlet' ? { device_class: 'outlet' } : {}),
  };
}

function selectConfig(value: ShownValue): JsonObject {
  const words = wordsOf(value.options ?? {});
  const state = { value_template: wordState(words), ...codeAttribute(value) };
  return {
    options: [...words.values()],
    command_template: wordCommand(words),
    ...(value.stateTopic === undefined ? {} : state),
  };
}

function numberConfig(value: ShownValue): JsonObject {
  const { entity, type, stateTopic } = value;
  const range = value.range ?? ANY_NUMBER;
  const scale = entity.scale ?? 1;
  const shown = (wire: number): number => (scale === 1 ? wire : Number((wire * scale).toPrecision(12)));
  const [min, max] = [shown(range.min), shown(range.max)];
  const coarse = 10 ** -(entity.precision ?? (type === 'integer' ? 0 : 3));
  const step = Math.max(FINEST_STEP, range.step === undefined ? coarse : shown(range.step));
  return defined({
    min,
    max,
    step,
    mode: (max - min) / step <= SLIDER_POSITIONS ? 'slider' : 'box',
    device_class: entity.deviceClass,
    unit_of_measurement: shownUnit(value),
    value_template:
      stateTopic === undefined ? undefined : boundedNumberState(range.min, range.max, scale, decimals(value)),
    command_template: scale === 1 ? undefined : numberCommand(scale, type === 'integer'),
  });
}

function textConfig({ entity, maxLength = LONGEST_STATE, stateTopic }: ShownValue): JsonObject {
  if (entity.timeOfDay === true) {
    const pattern = '^(([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?)?$';
    return { max: 8, pattern, value_template: EDITABLE_TIME, command_template: TIME_COMMAND };
  }
  const max = Math.min(maxLength, LONGEST_STATE);
  return defined({ max, value_template: stateTopic === undefined ? undefined : editableText(max) });
}
