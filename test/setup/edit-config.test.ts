import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/config-error.js';
import { loadConfig } from '../../src/config/load.js';
import type { Draft } from '../../src/setup/draft.js';
import { editConfig } from '../../src/setup/edit-config.js';
import { errorOf, loadText } from '../config/support/load-text.js';

const HASH = 'scrypt$16384$8$1$YW55IHNhbHQ$YSBoYXNoIG9mIGEgcGFzc3dvcmQ';

/** Written by a person who likes comments. */
const OWN = `# My house.
meters:
  # Behind the stairs.
  - host: 192.168.1.50 # fixed in the router
    api_key: "\${file:/run/secrets/meter}"
    name: Stairs
chargers: [{ host: 192.168.1.60 }] # the carport

mqtt:
  # broker: external
  external:
    # Where the broker is.
    #url: mqtt://192.168.1.10:1883
# Last words.
`;

const files = { '/run/secrets/meter': '1097bd725557' };
const load = (text: string) => loadText(text, { files });

const edited = (text: string, draft: Draft): string =>
  editConfig(text, load(text), { draft, passwordHash: HASH });

const keptMeter = { id: 'meter' };

describe('a new file', () => {
  const fresh = (draft: Draft): string => editConfig(undefined, loadConfig({ env: {} }), { draft });

  it('holds the devices, and says where settings are explained', () => {
    const text = fresh({
      meters: [{ host: '192.168.1.50', api_key: '1097bd725557' }],
      chargers: [{ host: '192.168.1.60' }],
    });
    expect(text).toContain('# All settings: docs/configuration.md');
    expect(load(text)).toMatchObject({
      meters: [{ id: 'meter', host: '192.168.1.50', api_key: '1097bd725557' }],
      chargers: [{ id: 'charger', host: '192.168.1.60' }],
      mqtt: { broker: 'embedded' },
    });
  });

  it.each([
    ['looks like a number', '012345678901'],
    ['looks like a number with an exponent', '1097e5725557'],
    ['looks like a reference', '$' + '{HOME}12345'],
    ['looks like an escaped reference', '$$' + '{HOME}1234'],
    ['has quotes and a hash', `"'#:[{&*!|>%`],
    ['is null', null],
  ])('holds a key that %s as it was typed', (_what, api_key) => {
    const text = fresh({ meters: [{ host: 'poweropti', api_key }] });
    expect(load(text).meters[0]?.api_key).toBe(api_key);
  });

  it('writes nothing that is as it is anyway', () => {
    const text = fresh({
      meters: [],
      chargers: [{ host: 'charger' }],
      broker: { kind: 'embedded' },
      homeassistant: { enabled: true, discovery_prefix: 'homeassistant' },
    });
    expect(text.replaceAll(/^#.*\n/gm, '').trim()).toBe('chargers:\n  - host: charger');
  });
});

describe("an owner's file", () => {
  const lines = OWN.split('\n').filter((line) => line.includes('#'));

  it('stays as it is when nothing changes', () => {
    const draft: Draft = {
      meters: [{ id: 'meter', host: '192.168.1.50' }],
      chargers: [{ id: 'charger', host: '192.168.1.60' }],
      broker: { kind: 'embedded' },
    };
    const text = edited(OWN, draft);
    expect(load(text)).toEqual(load(OWN));
    for (const line of lines)
      expect(text.replaceAll(/[{}[\]]| /g, '')).toContain(line.replaceAll(/[{}[\]]| /g, ''));
  });

  it('keeps every comment and reference through a change of everything', () => {
    const text = edited(OWN, {
      meters: [keptMeter, { host: '192.168.1.51', api_key: null }],
      chargers: [{ id: 'charger', host: '192.168.1.61' }],
      broker: { kind: 'external', url: 'mqtts://broker.lan', username: 'wb', password: 'a $' + '{b} #c' },
      homeassistant: { enabled: false, discovery_prefix: 'ha' },
    });
    for (const comment of OWN.match(/#.*$/gm) ?? []) expect(text).toContain(comment);
    expect(text).toContain('{file:/run/secrets/meter}');
    expect(load(text)).toMatchObject({
      meters: [
        { id: 'meter', host: '192.168.1.50', api_key: '1097bd725557', name: 'Stairs' },
        { id: 'meter2', host: '192.168.1.51', api_key: null },
      ],
      chargers: [{ host: '192.168.1.61' }],
      mqtt: {
        broker: 'external',
        external: { url: 'mqtts://broker.lan', username: 'wb', password: 'a $' + '{b} #c' },
      },
      homeassistant: { enabled: false, discovery_prefix: 'ha' },
    });
  });

  it('keeps the ids of devices when one before them goes', () => {
    const two = 'chargers: [{ host: a }, { host: b }, { host: c, id: garage }]\n';
    const text = edited(two, { chargers: [{ id: 'charger2' }, { id: 'garage' }, { host: 'd' }] });
    expect(load(text).chargers.map(({ id, host }) => [id, host])).toEqual([
      ['charger2', 'b'],
      ['garage', 'c'],
      ['charger3', 'd'],
    ]);
  });

  it('gives a new device an id that no other has', () => {
    const text = edited('chargers: [{ host: a, id: charger2 }]\n', {
      chargers: [{ id: 'charger2' }, { host: 'b' }],
    });
    expect(load(text).chargers.map(({ id }) => id)).toEqual(['charger2', 'charger3']);
  });

  it('opens the embedded broker for a user, with the hash of the password alone', () => {
    const draft: Draft = {
      broker: { kind: 'embedded', user: { name: 'homeassistant', password: 'correct horse' } },
    };
    const once = edited(OWN, draft);
    expect(once).not.toContain('correct horse');
    const { host, users } = load(once).mqtt.embedded;
    expect([host, users]).toEqual([
      '0.0.0.0',
      [{ name: 'homeassistant', password_hash: HASH, profile: 'control' }],
    ]);
    expect(load(edited(once, draft)).mqtt.embedded.users).toHaveLength(1);
  });

  it.each([
    [1883, OWN],
    [1993, '  embedded:\n    port: 1993\n'],
  ])('sets the port of the embedded broker to %i, if it is another one', (port, written) => {
    const text = edited(OWN, { broker: { kind: 'embedded', port } });
    expect(text).toContain(written === OWN ? '# Last words.' : written);
    expect([text.includes('port:'), load(text).mqtt.embedded.port]).toEqual([port !== 1883, port]);
  });

  it('takes away user and password of a broker', () => {
    const before =
      'chargers: [{ host: a }]\nmqtt: { broker: external, external: { url: mqtt://a, username: b, password: c } }\n';
    const text = edited(before, {
      broker: { kind: 'external', url: 'mqtt://a', username: null, password: null },
    });
    expect(load(text).mqtt.external).toEqual({ url: 'mqtt://a', protocol: 'auto' });
  });
});

describe('what it refuses', () => {
  const external =
    'chargers: [{ host: a }]\nmqtt: { broker: external, external: { url: mqtt://u:p@a, password: c } }\n';

  it.each<[string, string, Draft, string]>([
    ['to send a kept key elsewhere', OWN, { meters: [{ id: 'meter', host: 'evil' }] }, 'meters[0].api_key'],
    [
      'to send a kept password elsewhere',
      external,
      { broker: { kind: 'external', url: 'mqtt://evil' } },
      'mqtt.external.password',
    ],
    ['a device that is not there', OWN, { chargers: [{ id: 'x', host: 'a' }] }, 'chargers[0].id'],
    [
      'a list by alias',
      'chargers: &c [{ host: a }]\nmeters: *c\n',
      { meters: [{ host: 'b', api_key: null }] },
      'meters',
    ],
  ])('%s', (_what, text, draft, path) => {
    const present = loadConfig({ env: {} });
    const run = () => editConfig(text, text.includes('&c') ? present : load(text), { draft });
    const error = errorOf(run);
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.problems.map((problem) => problem.path)).toEqual([path]);
  });

  it('keeps a password with the same address, which is shown without its user', () => {
    const text = edited(external, { broker: { kind: 'external', url: 'mqtt://a' } });
    expect(load(text).mqtt).toEqual(load(external).mqtt);
  });
});
