import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { createBroker } from '../../src/mqtt/broker.js';
import { CONTRACT, startBroker } from '../support/broker.js';
import { createAuthority } from '../support/certificates.js';
import { startClient } from '../support/mqtt-client.js';
import { createProbe } from '../support/mqtt-probe.js';
import { createRecordingLogger } from '../support/recording-logger.js';

describe('createBroker', () => {
  it('carries messages between TCP, WebSocket and this process', async () => {
    const { broker, url, websocketUrl } = await startBroker();
    const probes = [await createProbe(url), await createProbe(`${websocketUrl}/any/path`)];
    const { mqtt, nextConnection, listen } = await startClient({ broker });
    await nextConnection();
    const messages = await listen('#');
    for (const probe of probes) await probe.subscribe('#');
    mqtt.publish('from/process', 'x', { qos: 1 });
    for (const probe of probes)
      expect(await probe.nextMessage('from/process')).toMatchObject({ payload: 'x' });
    for (const probe of probes) await probe.publish('from/probe', 'y', { qos: 1 });
    for (let copy = 0; copy < 2; copy++)
      expect(await messages.next('from/probe')).toMatchObject({ payload: 'y' });
  });

  it('speaks TLS on both ports', async () => {
    const authority = await createAuthority();
    const tls = await authority.issue('localhost', 'IP:127.0.0.1');
    const { url, websocketUrl } = await startBroker({ tls });
    const ca = authority.cert;
    const probe = await createProbe(url, { ca });
    await probe.subscribe('a');
    const other = await createProbe(websocketUrl, { ca });
    await other.publish('a', 'secret', { qos: 1 });
    expect(await probe.nextMessage('a')).toMatchObject({ payload: 'secret' });
  });

  it('keeps retained messages, and forgets them when an empty one comes', async () => {
    const { url } = await startBroker();
    const probe = await createProbe(url);
    await probe.publish('a', 'kept', { qos: 1, retain: true });
    await probe.publish('b', 'kept', { qos: 1, retain: true });
    await probe.publish('b', '', { qos: 1, retain: true });
    await probe.subscribe('#');
    expect(await probe.nextMessage('#')).toMatchObject({ topic: 'a', payload: 'kept', retain: true });
    await probe.publish('end', '', { qos: 1 });
    expect(await probe.nextMessage('#')).toMatchObject({ topic: 'end' });
  });

  it('publishes the last will of a client that is cut off', async () => {
    const { url } = await startBroker();
    const probe = await createProbe(url);
    await probe.subscribe('will');
    const payload = Buffer.from('gone');
    const dying = await createProbe(url, { will: { topic: 'will', payload, qos: 1, retain: false } });
    dying.kill();
    expect(await probe.nextMessage('will')).toMatchObject({ payload: 'gone' });
  });

  it('keeps no session for a client that is away', async () => {
    const { url } = await startBroker();
    const options = { clientId: 'sleeper', clean: false };
    const first = await createProbe(url, options);
    await first.subscribe('a');
    await first.close();
    const probe = await createProbe(url);
    await probe.publish('a', 'missed', { qos: 1 });
    const second = await createProbe(url, options);
    await second.subscribe('b');
    await probe.publish('b', 'seen', { qos: 1 });
    await second.nextMessage('b');
    expect(second.untaken('#')).toEqual([]);
  });

  it('delivers what was published just before it stops', async () => {
    const { broker, url } = await startBroker();
    const probe = await createProbe(url);
    await probe.subscribe('wattbridge/#');
    const { mqtt, nextConnection } = await startClient({ broker });
    await nextConnection();
    // More than fits into the buffers of a socket.
    const long = 'x'.repeat(500_000);
    for (let index = 0; index < 20; index++) mqtt.publish('wattbridge/charger/log', long);
    mqtt.publish('wattbridge/bridge/state', 'offline', { qos: 1, retain: true });
    await mqtt.stop();
    await broker.stop();
    expect(await probe.nextMessage('wattbridge/bridge/state')).toMatchObject({ payload: 'offline' });
    expect(probe.untaken('#')).toHaveLength(20);
  });

  it('starts again after it was stopped, and has no ports while it is not running', async () => {
    const { broker, url } = await startBroker();
    const { mqtt, nextConnection } = await startClient({ broker });
    await nextConnection();
    await broker.stop();
    expect({ port: broker.port, websocketPort: broker.websocketPort }).toEqual({});
    await expect(createProbe(url)).rejects.toThrow(/ECONNREFUSED/);
    await broker.start();
    await nextConnection();
    expect(mqtt.connected).toBe(true);
    expect(broker.port).toEqual(expect.any(Number));
  });

  it('has no WebSocket port when that is switched off', async () => {
    const { broker } = await startBroker({ websocketPort: null });
    expect(broker.websocketPort).toBeUndefined();
  });

  it.each(['port', 'websocketPort'] as const)('says what to do when the %s is taken', async (name) => {
    const { broker } = await startBroker();
    const taken = broker.port ?? 0;
    const ports = { port: 0, websocketPort: 0, [name]: taken };
    const second = createBroker({ ...CONTRACT, ...ports }, { log: createRecordingLogger() });
    await expect(second.start()).rejects.toMatchObject({
      code: 'port_in_use',
      message: expect.stringMatching(/^127\.0\.0\.1:\d+ is taken by another program.* choose another port/),
      context: { port: taken },
    });
    expect(second.port).toBeUndefined();
  });

  it('says what to do when the address is not one of this machine', async () => {
    // TEST-NET-1 of RFC 5737: nobody has it.
    const options = { ...CONTRACT, host: '192.0.2.1', port: 0, users: [{ name: 'anna', password: 'x' }] };
    const broker = createBroker(options, { log: createRecordingLogger() });
    await expect(broker.start()).rejects.toMatchObject({ code: 'address_not_available' });
  });

  it('says that the certificate is unusable', async () => {
    const tls = { cert: 'no PEM', key: 'no PEM' };
    const broker = createBroker({ ...CONTRACT, port: 0, tls }, { log: createRecordingLogger() });
    await expect(broker.start()).rejects.toMatchObject({ code: 'invalid_tls' });
  });
});

describe('the limits of the broker', () => {
  it('cuts off whoever announces a packet that is too long', async () => {
    const { url } = await startBroker({ limits: { packetBytes: 1_000 } });
    const probe = await createProbe(url);
    await probe.publish('a', 'x'.repeat(900), { qos: 1 });
    await probe.publish('a', 'x'.repeat(1_100));
    await probe.closed;
  });

  it('cuts off whoever connects and says nothing', async () => {
    const { broker } = await startBroker({ limits: { connectTimeoutMs: 50 } });
    const socket = connect(broker.port ?? 0, '127.0.0.1').on('error', () => undefined);
    await once(socket, 'close');
  });

  it('turns away more clients than it may have', async () => {
    const { url, log } = await startBroker({ limits: { connections: 2 } });
    await createProbe(url);
    await createProbe(url);
    await expect(createProbe(url)).rejects.toThrow();
    expect(log.messages('warn')).toEqual([expect.stringContaining('too many')]);
  });

  it('cuts off whoever does not speak MQTT', async () => {
    const { broker } = await startBroker();
    const socket = connect(broker.port ?? 0, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\n\r\n'));
    socket.on('error', () => undefined);
    await once(socket, 'close');
  });

  it('explains itself to a browser that opens the WebSocket port as a page', async () => {
    const { broker } = await startBroker();
    const response = await fetch(`http://127.0.0.1:${broker.websocketPort}/`);
    expect(response.status).toBe(426);
    expect(await response.text()).toContain('MQTT over WebSocket');
  });

  it('lets web pages from elsewhere in only when they have to log in', async () => {
    const open = async (options: Parameters<typeof startBroker>[0], origin: string): Promise<string> => {
      const { websocketUrl } = await startBroker(options);
      const socket = new WebSocket(websocketUrl, 'mqtt', { origin });
      onTestFinished(() => socket.terminate());
      return new Promise((resolve) => {
        socket.once('open', () => resolve('open'));
        socket.once('error', ({ message }) => resolve(message));
      });
    };
    expect(await open({}, 'http://localhost:3000')).toBe('open');
    expect(await open({}, 'https://evil.example')).toMatch(/401|403/);
    expect(await open({ users: [{ name: 'anna', password: 'x' }] }, 'http://panel.lan')).toBe('open');
  });
});
