import { describe, expect, it, onTestFinished } from 'vitest';
import { createAnnouncer } from '../../src/homeassistant/announcer.js';
import type { DiscoveryMode } from '../../src/homeassistant/config-messages.js';
import { matchesFilter } from '../../src/mqtt/filter.js';
import { row } from '../support/fake-device.js';
import { createFakeMqtt, type FakeMqtt } from '../support/fake-mqtt.js';
import { createManualClock } from '../support/manual-clock.js';
import { createRecordingLogger } from '../support/recording-logger.js';
import { discoveryOf } from './device.js';

const CHARGER = 'wattbridge_charger';
const DEVICE_TOPIC = 'homeassistant/device/wattbridge_charger/config';
const AMP_TOPIC = 'homeassistant/number/wattbridge_charger/number_amp/config';
const CAR_TOPIC = 'homeassistant/sensor/wattbridge_charger/sensor_car/config';
const RECORD_TOPIC = 'wattbridge/bridge/announced';
/** Longer than everything that the announcer waits for. */
const LONG_MS = 60_000;

const FULL = discoveryOf([row('car'), row('amp', { access: 'R/W' })]);
const LESS = discoveryOf([row('car')]);

interface Setup {
  /** A broker with what an earlier run has left; otherwise a new one. */
  readonly mqtt?: FakeMqtt;
  readonly mode?: DiscoveryMode;
  readonly prefix?: string;
  readonly configured?: readonly string[];
}

async function start({
  mqtt = createFakeMqtt(),
  mode = 'device',
  prefix = 'homeassistant',
  configured = [CHARGER],
}: Setup = {}) {
  const clock = createManualClock();
  const log = createRecordingLogger();
  let births = 0;
  const announcer = createAnnouncer(
    {
      recordTopic: 'wattbridge/bridge/announced',
      place: { prefix, mode },
      birthTopic: 'homeassistant/status',
      configured: new Set(configured),
    },
    { mqtt, clock, log, onBirth: () => births++ },
  );
  onTestFinished(announcer.stop);
  await announcer.start();
  const earlier = mqtt.messages.length;
  /** What this run has sent. */
  const sent = (filter: string): readonly string[] =>
    mqtt.messages
      .slice(earlier)
      .filter(({ topic }) => matchesFilter(filter, topic))
      .map(({ payload }) => payload);
  return { mqtt, clock, log, announcer, sent, births: () => births };
}

/** One run of the program against a broker: connects, gets the record as a broker delivers it, announces. */
async function run(setup: Setup & { readonly discovery?: typeof FULL } = {}) {
  const { discovery = FULL, ...rest } = setup;
  const running = await start(rest);
  const { mqtt, clock, announcer } = running;
  connect(mqtt);
  announcer.update(discovery);
  await clock.advance(LONG_MS);
  return running;
}

/** Connects, and delivers the record as a broker does. */
function connect(mqtt: FakeMqtt): void {
  mqtt.connect();
  const record = mqtt.retained.get(RECORD_TOPIC);
  if (record !== undefined) mqtt.deliver({ topic: RECORD_TOPIC, payload: record, retain: true });
}

/** A broker as an earlier run has left it. */
async function brokerAfter(setup: Setup & { readonly discovery?: typeof FULL } = {}): Promise<FakeMqtt> {
  const { mqtt, announcer } = await run(setup);
  await announcer.stop();
  mqtt.disconnect();
  mqtt.skip();
  return mqtt;
}

const configsOf = (mqtt: FakeMqtt) =>
  [...mqtt.retained.keys()].filter((topic) => topic.endsWith('/config')).sort();

describe('announcing', () => {
  it('happens a moment after the device is known', async () => {
    const { mqtt, clock, announcer } = await start();
    mqtt.connect();
    announcer.update(FULL);
    await clock.advance(1000);
    expect(mqtt.sent('homeassistant/#')).toEqual([]);
    await clock.advance(1000);
    const message = await mqtt.nextMessage(DEVICE_TOPIC);
    expect(message).toMatchObject({ retain: true, qos: 1 });
    expect(JSON.parse(message.payload)).toEqual(FULL.payload);
  });

  it('waits for the connection', async () => {
    const { mqtt, clock, announcer } = await start();
    announcer.update(FULL);
    await clock.advance(LONG_MS);
    expect(mqtt.sent('#')).toEqual([]);
    mqtt.connect();
    await clock.advance(LONG_MS);
    expect(mqtt.sent(DEVICE_TOPIC)).toHaveLength(1);
  });

  it('makes one message of changes that come together', async () => {
    const { mqtt, clock, announcer } = await start();
    mqtt.connect();
    announcer.update(LESS);
    await clock.advance(500);
    announcer.update(FULL);
    await clock.advance(LONG_MS);
    expect(mqtt.sent(DEVICE_TOPIC).map((text) => JSON.parse(text))).toEqual([FULL.payload]);
  });

  it('is silent when nothing has changed', async () => {
    const { mqtt, clock, announcer } = await run();
    mqtt.skip();
    announcer.update(structuredClone(FULL));
    await clock.advance(LONG_MS);
    await mqtt.expectSilence();
  });

  it('follows a change', async () => {
    const { mqtt, clock, announcer } = await run({ discovery: LESS });
    announcer.update(FULL);
    await clock.advance(LONG_MS);
    expect(JSON.parse(mqtt.sent(DEVICE_TOPIC).at(-1) ?? '')).toEqual(FULL.payload);
  });

  it('is repeated, record included, after every connection', async () => {
    const { mqtt, clock } = await run();
    mqtt.disconnect();
    mqtt.skip();
    mqtt.connect();
    await clock.advance(LONG_MS);
    expect(JSON.parse((await mqtt.nextMessage(DEVICE_TOPIC)).payload)).toEqual(FULL.payload);
    expect((await mqtt.nextMessage(RECORD_TOPIC)).payload).toContain(CHARGER);
  });

  it('goes out as single components if the owner wants so', async () => {
    const { mqtt } = await run({ mode: 'components' });
    expect(configsOf(mqtt)).toEqual([AMP_TOPIC, CAR_TOPIC]);
  });
});

describe('the birth of Home Assistant', () => {
  it('brings everything once more, then the values', async () => {
    const { mqtt, clock, births } = await run();
    mqtt.skip();
    mqtt.deliver({ topic: 'homeassistant/status', payload: 'online' });
    expect(births()).toBe(0);
    await clock.advance(LONG_MS);
    expect(JSON.parse((await mqtt.nextMessage(DEVICE_TOPIC)).payload)).toEqual(FULL.payload);
    expect(births()).toBe(1);
  });

  it.each([
    ['its end', { payload: 'offline' }],
    ['a birth that was long ago', { payload: 'online', retain: true }],
  ])('is not %s', async (_what, message) => {
    const { mqtt, clock, births } = await run();
    mqtt.skip();
    mqtt.deliver({ topic: 'homeassistant/status', ...message });
    await clock.advance(LONG_MS);
    await mqtt.expectSilence();
    expect(births()).toBe(0);
  });

  it('is noticed while an announcement is under way', async () => {
    const { mqtt, clock, announcer, births } = await run();
    announcer.update(LESS);
    await clock.advance(2000);
    mqtt.deliver({ topic: 'homeassistant/status', payload: 'online' });
    await clock.advance(LONG_MS);
    expect(births()).toBe(1);
    expect(JSON.parse(mqtt.sent(DEVICE_TOPIC).at(-1) ?? '')).toEqual(LESS.payload);
  });
});

describe('what is no longer there', () => {
  it('is removed while running, in two steps', async () => {
    const { mqtt, clock, announcer } = await run();
    mqtt.skip();
    announcer.update(LESS);
    await clock.advance(2000);
    const farewell = JSON.parse((await mqtt.nextMessage(DEVICE_TOPIC)).payload);
    expect(farewell.cmps).toEqual({ ...LESS.payload.cmps, number_amp: { p: 'number' } });
    await mqtt.expectSilence(DEVICE_TOPIC);
    await clock.advance(2000);
    expect(JSON.parse((await mqtt.nextMessage(DEVICE_TOPIC)).payload)).toEqual(LESS.payload);
  });

  it('is removed when a later run finds it gone', async () => {
    const { sent } = await run({ mqtt: await brokerAfter(), discovery: LESS });
    expect(sent(DEVICE_TOPIC).map((text) => Object.keys(JSON.parse(text).cmps))).toEqual([
      ['sensor_car', 'number_amp'],
      ['sensor_car'],
    ]);
  });

  it('stays until all of the device is known', async () => {
    const { sent, clock, announcer } = await run({
      mqtt: await brokerAfter(),
      discovery: { ...LESS, complete: false },
    });
    expect(sent(DEVICE_TOPIC)).toHaveLength(1);
    announcer.update(LESS);
    await clock.advance(LONG_MS);
    expect(sent(DEVICE_TOPIC)[1]).toContain('"number_amp":{"p":"number"}');
    expect(sent(DEVICE_TOPIC)).toHaveLength(3);
  });

  it.each<DiscoveryMode>(['device', 'components'])('is removed when the device left (%s)', async (mode) => {
    const { mqtt } = await run({
      mqtt: await brokerAfter({ mode }),
      configured: [],
      discovery: { ...LESS, objectId: 'wattbridge_meter' },
    });
    expect(configsOf(mqtt)).toEqual(['homeassistant/device/wattbridge_meter/config']);
    expect(mqtt.retained.get(RECORD_TOPIC)).not.toContain(CHARGER);
  });

  it('is removed when Home Assistant is no longer wanted', async () => {
    const { mqtt, clock } = await start({ mqtt: await brokerAfter(), configured: [] });
    connect(mqtt);
    await clock.advance(LONG_MS);
    expect([...mqtt.retained]).toEqual([]);
  });

  it.each<DiscoveryMode>(['device', 'components'])('is removed from the old prefix (%s)', async (mode) => {
    const { mqtt } = await run({ mqtt: await brokerAfter({ mode, prefix: 'ha' }) });
    expect(configsOf(mqtt)).toEqual([DEVICE_TOPIC]);
  });
});

describe('moving between the forms', () => {
  it.each<readonly [DiscoveryMode, DiscoveryMode, readonly string[]]>([
    ['components', 'device', [DEVICE_TOPIC]],
    ['device', 'components', [AMP_TOPIC, CAR_TOPIC]],
  ])('from %s to %s leaves nothing of the old form', async (before, after, topics) => {
    const { mqtt, sent } = await run({ mqtt: await brokerAfter({ mode: before }), mode: after });
    expect(configsOf(mqtt)).toEqual(topics);
    expect(sent('homeassistant/#').some((text) => text === '{"migrate_discovery":true}')).toBe(true);
  });

  it('is finished by the next run if it was cut off', async () => {
    const cutOff = await start({ mqtt: await brokerAfter({ mode: 'components' }) });
    connect(cutOff.mqtt);
    cutOff.announcer.update(FULL);
    await cutOff.clock.advance(2000);
    await cutOff.announcer.stop();
    expect(configsOf(cutOff.mqtt)).toEqual([AMP_TOPIC, CAR_TOPIC]);

    cutOff.mqtt.disconnect();
    const { mqtt } = await run({ mqtt: cutOff.mqtt });
    expect(configsOf(mqtt)).toEqual([DEVICE_TOPIC]);
  });
});

describe('the record', () => {
  it('names a device before it is announced, so that nothing announced can be forgotten', async () => {
    const { mqtt } = await run();
    expect(mqtt.messages.map(({ topic }) => topic)).toEqual([RECORD_TOPIC, DEVICE_TOPIC]);
  });

  it('is not taken from anybody who just sends one', async () => {
    const { mqtt, clock, announcer } = await start();
    mqtt.connect();
    const forged = { victim: { prefix: 'homeassistant', mode: 'device', components: {} } };
    mqtt.deliver({ topic: RECORD_TOPIC, payload: JSON.stringify(forged) });
    announcer.update(FULL);
    await clock.advance(LONG_MS);
    mqtt.deliver({ topic: RECORD_TOPIC, payload: JSON.stringify(forged), retain: true });
    await clock.advance(LONG_MS);
    expect(mqtt.sent('homeassistant/device/victim/config')).toEqual([]);
  });

  it('starts anew when it is unreadable', async () => {
    const { mqtt, clock, log, announcer } = await start();
    mqtt.connect();
    mqtt.deliver({ topic: RECORD_TOPIC, payload: 'nonsense', retain: true });
    announcer.update(FULL);
    await clock.advance(LONG_MS);
    expect(log.messages('warn')).toHaveLength(1);
    expect(mqtt.retained.get(RECORD_TOPIC)).toContain(CHARGER);
  });
});

describe('stopping', () => {
  it('leaves what was announced, and says nothing more', async () => {
    const { mqtt, clock, announcer, log } = await run();
    announcer.update(LESS);
    await announcer.stop();
    mqtt.skip();
    announcer.update(FULL);
    await clock.advance(LONG_MS);
    await mqtt.expectSilence();
    expect(configsOf(mqtt)).toEqual([DEVICE_TOPIC]);
    expect(log.messages('error')).toEqual([]);
  });
});
