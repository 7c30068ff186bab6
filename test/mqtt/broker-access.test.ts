import { describe, expect, it } from 'vitest';
import { createBroker } from '../../src/mqtt/broker.js';
import { CONTRACT, startBroker } from '../support/broker.js';
import { startClient } from '../support/mqtt-client.js';
import { createProbe } from '../support/mqtt-probe.js';
import { createRecordingLogger } from '../support/recording-logger.js';

const USERS = [
  { name: 'admin', password: 'a', profile: 'full' },
  { name: 'homeassistant', password: 'h' },
  { name: 'panel', password: 'p', profile: 'read_only' },
  { name: 'garage', password: 'g', publish: ['garage/#'], subscribe: ['wattbridge/charger/#'] },
] as const;

const admin = { username: 'admin', password: 'a' };

describe('who may use the broker', () => {
  it('refuses to listen in the network without users', () => {
    const create = () => createBroker({ ...CONTRACT, host: '0.0.0.0' }, { log: createRecordingLogger() });
    expect(create).toThrow(expect.objectContaining({ code: 'users_required' }));
  });

  it('lets everybody on this machine in when there are no users', async () => {
    const { url } = await startBroker();
    const probe = await createProbe(url, { username: 'anybody', password: 'anything' });
    await probe.subscribe('#');
    await probe.publish('wattbridge/charger/amp', '6', { qos: 1 });
    expect(await probe.nextMessage('wattbridge/charger/amp')).toMatchObject({ payload: '6' });
  });

  it.each([
    ['no password', {}],
    ['a wrong password', { username: 'admin', password: 'wrong' }],
    ['an unknown user', { username: 'nobody', password: 'a' }],
    ['a user without password', { username: 'admin' }],
  ])('refuses %s on this machine too, once there are users', async (_what, credentials) => {
    const { url, websocketUrl, log } = await startBroker({ users: USERS });
    await expect(createProbe(url, credentials)).rejects.toThrow(/not authorized/i);
    await expect(createProbe(websocketUrl, credentials)).rejects.toThrow(/not authorized/i);
    expect(log.entries.filter(({ level }) => level === 'warn')).toMatchObject([
      { facts: { address: '127.0.0.1' } },
      { facts: { address: '127.0.0.1' } },
    ]);
    expect(JSON.stringify(log.entries)).not.toContain('"wrong"');
  });

  it('lets our own roles in without a password', async () => {
    const { broker } = await startBroker({ users: USERS });
    const { mqtt, nextConnection, listen } = await startClient({ broker });
    await nextConnection();
    const messages = await listen('#');
    mqtt.publish('wattbridge/bridge/state', 'online', { qos: 1, retain: true });
    expect(await messages.next('#')).toMatchObject({ payload: 'online' });
  });

  it('lets nobody take the place of our own roles by using their client id', async () => {
    const { broker, url, log } = await startBroker({ users: USERS });
    const { mqtt, nextConnection } = await startClient({ broker, clientId: 'wattbridge-bridge' });
    await nextConnection();
    await expect(createProbe(url, { ...admin, clientId: 'wattbridge-bridge' })).rejects.toThrow();
    expect(mqtt.connected).toBe(true);
    expect(log.messages('warn')).toEqual([expect.stringContaining('belongs to this program')]);
  });
});

describe('what users may do', () => {
  async function connect(name: (typeof USERS)[number]['name']) {
    const { url, log } = await startBroker({ users: USERS });
    const watcher = await createProbe(url, admin);
    await watcher.subscribe('#');
    const user = await createProbe(url, { username: name, password: name[0] ?? '' });
    return { watcher, user, log, url };
  }

  it.each([
    ['admin', 'wattbridge/charger/amp', true],
    ['homeassistant', 'wattbridge/charger/amp/set', true],
    ['homeassistant', 'wattbridge/charger/set', true],
    ['homeassistant', 'homeassistant/status', true],
    ['homeassistant', 'wattbridge/charger/amp', false],
    ['homeassistant', 'wattbridge/bridge/state', false],
    ['panel', 'wattbridge/charger/amp/set', false],
    ['garage', 'garage/door', true],
    ['garage', 'wattbridge/charger/amp/set', false],
  ] as const)('%s publishes to %s: %s', async (name, topic, allowed) => {
    const { watcher, user, log, url } = await connect(name);
    await user.publish(topic, 'x', { qos: 1, retain: true });
    await watcher.publish('end', '', { qos: 1 });
    await watcher.nextMessage('end');
    expect(watcher.untaken('#').map((message) => message.topic)).toEqual(allowed ? [topic] : []);
    expect(log.messages('warn')).toHaveLength(allowed ? 0 : 1);
    // What was refused is not stored, and the connection stands.
    const later = await createProbe(url, admin);
    await later.subscribe('#');
    await user.publish('also/refused', '', { qos: 1 });
    await later.publish('end', '', { qos: 1 });
    await later.nextMessage('end');
    expect(later.untaken(topic)).toHaveLength(allowed && !topic.endsWith('/set') ? 1 : 0);
  });

  it.each([
    ['panel', '#', true],
    ['panel', 'wattbridge/+/state', true],
    ['panel', '$SYS/#', false],
    ['garage', 'wattbridge/charger/nrg/+', true],
    ['garage', 'wattbridge/meter/#', false],
    ['garage', '#', false],
  ] as const)('%s subscribes to %s: %s', async (name, filter, allowed) => {
    const { user, log } = await connect(name);
    const subscribed = user.subscribe(filter);
    if (allowed) await subscribed;
    else await expect(subscribed).rejects.toThrow();
    expect(log.messages('warn')).toHaveLength(allowed ? 0 : 1);
  });

  it('do not publish through a last will either', async () => {
    const { url } = await startBroker({ users: USERS });
    const watcher = await createProbe(url, admin);
    await watcher.subscribe('#');
    const will = {
      topic: 'wattbridge/bridge/state',
      payload: Buffer.from('offline'),
      qos: 1,
      retain: true,
    } as const;
    const dying = await createProbe(url, { username: 'panel', password: 'p', clientId: 'panel', will });
    dying.kill();
    const back = await createProbe(url, { username: 'panel', password: 'p', clientId: 'panel' });
    await back.publish('any', '', { qos: 1 });
    await watcher.publish('end', '', { qos: 1 });
    await watcher.nextMessage('end');
    expect(watcher.untaken('#')).toEqual([]);
  });
});

describe('a retained message on a set-topic', () => {
  const topic = 'wattbridge/charger/amp/set';

  it('is shown to the bridge as such, to others as a live message, and is not stored', async () => {
    const { broker, url } = await startBroker();
    const { nextConnection, listen } = await startClient({ broker });
    await nextConnection();
    const commands = await listen('wattbridge/+/+/set');
    const probe = await createProbe(url);
    await probe.subscribe('#');
    await probe.publish(topic, '6', { qos: 1, retain: true });
    expect(await commands.next('#')).toEqual({ topic, payload: '6', retain: true });
    expect(await probe.nextMessage('#')).toMatchObject({ topic, retain: false });
    const later = await createProbe(url);
    await later.subscribe('#');
    await later.publish('end', '', { qos: 1 });
    expect(await later.nextMessage('#')).toMatchObject({ topic: 'end' });
  });

  it('is an ordinary command when it is sent without the flag', async () => {
    const { broker, url } = await startBroker();
    const { nextConnection, listen } = await startClient({ broker });
    await nextConnection();
    const commands = await listen('wattbridge/+/+/set');
    const probe = await createProbe(url);
    await probe.publish(topic, '6', { qos: 0 });
    expect(await commands.next('#')).toEqual({ topic, payload: '6', retain: false });
  });

  it('is none when it is elsewhere', async () => {
    const { url } = await startBroker();
    const probe = await createProbe(url);
    await probe.publish('zigbee2mqtt/lamp/set', 'ON', { qos: 1, retain: true });
    await probe.subscribe('#');
    expect(await probe.nextMessage('#')).toMatchObject({ payload: 'ON', retain: true });
  });
});
