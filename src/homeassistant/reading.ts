import type { JsonObject } from '../json.js';
import { defined } from './discovery.js';
import type { ShownValue } from './shown-value.js';
import {
  BOOLEAN_STATE,
  CODE_AS_ATTRIBUTE,
  COUNT_STATE,
  numberState,
  TEXT_STATE,
  TIME_STATE,
  WHOLE_AS_ATTRIBUTE,
  wordState,
} from './templates.js';
import { UNKNOWN_WORD, wordsOf } from './words.js';

/** A platform with the options that only it has. */
export interface PlatformConfig {
  readonly platform: string;
  readonly config: JsonObject;
}

/** Classes of controls; on a sensor they would make Home Assistant reject it. */
const CONTROL_CLASSES = new Set(['switch', 'outlet', 'restart', 'identify', 'update']);

/** A value that is only looked at. */
export function reading(value: ShownValue): PlatformConfig {
  const wished = value.entity.platform;
  const isTruth = value.type === 'boolean' && value.options === undefined;
  if (wished === 'binary_sensor' || (isTruth && wished !== 'sensor')) return binarySensor(value);
  return { platform: 'sensor', config: { ...live(value), ...sensorState(value) } };
}

function binarySensor(value: ShownValue): PlatformConfig {
  const config = {
    ...live(value),
    device_class: readingClass(value),
    value_template: BOOLEAN_STATE,
    payload_on: 'true',
    payload_off: 'false',
  };
  return { platform: 'binary_sensor', config: defined(config) };
}

function live({ entity, stateTopic }: ShownValue): JsonObject {
  return defined({ state_topic: stateTopic, expire_after: entity.expireAfterS });
}

function sensorState(value: ShownValue): JsonObject {
  if (value.options !== undefined) return enumeration(value, wordsOf(value.options));
  if (value.entity.timeOfDay === true) return { value_template: TIME_STATE };
  switch (value.type) {
    case 'number':
    case 'integer':
      return measurement(value);
    case 'array':
    case 'object':
      return {
        value_template: COUNT_STATE,
        ...defined({ json_attributes_topic: value.stateTopic }),
        json_attributes_template: WHOLE_AS_ATTRIBUTE,
      };
    case 'timestamp':
      return { value_template: TEXT_STATE, device_class: 'timestamp' };
    case 'string':
    case 'boolean':
    case 'text':
      return defined({ value_template: TEXT_STATE, device_class: readingClass(value) });
  }
}

function enumeration(value: ShownValue, words: ReadonlyMap<string, string>): JsonObject {
  return {
    device_class: 'enum',
    options: [...new Set([...words.values(), UNKNOWN_WORD])],
    value_template: wordState(words, UNKNOWN_WORD),
    ...codeAttribute(value),
  };
}

/** Words are for people; automations that should outlive a change of words use the attribute `code`. */
export function codeAttribute({ stateTopic }: ShownValue): JsonObject {
  if (stateTopic === undefined) return {};
  return { json_attributes_topic: stateTopic, json_attributes_template: CODE_AS_ATTRIBUTE };
}

function measurement(value: ShownValue): JsonObject {
  const { entity } = value;
  return defined({
    device_class: readingClass(value),
    state_class: entity.stateClass,
    unit_of_measurement: shownUnit(value),
    suggested_display_precision: entity.precision,
    value_template: numberState(entity.scale, decimals(value), value.source),
  });
}

export function shownUnit({ entity, unit }: ShownValue): string | undefined {
  return entity.unit ?? unit;
}

/** Decimals of a scaled number: enough to tell seconds in hours and watt-hours in kilowatt-hours. */
export function decimals({ entity }: ShownValue): number {
  return Math.max(3, entity.precision ?? 0);
}

function readingClass({ entity }: ShownValue): string | undefined {
  const { deviceClass } = entity;
  return deviceClass !== undefined && CONTROL_CLASSES.has(deviceClass) ? undefined : deviceClass;
}
