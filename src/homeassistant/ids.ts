/** Names that Home Assistant accepts, made from names that people and devices chose. */

/** Home Assistant takes only these characters in discovery topics (facts of its MQTT integration). */
const NOT_IN_TOPICS = /[^A-Za-z0-9_-]/g;

export interface DeviceIds {
  /** Identifies the device: in the discovery topic, as its identifier, as the start of every unique id. */
  readonly device: string;
  /** Stays the same whatever the owner renames, so that Home Assistant keeps its settings of the entity. */
  unique(...names: readonly string[]): string;
  /**
   * Identifies the component in the payload. The platform is part of it, because a key that turns from a number into
   * a sensor is, for Home Assistant, one component that goes and another one that comes.
   */
  component(platform: string, ...names: readonly string[]): string;
  /** @example entity('sensor', 'nrg', 'power_total') // 'sensor.charger_nrg_power_total' */
  entity(platform: string, ...names: readonly string[]): string;
}

/**
 * @param called what its entity ids begin with
 * @example createDeviceIds('wattbridge', 'charger').device // 'wattbridge_charger'
 */
export function createDeviceIds(topicBase: string, deviceId: string, called = deviceId): DeviceIds {
  const device = join(topicBase, deviceId);
  return {
    device,
    unique: (...names) => join(device, ...names),
    component: (platform, ...names) => join(platform, ...names),
    entity: (platform, ...names) => `${platform}.${slug(join(called, ...names))}`,
  };
}

function join(...names: readonly string[]): string {
  return names.join('_').replace(NOT_IN_TOPICS, '_');
}

/** An entity id has lower case only and no underscore at its ends or next to another one. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}
