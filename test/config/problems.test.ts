import { describe, expect, test } from 'vitest';
import { loadText, problemLines, type Surroundings } from './support/load-text.js';

interface Case {
  readonly what: string;
  readonly text: string;
  readonly lines: readonly string[];
  readonly surroundings?: Surroundings;
}

function check({ text, lines, surroundings }: Case): void {
  expect(problemLines(() => loadText(text, surroundings))).toEqual(lines);
}

const METER = '  - host: 192.168.1.50\n    api_key: 1097bd725557\n';

describe('text that is not YAML', () => {
  test.each<Case>([
    {
      what: 'a tab in the indentation',
      text: 'meters:\n\t- host: 192.168.1.50\n',
      lines: ['wattbridge.yaml:2:1: a tab stands in the indentation; use blanks'],
    },
    {
      what: 'wrong indentation',
      text: 'meters:\n  - host: a\n   api_key: b\n',
      lines: [
        'wattbridge.yaml:3:1: something is missing here: a quote, a bracket, a comma, a colon, a blank, or `- ` before an item',
      ],
    },
    {
      what: 'an open quote',
      text: 'topic_base: "watt\nmeters: []\n',
      lines: [
        'wattbridge.yaml:3:1: something is missing here: a quote, a bracket, a comma, a colon, a blank, or `- ` before an item',
      ],
    },
    {
      what: 'an open bracket',
      text: 'meters: [{ host: a }\nlog:\n  level: info\n',
      lines: [
        'wattbridge.yaml:2:1: the indentation does not fit the lines above, or a bracket is not closed',
      ],
    },
    {
      what: 'a value within a value',
      text: 'topic_base: watt: bridge\n',
      lines: [
        'wattbridge.yaml:1:13: a value cannot hold another `name: value` on its own line; is the indentation right?',
      ],
    },
    {
      what: 'a reserved character',
      text: 'topic_base: @home\n',
      lines: ['wattbridge.yaml:1:13: a value must not begin with this character; put it in quotes'],
    },
    {
      what: 'an unknown escape',
      text: 'topic_base: "C:\\watt"\n',
      lines: [
        'wattbridge.yaml:1:16: a text in double quotes has an unknown escape after `\\`; use single quotes',
      ],
    },
    {
      what: 'two documents',
      text: 'topic_base: a\n---\ntopic_base: b\n',
      lines: [
        'wattbridge.yaml:2:1: a second document begins here (`---`); the configuration is one document',
      ],
    },
    {
      what: 'a tag of Home Assistant',
      text: 'meters:\n  - host: a\n    api_key: !secret poweropti\n',
      lines: [
        'wattbridge.yaml:3:14: a tag (`!name`) is not known here; secrets come in by reference, see docs/configuration.md',
      ],
    },
    {
      what: 'a list where a name belongs',
      text: '- a\nb: c\n',
      lines: ['wattbridge.yaml:2:1: this does not fit here; is the indentation right?'],
    },
  ])('$what', check);
});

describe('names', () => {
  test.each<Case>([
    {
      what: 'twice the same',
      text: `meters:\n${METER}    host: 192.168.1.51\nlog: { level: info, level: debug }\n`,
      lines: [
        'wattbridge.yaml:4:5: meters[0].host is there twice, first in line 2',
        'wattbridge.yaml:5:21: log.level is there twice, first in line 5',
      ],
    },
    {
      what: 'slips of the pen',
      text: `metres:\n${METER}meters:\n${METER}    apiKey: x\n    intervall_s: 2\nhome_assistant:\n`,
      lines: [
        'wattbridge.yaml:1:1: metres is not known; did you mean meters?',
        'wattbridge.yaml:7:5: meters[0].apiKey is not known; did you mean api_key?',
        'wattbridge.yaml:8:5: meters[0].intervall_s is not known; did you mean interval_s?',
        'wattbridge.yaml:9:1: home_assistant is not known; did you mean homeassistant?',
      ],
    },
    {
      what: 'names that nobody knows',
      text: `meters:\n${METER}    colour: blue\n<<: x\n`,
      lines: [
        'wattbridge.yaml:4:5: meters[0].colour is not known',
        '  expected: one of host, api_key, type, id, name, interval_s, timeout_s, stale_after_s',
        'wattbridge.yaml:5:1: holds something that is not a field; a text with a comma, colon or # needs quotes',
        '  expected: one of topic_base, meters, chargers, surplus, ledger, api, roles, data_dir, mqtt, homeassistant, commands, publish_secrets, log',
      ],
    },
    {
      what: 'half of a password with a comma',
      text: `meters:\n${METER}mqtt: { external: { url: mqtt://x, password: one, two } }\n`,
      lines: [
        'wattbridge.yaml:4:51: mqtt.external holds something that is not a field; a text with a comma, colon or # needs quotes',
        '  expected: one of url, username, password, ca_file, cert_file, key_file, protocol, client_id',
      ],
    },
    {
      what: 'members of the prototype',
      text: `meters:\n${METER}__proto__: { log: x }\nconstructor: x\n`,
      lines: [
        'wattbridge.yaml:4:1: __proto__ is not known',
        '  expected: one of topic_base, meters, chargers, surplus, ledger, api, roles, data_dir, mqtt, homeassistant, commands, publish_secrets, log',
        'wattbridge.yaml:5:1: constructor is not known',
        '  expected: one of topic_base, meters, chargers, surplus, ledger, api, roles, data_dir, mqtt, homeassistant, commands, publish_secrets, log',
      ],
    },
  ])('$what', check);
});

describe('values', () => {
  test.each<Case>([
    {
      what: 'text for everything',
      text: 'hello\n',
      lines: [
        'wattbridge.yaml:1:1: the configuration is text',
        '  expected: a section with the fields topic_base, meters, chargers, surplus, ledger, api, roles, data_dir, mqtt, homeassistant, commands, publish_secrets, log',
      ],
    },
    {
      what: 'a list for everything',
      text: '- hello\n',
      lines: [
        'wattbridge.yaml:1:1: the configuration is a list',
        '  expected: a section with the fields topic_base, meters, chargers, surplus, ledger, api, roles, data_dir, mqtt, homeassistant, commands, publish_secrets, log',
      ],
    },
    {
      what: 'of another type',
      text: `meters: 5
chargers:
  - true
  -
  - host: [a]
log: []
mqtt:
  embedded: { port: "1883", websocket_port: off, users: {} }
commands: { read_only: yes, allow: rst }
`,
      lines: [
        'wattbridge.yaml:1:1: meters is a number',
        '  expected: a list, each item with `- ` before it',
        'wattbridge.yaml:3:5: chargers[0] is true or false',
        '  expected: a section with the fields host, cloud, type, id, name, interval_s, idle_interval_s, timeout_s, stale_after_s',
        'wattbridge.yaml:4:4: chargers[1] is empty',
        '  expected: a section with the fields host, cloud, type, id, name, interval_s, idle_interval_s, timeout_s, stale_after_s',
        'wattbridge.yaml:5:5: chargers[2].host is a list',
        '  expected: an IP address or host name, with `:port` if it is not 80, without a path; for example 192.168.1.60',
        'wattbridge.yaml:6:1: log is a list',
        '  expected: a section with the fields level, format',
        'wattbridge.yaml:8:15: mqtt.embedded.port is text',
        '  expected: a whole number from 0 to 65535',
        'wattbridge.yaml:8:29: mqtt.embedded.websocket_port is text',
        '  expected: a whole number from 0 to 65535 or null',
        'wattbridge.yaml:8:50: mqtt.embedded.users is a section with fields',
        '  expected: a list, each item with `- ` before it',
        'wattbridge.yaml:9:13: commands.read_only is text',
        '  expected: true or false',
        'wattbridge.yaml:9:29: commands.allow is text',
        '  expected: a list, each item with `- ` before it',
      ],
    },
    {
      what: 'out of range',
      text: `topic_base: house
meters:
${METER}    interval_s: 0.5
    stale_after_s: .inf
mqtt:
  embedded: { port: 1883.5, websocket_port: 65536 }
  external: { url: mqtt://x, username: "" }
`,
      lines: [
        'wattbridge.yaml:5:5: meters[0].interval_s is too small',
        '  expected: a number from 1 to 60 (s)',
        'wattbridge.yaml:6:5: meters[0].stale_after_s is not a finite number',
        '  expected: a number from 1 to 3600 (s)',
        'wattbridge.yaml:8:15: mqtt.embedded.port is not a whole number',
        '  expected: a whole number from 0 to 65535',
        'wattbridge.yaml:8:29: mqtt.embedded.websocket_port is too large',
        '  expected: a whole number from 0 to 65535 or null',
        'wattbridge.yaml:9:30: mqtt.external.username is empty',
        '  expected: text; for example wattbridge',
      ],
    },
    {
      what: 'of the wrong form',
      text: `topic_base: watt/+/bridge
meters:
  - host: 192.168.1.50/value
    api_key: 1097bd72555
    id: Garage
  - host: poweropti:99999
    api_key: 1097bd725557
    id: bridge
chargers:
  - cloud: { serial: 12, token: x, url: ftp://go-e.io }
    type: keba
mqtt:
  embedded:
    host: 127.0.0.1:1883
    users: [{ name: a, password: b, profile: admin, publish: ["a/#/b"] }]
    anonymous_access: yes, everybody
  external: { url: "http://broker", protocol: 4 }
homeassistant: { birth_topic: /status }
log: { level: verbose }
`,
      lines: [
        'wattbridge.yaml:1:1: topic_base is not of the right form',
        '  expected: a topic without blanks, wildcards (+ #) and / at its ends',
        'wattbridge.yaml:3:5: meters[0].host is not of the right form',
        '  expected: an IP address or host name, with `:port` if it is not 80, without a path; for example 192.168.1.50',
        'wattbridge.yaml:4:5: meters[0].api_key is not of the right form',
        '  expected: the 12 characters of the device id, a key of 20 characters, or null; for example 1097bd725557',
        'wattbridge.yaml:5:5: meters[0].id is not of the right form',
        '  expected: 1 to 32 of the characters a-z, 0-9, _ and -, the first a letter or digit; not one of bridge, surplus, ledger; for example meter',
        'wattbridge.yaml:6:5: meters[1].host is not of the right form',
        '  expected: an IP address or host name, with `:port` if it is not 80, without a path; for example 192.168.1.50',
        'wattbridge.yaml:8:5: meters[1].id is not of the right form',
        '  expected: 1 to 32 of the characters a-z, 0-9, _ and -, the first a letter or digit; not one of bridge, surplus, ledger; for example meter',
        'wattbridge.yaml:10:14: chargers[0].cloud.serial is not of the right form',
        '  expected: the serial number on the label; for example 123456',
        'wattbridge.yaml:10:36: chargers[0].cloud.url is not of the right form',
        '  expected: a URL that begins with http:// or https://; for example https://123456.api.v3.go-e.io',
        'wattbridge.yaml:11:5: chargers[0].type is not one of the possible words',
        '  expected: goe',
        'wattbridge.yaml:14:5: mqtt.embedded.host is not of the right form',
        '  expected: an address of this machine without port; 0.0.0.0 for all',
        'wattbridge.yaml:15:37: mqtt.embedded.users[0].profile is not one of the possible words',
        '  expected: one of full, control, read_only',
        'wattbridge.yaml:15:63: mqtt.embedded.users[0].publish[0] is not of the right form',
        '  expected: a topic filter: + for one whole level, # only as the last level; for example wattbridge/charger/+/set',
        'wattbridge.yaml:16:5: mqtt.embedded.anonymous_access is not one of the possible words',
        '  expected: anyone in my network may read and control everything',
        'wattbridge.yaml:17:15: mqtt.external.url is not of the right form',
        '  expected: a URL that begins with mqtt:// or mqtts:// or ws:// or wss://; for example mqtt://192.168.1.10:1883',
        'wattbridge.yaml:17:37: mqtt.external.protocol is not one of the possible words',
        '  expected: one of auto, 5, 3.1.1',
        'wattbridge.yaml:18:18: homeassistant.birth_topic is not of the right form',
        '  expected: a topic without blanks, wildcards (+ #) and / at its ends; for example homeassistant/status',
        'wattbridge.yaml:19:8: log.level is not one of the possible words',
        '  expected: one of trace, debug, info, warn, error, fatal',
      ],
    },
  ])('$what', check);
});

describe('fields that do not go together', () => {
  test.each<Case>([
    {
      what: 'ids',
      text: `meters:
  - { host: a, api_key: null }
  - { host: b, api_key: null, id: meter }
chargers:
  - { host: c, id: meter }
`,
      lines: [
        'wattbridge.yaml:3:31: meters[1].id is the id of meters[0] too',
        'wattbridge.yaml:5:16: chargers[0].id is the id of meters[0] too',
      ],
    },
    {
      what: 'host and cloud',
      text: 'chargers:\n  - name: x\n  - { host: a, cloud: { serial: 123456, token: x } }\n',
      lines: [
        'wattbridge.yaml:2:5: chargers[0].host or `cloud` is needed, but not both',
        'wattbridge.yaml:3:7: chargers[1].host or `cloud` is needed, but not both',
      ],
    },
    {
      what: 'intervals and staleness',
      text: `meters:
  - { host: a, api_key: null, interval_s: 30 }
chargers:
  - { host: b, idle_interval_s: 10, stale_after_s: 10 }
`,
      lines: [
        'wattbridge.yaml:2:5: meters[0].stale_after_s must be longer than `interval_s`',
        'wattbridge.yaml:4:37: chargers[0].stale_after_s must be longer than `interval_s` and `idle_interval_s`',
      ],
    },
    {
      what: 'broker and its section',
      text: `meters:\n${METER}mqtt:\n  broker: external\n`,
      lines: ['wattbridge.yaml:4:1: mqtt.external.url is missing, although `mqtt.broker` is `external`'],
    },
    {
      what: 'a certificate without key',
      text: `meters:\n${METER}mqtt:\n  external: { url: mqtts://x, cert_file: a.pem }\n`,
      lines: ['wattbridge.yaml:5:31: mqtt.external.cert_file and `key_file` belong together'],
    },
    {
      what: 'a broker that is open to everybody',
      text: `meters:\n${METER}mqtt:\n  embedded:\n    host: 0.0.0.0\n`,
      lines: [
        'wattbridge.yaml:6:5: mqtt.embedded.host opens the broker to the network without passwords; add `users` or `anonymous_access`',
      ],
    },
    {
      what: 'users',
      text: `meters:
${METER}mqtt:
  embedded:
    users:
      - { name: a }
      - { name: a, password: b, password_hash: scrypt$2$1$1$YQ$YQ }
`,
      lines: [
        'wattbridge.yaml:7:9: mqtt.embedded.users[0].password or `password_hash` is needed, but not both',
        'wattbridge.yaml:8:11: mqtt.embedded.users[1].name is the name of mqtt.embedded.users[0] too',
        'wattbridge.yaml:8:20: mqtt.embedded.users[1].password or `password_hash` is needed, but not both',
      ],
    },
  ])('$what', check);

  test('a broker that is open to everybody may be meant', () => {
    const open = `meters:\n${METER}mqtt:\n  embedded:\n    host: 0.0.0.0\n`;
    const sentence = '    anonymous_access: anyone in my network may read and control everything\n';
    expect(loadText(open + sentence).mqtt.embedded.host).toBe('0.0.0.0');
    expect(loadText(`${open}    users: [{ name: a, password: b }]\n`).mqtt.embedded.host).toBe('0.0.0.0');
    expect(loadText(`${open}  broker: external\n  external: { url: mqtt://x }\n`).mqtt.broker).toBe(
      'external',
    );
  });
});

describe('references', () => {
  test.each<Case>([
    {
      what: 'that lead nowhere',
      text: `meters:
  - host: \${METER_HOST}
    api_key: \${file:/run/secrets/meter}
chargers:
  - host: "a\${B C}"
    name: \${NAME
`,
      lines: [
        'wattbridge.yaml:2:5: meters[0].host needs the environment variable METER_HOST, which is not set',
        'wattbridge.yaml:3:5: meters[0].api_key needs the file /run/secrets/meter, which cannot be read (ENOENT)',
        'wattbridge.yaml:5:5: chargers[0].host has a reference that names neither a variable nor a file',
        'wattbridge.yaml:6:5: chargers[0].name has a reference without its closing brace',
      ],
    },
    {
      what: 'to a value of the wrong form',
      text: `meters:\n  - host: a\n    api_key: \${KEY}\n    interval_s: \${KEY}\n`,
      surroundings: { env: { KEY: 'shor\ttkey' } },
      lines: [
        'wattbridge.yaml:3:5: meters[0].api_key is not of the right form',
        '  expected: the 12 characters of the device id, a key of 20 characters, or null; for example 1097bd725557',
        'wattbridge.yaml:4:5: meters[0].interval_s is text',
        '  expected: a number from 1 to 60 (s)',
      ],
    },
    {
      what: 'to an anchor',
      text: `meters:\n${METER}    name: *house\n`,
      lines: [
        'wattbridge.yaml:4:5: meters[0].name refers to an anchor that is not defined above; a text that begins with * needs quotes',
      ],
    },
  ])('$what', check);
});

test('everything at once, in the order of the file, the environment last', () => {
  check({
    what: '',
    text: `log:
  levle: info
meters:
  - host: \${METER_HOST}
    api_key: short
    interval_s: fast
`,
    surroundings: { env: { WATTBRIDGE_LOG_FORMAT: 'xml', WATTBRIDGE_TOPIC_BSAE: 'x' } },
    lines: [
      'wattbridge.yaml:2:3: log.levle is not known; did you mean level?',
      'wattbridge.yaml:4:5: meters[0].host needs the environment variable METER_HOST, which is not set',
      'wattbridge.yaml:5:5: meters[0].api_key is not of the right form',
      '  expected: the 12 characters of the device id, a key of 20 characters, or null; for example 1097bd725557',
      'wattbridge.yaml:6:5: meters[0].interval_s is text',
      '  expected: a number from 1 to 60 (s)',
      'WATTBRIDGE_TOPIC_BSAE: sets no field of the configuration; did you mean WATTBRIDGE_TOPIC_BASE?',
      'WATTBRIDGE_LOG_FORMAT: log.format is not one of the possible words',
      '  expected: one of auto, pretty, json',
    ],
  });
});

describe('schedules', () => {
  const schedule = (text: string) =>
    `meters:\n${METER}chargers:\n  - host: c\nsurplus:\n  schedules:\n    - ${text}\n`;

  test.each<Case>([
    {
      what: 'an hour that no day has',
      text: schedule('{ cron: 0 25 * * *, mode: fast }'),
      lines: [
        'wattbridge.yaml:8:9: surplus.schedules[0].cron is no cron expression: the hour is not possible',
      ],
    },
    {
      what: 'a day that no month has',
      text: schedule('{ cron: 0 0 31 2 *, mode: fast }'),
      lines: [
        'wattbridge.yaml:8:9: surplus.schedules[0].cron is no cron expression: the day of month is not possible',
      ],
    },
    {
      what: 'words',
      text: schedule('{ cron: every evening, mode: fast }'),
      lines: [
        'wattbridge.yaml:8:9: surplus.schedules[0].cron is no cron expression: expected 5 or 6 fields but got 2',
      ],
    },
    {
      what: 'a mode that nobody knows',
      text: schedule('{ cron: 0 22 * * *, mode: warp }'),
      lines: [
        'wattbridge.yaml:8:27: surplus.schedules[0].mode is not one of the possible words',
        '  expected: one of off, pv, min_pv, fast, plan, native; for example fast',
      ],
    },
    {
      what: 'a charger that is not there',
      text: schedule('{ cron: 0 22 * * *, mode: fast, chargers: [garage] }'),
      lines: [
        'wattbridge.yaml:8:50: surplus.schedules[0].chargers[0] is not the id of a charger that is controlled',
      ],
    },
  ])('$what', check);
});
