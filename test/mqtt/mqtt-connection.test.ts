import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createMqttClient } from '../../src/mqtt/mqtt-client.js';
import { startBroker } from '../support/broker.js';
import { createAuthority } from '../support/certificates.js';
import { freePort, type MosquittoOptions, startMosquitto } from '../support/mosquitto.js';
import { startClient } from '../support/mqtt-client.js';
import { createRecordingLogger } from '../support/recording-logger.js';

/** A Mosquitto that speaks only TLS, with a CA of its own. */
async function startSecureMosquitto(
  config: readonly string[] = [],
  scheme: MosquittoOptions['scheme'] = 'mqtts',
) {
  const authority = await createAuthority();
  const server = await authority.issue('localhost', 'DNS:localhost');
  const files = [`cafile ${authority.certFile}`, `certfile ${server.certFile}`, `keyfile ${server.keyFile}`];
  const { url } = await startMosquitto({ scheme, config: [...files, ...config] });
  return { url, authority, server };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('createMqttClient', () => {
  it.each(['ftp://broker', 'broker:1883', '', 'mqtt://'])('refuses %j as the address of a broker', (url) => {
    const create = () =>
      createMqttClient({ broker: { url }, clientId: 'x' }, { log: createRecordingLogger() });
    expect(create).toThrow(expect.objectContaining({ code: 'invalid_url' }));
  });

  it('refuses certificates for a connection without encryption', () => {
    const broker = { url: 'mqtt://localhost', ca: 'PEM' };
    const create = () => createMqttClient({ broker, clientId: 'x' }, { log: createRecordingLogger() });
    expect(create).toThrow(expect.objectContaining({ code: 'invalid_url' }));
  });

  it('stops without having been started, and twice', async () => {
    const log = createRecordingLogger();
    const mqtt = createMqttClient({ broker: { url: 'mqtt://127.0.0.1:1' }, clientId: 'x' }, { log });
    await mqtt.stop();
    await mqtt.stop();
    expect(log.entries).toEqual([]);
  });

  it('says what was left unsent when it stops', async () => {
    const { mqtt, log } = await startClient({ broker: { url: `mqtt://127.0.0.1:${await freePort()}` } });
    mqtt.publish('a', 'x', { qos: 1 });
    await mqtt.stop();
    expect(log.entries.at(-1)).toMatchObject({ level: 'warn', facts: { messages: 1 } });
  });

  it('stops trying when the signal is aborted, and keeps the connection that stands', async () => {
    const { url } = await startBroker();
    const log = createRecordingLogger();
    const mqtt = createMqttClient({ broker: { url }, clientId: 'x' }, { log });
    onTestFinished(() => mqtt.stop());
    const aborting = new AbortController();
    const connected = new Promise<void>((resolve) => mqtt.onConnect(resolve));
    await mqtt.start(aborting.signal);
    await connected;
    aborting.abort();
    expect(mqtt.connected).toBe(true);
  });
});

describe('what the log says when there is no connection', () => {
  it('wrong password, without giving it away', async () => {
    const { url } = await startMosquitto({ users: { anna: 'right' } });
    const broker = { url: url.replace('//', '//anna:top-secret@') };
    const { nextProblem, log } = await startClient({ broker });
    expect(await nextProblem()).toMatchObject({
      message: expect.stringMatching(/refuses user "anna": check the name and the password/),
      facts: { code: 'unauthorized' },
    });
    expect(JSON.stringify(log.entries)).not.toContain('top-secret');
  });

  it('wrong password of the user in the settings, who counts before the one in the URL', async () => {
    const { url } = await startMosquitto({ users: { anna: 'right' } });
    const broker = { url: url.replace('//', '//anna:right@'), username: 'bert', password: 'wrong' };
    const { nextProblem } = await startClient({ broker });
    expect(await nextProblem()).toMatchObject({ message: expect.stringContaining('refuses user "bert"') });
  });

  it('no password', async () => {
    const { url } = await startMosquitto({ users: { anna: 'right' } });
    const { nextProblem } = await startClient({ broker: { url } });
    expect(await nextProblem()).toMatchObject({ facts: { code: 'unauthorized' } });
  });

  it('nothing listens, told once however often it is tried', async () => {
    const { nextProblem, log } = await startClient({
      broker: { url: `mqtt://127.0.0.1:${await freePort()}` },
    });
    expect(await nextProblem()).toMatchObject({ facts: { code: 'connection_refused', waitMs: 1000 } });
    expect(await nextProblem()).toMatchObject({ level: 'debug' });
    expect(await nextProblem()).toMatchObject({ level: 'debug' });
    expect(log.messages('error')).toHaveLength(1);
  });

  it('the certificate is signed by somebody else', async () => {
    const { url } = await startSecureMosquitto();
    const { nextProblem } = await startClient({ broker: { url } });
    expect(await nextProblem()).toMatchObject({ facts: { code: 'untrusted_certificate' } });
  });

  it('the certificate is for another name', async () => {
    const { url, authority } = await startSecureMosquitto();
    const broker = { url: url.replace('localhost', '127.0.0.1'), ca: authority.cert };
    const { nextProblem } = await startClient({ broker });
    expect(await nextProblem()).toMatchObject({
      message: expect.stringContaining('another host name'),
      facts: { code: 'untrusted_certificate' },
    });
  });

  it('the broker wants a client certificate', async () => {
    const { url, authority } = await startSecureMosquitto(['require_certificate true']);
    const { nextProblem } = await startClient({ broker: { url, ca: authority.cert } });
    expect(await nextProblem()).toMatchObject({ facts: { code: 'client_certificate' } });
  });

  it('a key that cannot be read', async () => {
    const { url, authority } = await startSecureMosquitto();
    const broker = { url, ca: authority.cert, cert: authority.cert, key: 'no PEM' };
    const { nextProblem } = await startClient({ broker });
    expect(await nextProblem()).toMatchObject({ facts: { code: 'invalid_certificate_file' } });
  });

  it('TLS on a port without it', async () => {
    const { url } = await startMosquitto();
    const { nextProblem } = await startClient({ broker: { url: url.replace('mqtt:', 'mqtts:') } });
    // Mosquitto resets the connection, so that nobody can know for sure.
    expect(await nextProblem()).toMatchObject({
      message: expect.stringContaining('without TLS'),
      facts: { code: 'hung_up' },
    });
  });

  it('a web server instead of a broker', async () => {
    const port = await listen(createServer((socket) => socket.end('HTTP/1.1 404 Not Found\r\n\r\n')));
    const { nextProblem } = await startClient({ broker: { url: `ws://127.0.0.1:${port}` } });
    expect(await nextProblem()).toMatchObject({ facts: { code: 'not_a_broker' } });
  });

  it('a broker that does not know the version that the owner insists on', async () => {
    const { url } = await startBroker();
    const { nextProblem } = await startClient({ broker: { url }, protocol: '5' });
    expect(await nextProblem()).toMatchObject({ facts: { code: 'protocol_refused' } });
  });

  it('another program with the same client id', async () => {
    const port = await listen(
      createServer((socket) => {
        socket.on('error', () => undefined);
        // CONNACK and DISCONNECT of MQTT 5 (3.2, 3.14); Mosquitto cuts the connection without the latter.
        socket.once('data', () => socket.end(Buffer.from([0x20, 3, 0, 0, 0, 0xe0, 2, 142, 0])));
      }),
    );
    const { nextProblem } = await startClient({ broker: { url: `mqtt://127.0.0.1:${port}` } });
    expect(await nextProblem()).toMatchObject({ facts: { code: 'taken_over' } });
  });
});

describe('how it connects', () => {
  it('falls back to MQTT 3.1.1 when the broker refuses MQTT 5, without a word of complaint', async () => {
    const { url } = await startBroker();
    const { nextConnection, log } = await startClient({ broker: { url } });
    await nextConnection();
    expect(log.entries).toMatchObject([{ level: 'info', facts: { mqtt: '3.1.1' } }]);
  });

  it('tries MQTT 3.1.1 when a broker hangs up on MQTT 5', async () => {
    const versions: (number | undefined)[] = [];
    const port = await listen(
      createServer((socket) => {
        socket.on('error', () => undefined);
        socket.once('data', (connect) => {
          // CONNECT: fixed header of two bytes, the name MQTT with its length, then the version (3.1.1, 3.1.2).
          versions.push(connect[8]);
          socket.destroy();
        });
      }),
    );
    const { nextProblem } = await startClient({ broker: { url: `mqtt://127.0.0.1:${port}` } });
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(await nextProblem()).toMatchObject({ facts: { code: 'hung_up' } });
    }
    expect(versions.slice(0, 3)).toEqual([5, 4, 5]);
  });

  it('uses MQTT 5 where it can', async () => {
    const { url } = await startMosquitto();
    const { nextConnection, log } = await startClient({ broker: { url } });
    await nextConnection();
    expect(log.entries).toMatchObject([{ facts: { mqtt: '5', broker: url } }]);
  });

  it('speaks TLS with an own CA and a client certificate', async () => {
    const { url, authority } = await startSecureMosquitto([
      'require_certificate true',
      'use_identity_as_username true',
    ]);
    const { cert, key } = await authority.issue('wattbridge');
    const { mqtt, nextConnection, listen } = await startClient({
      broker: { url, ca: authority.cert, cert, key },
    });
    await nextConnection();
    const messages = await listen('a');
    mqtt.publish('a', 'secret', { qos: 1 });
    expect(await messages.next('a')).toMatchObject({ payload: 'secret' });
  });

  it.each(['ws', 'wss'] as const)('speaks %s', async (scheme) => {
    const authority = await createAuthority();
    const tls = await authority.issue('localhost', 'DNS:localhost,IP:127.0.0.1');
    const { websocketUrl } = await startBroker(scheme === 'wss' ? { tls } : {});
    const broker = { url: `${websocketUrl}/mqtt`, ...(scheme === 'wss' && { ca: authority.cert }) };
    const { mqtt, nextConnection, listen } = await startClient({ broker });
    await nextConnection();
    const messages = await listen('a');
    mqtt.publish('a', 'x');
    expect(await messages.next('a')).toMatchObject({ payload: 'x' });
  });

  it('takes at most its time to stop when the broker no longer answers', async () => {
    const port = await listen(
      createServer((socket) => {
        socket.on('error', () => undefined);
        // CONNACK of MQTT 3.1.1, and then silence.
        socket.once('data', () => socket.write(Buffer.from([0x20, 2, 0, 0])));
      }),
    );
    const { mqtt, nextConnection, log } = await startClient({
      broker: { url: `mqtt://127.0.0.1:${port}` },
      protocol: '3.1.1',
    });
    await nextConnection();
    mqtt.publish('a', 'x', { qos: 1 });
    await mqtt.stop();
    expect(mqtt.connected).toBe(false);
    expect(log.entries.at(-1)).toMatchObject({ facts: { messages: 1 } });
  });
});
