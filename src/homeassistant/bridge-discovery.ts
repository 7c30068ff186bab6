import { createTopics, OFFLINE, ONLINE } from '../mqtt/topics.js';
import { type Component, type Discovery, origin } from './discovery.js';
import { createDeviceIds, type DeviceIds } from './ids.js';

/** The bridge's place among the devices; no device may be called so. */
export const BRIDGE_ID = 'bridge';

export interface BridgeDiscoveryInput {
  readonly topicBase: string;
  readonly version: string;
}

/** Announces the bridge itself; the devices hang from it (`via_device`). */
export function bridgeDiscovery({ topicBase, version }: BridgeDiscoveryInput): Discovery {
  const ids = createDeviceIds(topicBase, BRIDGE_ID, topicBase);
  const topics = createTopics(topicBase);
  // The connection itself must not become unavailable with the bridge: then it could never say "disconnected".
  const info = { state_topic: topics.bridgeInfo, availability_topic: topics.role('bridge').state };
  const components = [
    component(ids, 'binary_sensor', 'state', 'Connection', {
      device_class: 'connectivity',
      state_topic: topics.role('bridge').state,
      payload_on: ONLINE,
      payload_off: OFFLINE,
    }),
    component(ids, 'sensor', 'version', 'Version', { ...info, value_template: '{{ value_json.version }}' }),
    component(ids, 'sensor', 'devices', 'Devices', {
      ...info,
      value_template: '{{ value_json.devices | length }}',
      state_class: 'measurement',
    }),
    component(ids, 'sensor', 'started_at', 'Running since', {
      ...info,
      device_class: 'timestamp',
      value_template: '{{ value_json.started_at }}',
    }),
  ];
  return {
    objectId: ids.device,
    complete: true,
    payload: {
      dev: { ids: [ids.device], name: 'wattbridge', mf: 'wattbridge', mdl: 'Bridge', sw: version },
      o: origin(version),
      cmps: Object.fromEntries(components),
    },
  };
}

function component(
  ids: DeviceIds,
  platform: string,
  name: string,
  label: string,
  config: Readonly<Record<string, string>>,
): readonly [string, Component] {
  const common = {
    p: platform,
    name: label,
    unique_id: ids.unique(name),
    default_entity_id: ids.entity(platform, name),
    entity_category: 'diagnostic',
  };
  return [ids.component(platform, name), { ...common, ...config }];
}
