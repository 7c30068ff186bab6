import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryDirectory } from '../support/mosquitto.js';
import { startClient } from '../support/mqtt-client.js';
import { startShippedMosquitto } from '../support/shipped-mosquitto.js';

/** Runs the commands of mosquitto/tls/README.md as they stand there, for this machine. */
async function makeCertificates(): Promise<string> {
  const directory = await temporaryDirectory();
  const readme = await readFile('mosquitto/tls/README.md', 'utf8');
  const [, commands = ''] = /```sh\n([\s\S]*?)```/.exec(readme) ?? [];
  const script = commands.replace('HOST=broker.lan', 'HOST=localhost').replace('192.168.1.10', '127.0.0.1');
  await promisify(execFile)('bash', ['-euc', script], { cwd: directory });
  return directory;
}

/** Puts tls.conf.example in the place of the open port, as the README says. */
async function withTls(directory: string, clientCertificates: boolean) {
  const example = await readFile('mosquitto/tls/tls.conf.example', 'utf8');
  const lines = clientCertificates ? example.replace(/^#(?=\w)/gm, '') : example;
  const tls = lines.replaceAll('/mosquitto/config/tls', directory);
  return (config: string) => config.replace(/^listener 1883$/m, tls);
}

it('encrypts with the certificates that the README makes', async () => {
  const directory = await makeCertificates();
  const { port } = await startShippedMosquitto({ wattbridge: 'w' }, await withTls(directory, false));
  const ca = await readFile(join(directory, 'ca.crt'), 'utf8');
  const broker = { url: `mqtts://localhost:${port}`, username: 'wattbridge', password: 'w', ca };
  const { nextConnection, mqtt } = await startClient({ broker });
  await nextConnection();
  expect(mqtt.connected).toBe(true);
});

it('takes the name in a client certificate for the user', async () => {
  const directory = await makeCertificates();
  const { port } = await startShippedMosquitto({}, await withTls(directory, true));
  const [ca, cert, key] = await Promise.all(
    ['ca.crt', 'wattbridge.crt', 'wattbridge.key'].map((name) => readFile(join(directory, name), 'utf8')),
  );
  const url = `mqtts://localhost:${port}`;
  const { mqtt, nextConnection, listen } = await startClient({
    broker: { url, ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) },
  });
  await nextConnection();
  const states = await listen('wattbridge/bridge/state');
  mqtt.publish('wattbridge/bridge/state', 'online', { qos: 1 });
  expect(await states.next('#')).toMatchObject({ payload: 'online' });
});
