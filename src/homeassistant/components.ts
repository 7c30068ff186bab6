import type { JsonObject } from '../json.js';
import { button, control } from './control.js';
import { type Component, defined } from './discovery.js';
import type { DeviceIds } from './ids.js';
import { type PlatformConfig, reading } from './reading.js';
import type { ShownValue } from './shown-value.js';

/** Component id → component. */
export type Components = readonly (readonly [string, Component])[];

/** The entities of one value: none, one, or for a number that may be absent a second one that clears it. */
export function componentsOf(value: ShownValue, ids: DeviceIds): Components {
  const { stateTopic, commandTopic, names, label } = value;
  if (commandTopic === undefined) {
    return stateTopic === undefined ? [] : [component(reading(value), value, ids, names, label)];
  }
  const main = control(value, commandTopic);
  const components = [component(main, value, ids, names, label)];
  if (main.platform === 'number' && value.clearable && stateTopic !== undefined) {
    const clear = button(value, commandTopic, 'null');
    components.push(component(clear, value, ids, [...names, 'clear'], `${label}: clear`));
  }
  return components;
}

function component(
  { platform, config }: PlatformConfig,
  value: ShownValue,
  ids: DeviceIds,
  names: readonly string[],
  label: string,
): readonly [string, Component] {
  const own = {
    p: platform,
    name: label,
    unique_id: ids.unique(...names),
    default_entity_id: ids.entity(platform, ...names),
    ...placing(platform, value),
    ...config,
  };
  return [ids.component(platform, ...names), own];
}

function placing(platform: string, { entity, category }: ShownValue): JsonObject {
  const isReading = platform === 'sensor' || platform === 'binary_sensor';
  return defined({
    icon: entity.icon,
    // Home Assistant takes `config` only for controls.
    entity_category:
      category === 'primary' ? undefined : isReading || category === 'diagnostic' ? 'diagnostic' : 'config',
    enabled_by_default: entity.enabled === true ? undefined : false,
  });
}
