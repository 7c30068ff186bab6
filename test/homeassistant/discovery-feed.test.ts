import { describe, expect, it, onTestFinished } from 'vitest';
import { createDiscoveryFeed, type DiscoveryFeedConfig } from '../../src/homeassistant/discovery-feed.js';
import type { JsonValue } from '../../src/json.js';
import { createFakeDevice, row } from '../support/fake-device.js';
import { createFakeMqtt } from '../support/fake-mqtt.js';
import { deviceDiscoverySchema } from '../support/homeassistant-schema.js';
import { createManualClock } from '../support/manual-clock.js';
import { createRecordingLogger } from '../support/recording-logger.js';

const TOPIC = 'homeassistant/device/wattbridge_charger/config';
const BRIDGE_TOPIC = 'homeassistant/device/wattbridge_bridge/config';
const ROWS = [
  row('amp', { access: 'R/W', range: { min: 6, max: 32, step: 1 } }),
  row('tma', { type: 'array', parts: [{ name: '1', path: [0], label: 'Temperature', type: 'number' }] }),
  row('rst', { access: 'W', type: 'boolean' }),
];
const ENABLED: DiscoveryFeedConfig['homeassistant'] = {
  enabled: true,
  discoveryPrefix: 'homeassistant',
  discovery: 'device',
  birthTopic: 'homeassistant/status',
  suggestedArea: 'Garage',
};

interface Setup {
  readonly homeassistant?: Partial<DiscoveryFeedConfig['homeassistant']>;
  readonly commands?: DiscoveryFeedConfig['commands'];
  readonly deviceReadOnly?: boolean;
}

async function start(setup: Setup = {}) {
  const clock = createManualClock();
  const mqtt = createFakeMqtt();
  const device = createFakeDevice({ clock, rows: ROWS, readOnly: setup.deviceReadOnly ?? false });
  const feed = createDiscoveryFeed(
    {
      role: 'bridge',
      topicBase: 'wattbridge',
      publishSecrets: false,
      commands: setup.commands ?? { readOnly: false, allow: [] },
      homeassistant: { ...ENABLED, ...setup.homeassistant },
      devices: [{ id: 'charger', name: 'Wallbox' }],
    },
    { version: '1.0.0', mqtt, clock, log: createRecordingLogger(), rowsOf: () => ROWS },
  );
  onTestFinished(feed.stop);
  await feed.start();
  mqtt.connect();

  /** Readings once a second, for as long as wanted. */
  async function read(object: Readonly<Record<string, JsonValue>>, seconds = 5): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      feed.onReading({ device, state: { values: new Map(Object.entries(object)) } });
      await clock.advance(1000);
    }
  }
  const payloads = () => mqtt.sent(TOPIC).map((text) => deviceDiscoverySchema.parse(JSON.parse(text)));
  return { mqtt, clock, device, feed, read, payloads };
}

const platformsOf = (payload: { cmps: object } | undefined) => Object.keys(payload?.cmps ?? {});

describe('createDiscoveryFeed', () => {
  it('announces the bridge, and each device after its first reading', async () => {
    const { mqtt, clock, read, payloads } = await start();
    await clock.advance(5000);
    expect(mqtt.sent(BRIDGE_TOPIC)).toHaveLength(1);
    expect(payloads()).toEqual([]);
    await read({ amp: 6, new: 1 });
    expect(payloads()).toHaveLength(1);
    expect(payloads()[0]?.dev).toMatchObject({ name: 'Wallbox', sa: 'Garage', mf: 'Acme', mdl: 'Box' });
    expect(platformsOf(payloads()[0])).toEqual(['number_amp', 'button_rst', 'sensor_new']);
  });

  it('is silent while only values change', async () => {
    const { read, payloads } = await start();
    await read({ amp: 6 });
    await read({ amp: 7 }, 120);
    expect(payloads()).toHaveLength(1);
  });

  it('follows new keys and new parts', async () => {
    const { read, payloads } = await start();
    await read({ amp: 6 });
    await read({ amp: 6, tma: [] });
    await read({ amp: 6, tma: [20] });
    expect(payloads().map(platformsOf)).toEqual([
      ['number_amp', 'button_rst'],
      ['number_amp', 'sensor_tma', 'button_rst'],
      ['number_amp', 'sensor_tma_1', 'button_rst'],
    ]);
  });

  it('removes what a part has replaced once the device has shown all', async () => {
    const { read, mqtt } = await start();
    await read({ tma: [] });
    await read({ tma: [20] }, 70);
    const last = mqtt.sent(TOPIC).slice(-2);
    expect(last[0]).toContain('"sensor_tma":{"p":"sensor"}');
    expect(last[1]).not.toContain('"sensor_tma":');
  });

  it('follows the limits of the device', async () => {
    const { device, read, payloads } = await start();
    await read({ amp: 6 });
    device.limit = { min: 6, max: 16, step: 1, because: 'ama is 16' };
    await read({ amp: 6 });
    expect(payloads().map(({ cmps }) => cmps['number_amp']?.['max'])).toEqual([32, 16]);
  });

  it('offers no command in read-only mode, nor for a device that takes none', async () => {
    const bridge = await start({ commands: { readOnly: true, allow: [] } });
    await bridge.read({ amp: 6 });
    expect(platformsOf(bridge.payloads()[0])).toEqual(['sensor_amp']);
    const meter = await start({ deviceReadOnly: true });
    await meter.read({ amp: 6 });
    expect(platformsOf(meter.payloads()[0])).toEqual(['sensor_amp']);
  });

  it('has all values published once more when Home Assistant has started', async () => {
    const { mqtt, clock, feed } = await start();
    let published = 0;
    feed.onBirth(() => published++);
    mqtt.deliver({ topic: 'homeassistant/status', payload: 'online' });
    await clock.advance(5000);
    expect(published).toBe(1);
  });

  it('announces nothing when it is not wanted, and takes back what was', async () => {
    const { mqtt, read } = await start({ homeassistant: { enabled: false } });
    const components = { number_amp: 'number' };
    const record = { wattbridge_charger: { prefix: 'homeassistant', mode: 'device', components } };
    mqtt.deliver({ topic: 'wattbridge/bridge/announced', payload: JSON.stringify(record), retain: true });
    await read({ amp: 6 });
    expect(mqtt.messages.map(({ topic, payload }) => [topic, payload])).toEqual([
      [TOPIC, ''],
      ['wattbridge/bridge/announced', ''],
    ]);
  });
});
