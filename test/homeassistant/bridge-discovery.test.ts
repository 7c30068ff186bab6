import { describe, expect, it } from 'vitest';
import { createBridgeInfo } from '../../src/bridge/bridge-info.js';
import { bridgeDiscovery } from '../../src/homeassistant/bridge-discovery.js';
import { componentMessages } from '../../src/homeassistant/config-messages.js';
import { createFakeDevice } from '../support/fake-device.js';
import {
  type AnyComponent,
  deviceProblems,
  singleComponentProblems,
  stateProblem,
} from '../support/homeassistant-schema.js';
import { createManualClock } from '../support/manual-clock.js';
import { discoveryOf } from './device.js';
import { renderState } from './jinja.js';

const { objectId, payload } = bridgeDiscovery({ topicBase: 'wattbridge', version: '1.2.3' });

describe('bridgeDiscovery', () => {
  it('is a device that Home Assistant accepts, whole and in single components', () => {
    expect(deviceProblems(payload)).toEqual([]);
    const messages = componentMessages('homeassistant', objectId, payload);
    expect(messages.flatMap((message) => singleComponentProblems(message.topic, message.payload))).toEqual(
      [],
    );
  });

  it('is what the devices hang from', () => {
    expect(discoveryOf([]).payload.dev['via_device']).toBe(objectId);
  });

  it('says "disconnected" instead of becoming unavailable', () => {
    expect(payload).not.toHaveProperty('availability');
    expect(payload.cmps['binary_sensor_state']).toMatchObject({
      device_class: 'connectivity',
      state_topic: 'wattbridge/bridge/state',
      payload_on: 'online',
      payload_off: 'offline',
      default_entity_id: 'binary_sensor.wattbridge_state',
    });
    expect(payload.cmps['binary_sensor_state']).not.toHaveProperty('availability_topic');
  });

  it('reads what the bridge says of itself', () => {
    const device = createFakeDevice({ clock: createManualClock(), rows: [] });
    const info = createBridgeInfo({
      topicBase: 'wattbridge',
      version: '1.2.3',
      startedAtMs: Date.UTC(2026, 5, 21),
      devices: [device],
    });
    const states = Object.entries(payload.cmps)
      .filter(([, component]) => component['state_topic'] === 'wattbridge/bridge/info')
      .map(([id, component]) => {
        const state = renderState(String(component['value_template']), info.payload());
        expect(stateProblem(component as AnyComponent, state)).toBeUndefined();
        return [id, state];
      });
    expect(Object.fromEntries(states)).toEqual({
      sensor_version: '1.2.3',
      sensor_devices: '1',
      sensor_started_at: '2026-06-21T00:00:00.000Z',
    });
  });
});
