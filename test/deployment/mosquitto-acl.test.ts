import { describe, expect, it } from 'vitest';
import { createProbe, type Probe } from '../support/mqtt-probe.js';
import { startShippedMosquitto } from '../support/shipped-mosquitto.js';

const USERS = { wattbridge: 'w', homeassistant: 'h', nodered: 'n', dashboard: 'd' } as const;
type User = keyof typeof USERS;
const NAMES = Object.keys(USERS) as User[];

const TOPICS = {
  value: 'wattbridge/charger/nrg/power_total',
  state: 'wattbridge/bridge/state',
  result: 'wattbridge/charger/amp/result',
  command: 'wattbridge/charger/amp/set',
  commands: 'wattbridge/charger/set',
  setting: 'wattbridge/surplus/charger/mode/set',
  ledger: 'wattbridge/ledger/charger/session_energy',
  ledgerState: 'wattbridge/ledger/state',
  ledgerRecord: 'wattbridge/ledger/announced',
  ledgerDiscovery: 'homeassistant/device/wattbridge_ledger_charger/config',
  discovery: 'homeassistant/device/wattbridge_charger/config',
  discoveryOfOne: 'homeassistant/sensor/wattbridge_charger/amp/config',
  birth: 'homeassistant/status',
  answer: 'response/nodered/1',
  elsewhere: 'zigbee2mqtt/lamp/set',
} as const;
type Topic = keyof typeof TOPICS;

const LEDGER = ['ledger', 'ledgerState', 'ledgerRecord'] as const;

/** docs/security.md tells this to the owner in words. */
const MAY_PUBLISH: Readonly<Record<User, readonly Topic[]>> = {
  wattbridge: [
    ...(['value', 'state', 'result', 'command', 'commands', 'setting', ...LEDGER] as const),
    ...(['discovery', 'discoveryOfOne', 'ledgerDiscovery', 'answer'] as const),
  ],
  homeassistant: [
    ...(['command', 'commands', 'setting'] as const),
    ...(['discovery', 'discoveryOfOne', 'ledgerDiscovery', 'birth'] as const),
  ],
  nodered: ['command', 'commands', 'setting'],
  dashboard: [],
};
const MAY_READ: Readonly<Record<User, readonly Topic[]>> = {
  wattbridge: ['value', 'state', 'result', 'command', 'commands', 'setting', ...LEDGER, 'birth'],
  homeassistant: [
    ...(['value', 'state', 'result', 'command', 'commands', 'setting', ...LEDGER] as const),
    ...(['discovery', 'discoveryOfOne', 'ledgerDiscovery', 'birth'] as const),
  ],
  nodered: ['value', 'state', 'result', 'command', 'commands', 'setting', ...LEDGER, 'answer'],
  dashboard: ['value', 'state', 'result', 'command', 'commands', 'setting', ...LEDGER],
};

/** Mosquitto drops what is forbidden without a word, so a message that is allowed marks the end. */
const END = 'test/end';

async function connect(port: number, username: string, password: string): Promise<Probe> {
  return createProbe(`mqtt://127.0.0.1:${port}`, { username, password });
}

/** The shipped broker, with a user beside the shipped ones who may do everything. */
async function start() {
  const users = { ...USERS, tester: 't' };
  const everything = ['user tester', 'topic readwrite #', 'pattern readwrite test/#', ''].join('\n');
  const { port } = await startShippedMosquitto(users, (config) => config, everything);
  const tester = await connect(port, 'tester', 't');
  return { port, tester };
}

describe('mosquitto.conf and mosquitto.acl', () => {
  it.each(NAMES)('%s publishes only what it may', async (name) => {
    const { port, tester } = await start();
    await tester.subscribe('#');
    const user = await connect(port, name, USERS[name]);
    for (const topic of Object.values(TOPICS)) await user.publish(topic, 'x', { qos: 1 });
    await user.publish(END, '', { qos: 1 });
    await tester.nextMessage(END);
    const allowed = MAY_PUBLISH[name].map((topic) => TOPICS[topic]);
    expect(
      tester
        .untaken('#')
        .map(({ topic }) => topic)
        .sort(),
    ).toEqual([...allowed].sort());
  });

  it.each(NAMES)('%s reads only what it may', async (name) => {
    const { port, tester } = await start();
    const user = await connect(port, name, USERS[name]);
    await user.subscribe('#');
    for (const topic of Object.values(TOPICS)) await tester.publish(topic, 'x', { qos: 1 });
    await tester.publish(END, '', { qos: 1 });
    await user.nextMessage(END);
    const allowed = MAY_READ[name].map((topic) => TOPICS[topic]);
    expect(
      user
        .untaken('#')
        .map(({ topic }) => topic)
        .sort(),
    ).toEqual([...allowed].sort());
  });

  it.each([
    ['nobody without a password', undefined, undefined],
    ['nobody with a wrong one', 'wattbridge', 'wrong'],
    ['nobody unknown', 'mallory', 'w'],
  ])('let in %s', async (_who, username, password) => {
    const { port } = await startShippedMosquitto(USERS);
    const credentials = username === undefined ? {} : { username, password };
    await expect(createProbe(`mqtt://127.0.0.1:${port}`, credentials)).rejects.toThrow(/not authorized/i);
  });

  it('are what Mosquitto takes without a complaint', async () => {
    const { output } = await startShippedMosquitto(USERS);
    // The test runs it as the user who runs the tests.
    const complaints = output.filter(
      (line) => /warning|error|unknown/i.test(line) && !line.includes('run as root'),
    );
    expect(complaints).toEqual([]);
  });
});
