import { describe, expect, it } from 'vitest';
import {
  componentMessages,
  deviceMessage,
  farewellMessage,
} from '../../src/homeassistant/config-messages.js';
import { row } from '../support/fake-device.js';
import { deviceProblems, singleComponentProblems } from '../support/homeassistant-schema.js';
import { discoveryOf } from './device.js';

const { objectId, payload } = discoveryOf([row('amp', { access: 'R/W' }), row('car')]);

describe('the message of a device', () => {
  it('is retained under the prefix', () => {
    const message = deviceMessage('homeassistant', objectId, payload);
    expect(message).toMatchObject({ topic: 'homeassistant/device/wattbridge_charger/config', retain: true });
    expect(JSON.parse(message.payload)).toEqual(payload);
  });

  it('leaves of a component that goes only the platform', () => {
    const message = farewellMessage('homeassistant', objectId, payload, { switch_old: 'switch' });
    const sent = JSON.parse(message.payload);
    expect(sent.cmps).toEqual({ ...payload.cmps, switch_old: { p: 'switch' } });
    expect(deviceProblems(sent)).toEqual([]);
  });
});

describe('the messages of its components', () => {
  const messages = componentMessages('homeassistant', objectId, payload);

  it('go to a topic each, with the ids that the device message uses', () => {
    expect(messages.map(({ topic }) => topic)).toEqual([
      'homeassistant/number/wattbridge_charger/number_amp/config',
      'homeassistant/sensor/wattbridge_charger/sensor_car/config',
    ]);
  });

  it('carry the device, the origin and the availability themselves', () => {
    for (const { topic, payload: text, retain } of messages) {
      expect(retain).toBe(true);
      const { dev, o, availability, availability_mode } = payload;
      expect(JSON.parse(text)).toMatchObject({ dev, o, availability, availability_mode });
      expect(singleComponentProblems(topic, text)).toEqual([]);
    }
  });
});
