import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { verifyPassword } from '../../src/mqtt/password.js';
import { createSimulatedHouse } from '../../src/simulator/simulated-house.js';
import { systemClock } from '../../src/system-clock.js';
import { startCli } from '../support/cli.js';
import { freePort, startMosquitto, temporaryDirectory } from '../support/mosquitto.js';
import { createProbe } from '../support/mqtt-probe.js';

const EMBEDDED = 'mqtt: { embedded: { port: 0, websocket_port: null } }\n';

async function startHouse() {
  const house = createSimulatedHouse({ clock: systemClock });
  onTestFinished(() => house.stop());
  const { meterUrl, chargerUrl } = await house.start();
  const config = `meters: [{ host: '${meterUrl.host}', api_key: ${house.apiKey} }]
chargers: [{ host: '${chargerUrl.host}' }]
`;
  return { house, config };
}

describe('the command line', () => {
  it('tells its version and how to use it', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    const asked = startCli(['--version']);
    expect(await asked.ended()).toBe(0);
    expect(asked.output).toBe(`${version}\n`);
    const help = startCli(['--help']);
    expect(await help.ended()).toBe(0);
    expect(help.output).toContain('usage: wattbridge');
  });

  it.each([
    ['a word that is no command', ['fly'], {}, 'unknown command "fly"'],
    ['a fault that does not exist', ['simulate', '--fault', 'meter=fire'], {}, 'meter=slow'],
    ['a file that is not there', ['run', '--config', 'none.yaml'], {}, 'none.yaml'],
    ['a configuration that is wrong', [], { config: 'meters: [{ host: 1.2.3.4 }]\n' }, 'meters[0].api_key'],
    ['nothing to check', ['check'], {}, 'there is no configuration to check'],
    ['a variable that is none', ['run'], { env: { WATTBRIDGE_METTERS: '1' } }, 'WATTBRIDGE_METTERS'],
  ])('ends with 2 and says why: %s', async (_what, args, options, words) => {
    const cli = startCli(args, options);
    expect(await cli.ended()).toBe(2);
    expect(cli.output).toContain(words);
    expect(cli.output).not.toContain('    at ');
  });

  it('ends with 1 and says what to do when its port is taken', async () => {
    const port = await freePort();
    const server = createServer().listen(port, '127.0.0.1');
    onTestFinished(() => void server.close());
    const { config } = await startHouse();
    const cli = startCli([], { config: `${config}mqtt: { embedded: { port: ${port} } }\n` });
    expect(await cli.ended()).toBe(1);
    expect(cli.output).toContain(String(port));
    expect(cli.output).not.toContain('    at ');
  });
});

describe('hash-password', () => {
  it('prints a hash that the broker takes for this password', async () => {
    const cli = startCli(['hash-password'], { input: 'correct horse\n' });
    expect(await cli.ended()).toBe(0);
    const passwordHash = cli.output.trim();
    expect(await verifyPassword({ passwordHash }, 'correct horse')).toBe(true);
    expect(await verifyPassword({ passwordHash }, 'wrong horse')).toBe(false);
  });

  it('wants a password', async () => {
    const cli = startCli(['hash-password'], { input: '' });
    expect(await cli.ended()).toBe(2);
    expect(cli.output).toContain('standard input');
  });
});

describe('run', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('says offline and ends with 0 on %s', async (signal) => {
    const mosquitto = await startMosquitto();
    const probe = await createProbe(mosquitto.url);
    await probe.subscribe('wattbridge/+/+');
    const { config } = await startHouse();
    const cli = startCli(['run'], {
      config: `${config}mqtt: { broker: external, external: { url: '${mosquitto.url}' } }\n`,
    });
    expect((await probe.nextMessage('wattbridge/bridge/state')).payload).toBe('online');
    expect((await probe.nextMessage('wattbridge/charger/availability')).payload).toBe('online');
    cli.signal(signal);
    expect((await probe.nextMessage('wattbridge/charger/availability')).payload).toBe('offline');
    expect((await probe.nextMessage('wattbridge/bridge/state')).payload).toBe('offline');
    expect(await cli.ended()).toBe(0);
  });

  it('leaves its last will when it is killed', async () => {
    const mosquitto = await startMosquitto();
    const probe = await createProbe(mosquitto.url);
    await probe.subscribe('wattbridge/bridge/state');
    const { config } = await startHouse();
    const cli = startCli([], {
      config: `${config}mqtt: { broker: external, external: { url: '${mosquitto.url}' } }\n`,
    });
    expect((await probe.nextMessage('wattbridge/bridge/state')).payload).toBe('online');
    cli.signal('SIGKILL');
    expect((await probe.nextMessage('wattbridge/bridge/state')).payload).toBe('offline');
  });

  it('says everything again when the broker comes back without its memory', async () => {
    const mosquitto = await startMosquitto();
    const { config } = await startHouse();
    const cli = startCli([], {
      config: `${config}mqtt: { broker: external, external: { url: '${mosquitto.url}' } }\n`,
    });
    await cli.says('Connected to the broker');
    await mosquitto.restart();
    const probe = await createProbe(mosquitto.url);
    await probe.subscribe('wattbridge/#');
    for (const topic of ['bridge/state', 'charger/availability', 'charger/amp', 'meter/1.8.0']) {
      await probe.nextMessage(`wattbridge/${topic}`);
    }
    await probe.publish('wattbridge/charger/amp/set', '9');
    expect(JSON.parse((await probe.nextMessage('wattbridge/charger/amp/result')).payload)).toMatchObject({
      ok: true,
    });
  });

  it('takes devices and settings from the environment alone', async () => {
    const { house, config } = await startHouse();
    const [host = ''] = /127\.0\.0\.1:\d+/.exec(config) ?? [];
    const cli = startCli(['run'], {
      env: {
        WATTBRIDGE_METERS_0_HOST: host,
        WATTBRIDGE_METERS_0_API_KEY: house.apiKey,
        WATTBRIDGE_MQTT_EMBEDDED_PORT: '0',
        WATTBRIDGE_MQTT_EMBEDDED_WEBSOCKET_PORT: 'null',
      },
    });
    await cli.says('announced to Home Assistant');
    cli.signal('SIGTERM');
    expect(await cli.ended()).toBe(0);
    expect(cli.output).not.toContain(house.apiKey);
  });
});

describe('roles in processes of their own', () => {
  it('work together over the broker alone, and each last will speaks for its role', async () => {
    const mosquitto = await startMosquitto();
    const probe = await createProbe(mosquitto.url);
    await probe.subscribe('wattbridge/#');
    const { config } = await startHouse();
    const options = {
      config: `${config}mqtt: { broker: external, external: { url: '${mosquitto.url}' } }\n`,
    };
    startCli(['run', '--role', 'bridge'], options);
    const surplus = startCli(['run', '--role', 'surplus'], options);
    while ((await probe.nextMessage('wattbridge/surplus/charger/availability')).payload !== 'online');
    await probe.publish('wattbridge/surplus/charger/mode/set', 'off');
    const { payload } = await probe.nextMessage('wattbridge/charger/frc/result');
    expect(JSON.parse(payload)).toEqual({ ok: true, key: 'frc', value: 1, confirmed: true });
    expect((await probe.nextMessage('wattbridge/surplus/state')).payload).toBe('online');
    expect((await probe.nextMessage('wattbridge/bridge/state')).payload).toBe('online');
    surplus.signal('SIGKILL');
    expect((await probe.nextMessage('wattbridge/surplus/state')).payload).toBe('offline');
    expect(probe.untaken('wattbridge/bridge/state')).toEqual([]);
  });

  it('refuses a role that there is not', async () => {
    const cli = startCli(['run', '--role', 'captain']);
    expect(await cli.ended()).toBe(2);
    expect(cli.output).toContain('unknown role "captain"; known: bridge, surplus');
  });
});

describe('the health file', () => {
  it('is there while the connection to the broker stands', async () => {
    const mosquitto = await startMosquitto();
    const file = join(await temporaryDirectory(), 'alive');
    const { config } = await startHouse();
    const cli = startCli(['run', '--health-file', file], {
      config: `${config}mqtt: { broker: external, external: { url: '${mosquitto.url}' } }\n`,
    });
    await cli.says('announced to Home Assistant');
    expect(Date.parse(readFileSync(file, 'utf8').trim())).not.toBeNaN();
    cli.signal('SIGTERM');
    expect(await cli.ended()).toBe(0);
  });

  it('is not there as long as there is no broker', async () => {
    const file = join(await temporaryDirectory(), 'alive');
    const { config } = await startHouse();
    const cli = startCli(['run', '--health-file', file], {
      config: `${config}mqtt: { broker: external, external: { url: 'mqtt://127.0.0.1:${await freePort()}' } }\n`,
    });
    await cli.says('Nothing listens');
    expect(existsSync(file)).toBe(false);
    cli.signal('SIGTERM');
    expect(await cli.ended()).toBe(0);
  });
});

describe('demo and simulate', () => {
  it('shows a simulated house when there is no configuration, and says what to try next', async () => {
    const port = await freePort();
    const cli = startCli([], {
      env: { WATTBRIDGE_MQTT_EMBEDDED_PORT: String(port), WATTBRIDGE_MQTT_EMBEDDED_WEBSOCKET_PORT: 'null' },
    });
    await cli.says('mosquitto_sub -v -t');
    expect(cli.output).toContain(`mqtt://127.0.0.1:${port}`);
    const probe = await createProbe(`mqtt://127.0.0.1:${port}`);
    await probe.subscribe('wattbridge/#');
    await probe.nextMessage('wattbridge/meter/1.7.0');
    await probe.nextMessage('wattbridge/charger/nrg/power_total');
    cli.signal('SIGINT');
    expect(await cli.ended()).toBe(0);
  });

  it('simulates devices that answer the requests that it prints', async () => {
    const cli = startCli([
      'simulate',
      '--meter-port',
      '0',
      '--charger-port',
      '0',
      '--fault',
      'charger=status_400',
    ]);
    await cli.says('/api/set?amp=10');
    const [meter = '', charger = ''] =
      cli.output.match(/http:\/\/127\.0\.0\.1:\d+/g)?.filter((_, n) => n % 2 === 0) ?? [];
    const reading = await fetch(`${meter}/value`, { headers: { 'X-API-KEY': '1097bd725557' } });
    expect(await reading.json()).toMatchObject({
      values: expect.arrayContaining([{ obis: '1.8.2', value: 0 }]),
    });
    const status = await fetch(`${charger}/api/status?filter=amp`);
    expect([status.status, await status.json()]).toEqual([400, { amp: 6 }]);
    cli.signal('SIGTERM');
    expect(await cli.ended()).toBe(0);
  });
});

describe('check', () => {
  it('names what it found, and ends with 0 when everything works', async () => {
    const { config } = await startHouse();
    const cli = startCli(['check'], { config: config + EMBEDDED });
    expect(await cli.ended()).toBe(0);
    expect(cli.output).toContain('powerfox poweropti, 5 keys');
    expect(cli.output).toMatch(/go-e .*firmware 60\.3, serial number \d+, \d{3} keys/);
    expect(cli.output).toContain('Everything works.');
  });

  it('says what is wrong with each device and broker, and ends with 1', async () => {
    const { house, config } = await startHouse();
    house.faults.meter.add('unauthorized');
    house.faults.charger.add('http_disabled');
    const broker = `mqtt: { broker: external, external: { url: 'mqtt://127.0.0.1:${await freePort()}' } }\n`;
    const cli = startCli(['check'], { config: config + broker });
    expect(await cli.ended()).toBe(1);
    expect(cli.output).toContain('API key');
    expect(cli.output).toContain('HTTP API v2');
    expect(cli.output.match(/^ {2}PROBLEM /gm)).toHaveLength(3);
  });
});
