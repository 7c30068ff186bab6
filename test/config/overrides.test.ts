import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldOf } from '../../src/config/field.js';
import { loadConfig } from '../../src/config/load.js';
import type { ConfigPath } from '../../src/config/path.js';
import { configSchema } from '../../src/config/schema.js';
import { pathOfVariable, valuePaths, variableOf } from '../../src/config/variables.js';
import { loadText, problemLines } from './support/load-text.js';

const root = fieldOf(configSchema);

describe('names of variables', () => {
  test.each<[string, ConfigPath | undefined]>([
    ['WATTBRIDGE_TOPIC_BASE', ['topic_base']],
    ['WATTBRIDGE_MQTT_EXTERNAL_URL', ['mqtt', 'external', 'url']],
    ['WATTBRIDGE_METERS_0_HOST', ['meters', 0, 'host']],
    ['WATTBRIDGE_METERS_12_STALE_AFTER_S', ['meters', 12, 'stale_after_s']],
    ['WATTBRIDGE_CHARGERS_0_CLOUD_TOKEN', ['chargers', 0, 'cloud', 'token']],
    ['WATTBRIDGE_MQTT_EMBEDDED_USERS_1_PUBLISH_0', ['mqtt', 'embedded', 'users', 1, 'publish', 0]],
    ['WATTBRIDGE_COMMANDS_ALLOW_3', ['commands', 'allow', 3]],
    ['WATTBRIDGE_', undefined],
    ['WATTBRIDGE_MQTT', undefined],
    ['WATTBRIDGE_METERS_0', undefined],
    ['WATTBRIDGE_METERS_00_HOST', undefined],
    ['WATTBRIDGE_METERS_HOST', undefined],
    ['WATTBRIDGE_COMMANDS_ALLOW', undefined],
    ['WATTBRIDGE_LOG_LEVEL_', undefined],
    ['WATTBRIDGE_log_level', undefined],
    ['LOG_LEVEL', undefined],
  ])('%s sets %j', (variable, path) => {
    expect(pathOfVariable(variable, root)).toEqual(path);
  });

  test('are unambiguous: every field has its own variable, which leads back to it', () => {
    const paths = valuePaths(root);
    expect(new Set(paths.map(variableOf)).size).toBe(paths.length);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.array(fc.nat(9999)), (path, indices) => {
        const anywhere = path.map((step, depth) => (step === 0 ? (indices[depth] ?? 0) : step));
        expect(pathOfVariable(variableOf(anywhere), root)).toEqual(anywhere);
      }),
      { numRuns: 500 },
    );
  });
});

describe('overrides', () => {
  test('count more than the file', () => {
    const text = `
meters: [{ host: a, api_key: 1097bd725557 }]
log: { level: debug }
commands: { allow: [rst] }
`;
    const config = loadText(text, {
      env: {
        WATTBRIDGE_LOG_LEVEL: 'trace',
        WATTBRIDGE_METERS_0_HOST: 'b',
        WATTBRIDGE_METERS_1_HOST: 'c',
        WATTBRIDGE_METERS_1_API_KEY: 'null',
        WATTBRIDGE_COMMANDS_READ_ONLY: 'true',
        WATTBRIDGE_COMMANDS_ALLOW_1: 'del',
        WATTBRIDGE_MQTT_EMBEDDED_WEBSOCKET_PORT: '~',
        WATTBRIDGE_MQTT_EXTERNAL_URL: 'mqtt://broker',
        WATTBRIDGE_MQTT_EXTERNAL_PASSWORD: '012 # "x',
        WATTBRIDGE_HOMEASSISTANT_SUGGESTED_AREA: 'null',
        HOME: '/root',
      },
    });
    expect(config.log.level).toBe('trace');
    expect(config.meters.map(({ id, host, api_key }) => [id, host, api_key])).toEqual([
      ['meter', 'b', '1097bd725557'],
      ['meter2', 'c', null],
    ]);
    expect(config.commands).toMatchObject({ read_only: true, allow: ['rst', 'del'] });
    expect(config.mqtt.embedded.websocket_port).toBeNull();
    expect(config.mqtt.external).toMatchObject({ url: 'mqtt://broker', password: '012 # "x' });
    expect(config.homeassistant.suggested_area).toBe('null');
  });

  test('are enough without a file, more than ten of a list too', () => {
    const env = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`WATTBRIDGE_CHARGERS_${index}_HOST`, `charger-${index}`]),
    );
    const { chargers } = loadConfig({ env });
    expect(chargers.map(({ host }) => host)).toEqual(
      Array.from({ length: 12 }, (_, index) => `charger-${index}`),
    );
  });

  test('that are empty, and the path of the file, change nothing', () => {
    const text = 'chargers: [{ host: a }]';
    const env = {
      WATTBRIDGE_CONFIG: '/etc/wattbridge.yaml',
      WATTBRIDGE_LOG_LEVEL: '',
      WATTBRIDGE_MQTT_EMBEDDED_PORT: 'null',
      WATTBRIDGE_NONSENSE: '',
    };
    expect(loadText(text, { env })).toEqual(loadText(text));
  });

  test('do not hide that the file is wrong', () => {
    const load = (): unknown =>
      loadText('chargers: [{ host: a }]\nmqtt: 5\ncommands: { allow: {} }\n', {
        env: { WATTBRIDGE_MQTT_BROKER: 'embedded', WATTBRIDGE_COMMANDS_ALLOW_0: 'rst' },
      });
    expect(problemLines(load)).toEqual([
      'wattbridge.yaml:2:1: mqtt is a number',
      '  expected: a section with the fields broker, embedded, external',
      'wattbridge.yaml:3:13: commands.allow is a section with fields',
      '  expected: a list, each item with `- ` before it',
    ]);
  });

  test('that make no sense are named', () => {
    const load = (): unknown =>
      loadConfig({
        env: {
          WATTBRIDGE_METER_0_HOST: 'a',
          WATTBRIDGE_METERS_0_HOST: 'http://a/value',
          WATTBRIDGE_METERS_2_HOST: 'a',
          WATTBRIDGE_PORT_1883_TCP_ADDR: '10.0.0.1',
          WATTBRIDGE_LOG_LEVEL: 'loud',
          WATTBRIDGE_MQTT_EMBEDDED_PORT: 'many',
        },
      });
    expect(problemLines(load)).toEqual([
      'WATTBRIDGE_METER_0_HOST: sets no field of the configuration; did you mean WATTBRIDGE_METERS_0_HOST?',
      'WATTBRIDGE_METERS_2_HOST: meters[2].host is too far: there is no meters[1] before it',
      'WATTBRIDGE_PORT_1883_TCP_ADDR: sets no field of the configuration; docs/configuration.md says how names are made',
      'WATTBRIDGE_METERS_0_HOST: meters[0].host is not of the right form',
      '  expected: an IP address or host name, with `:port` if it is not 80, without a path; for example 192.168.1.50',
      'meters[0].api_key is missing',
      '  expected: the 12 characters of the device id, a key of 20 characters, or null; for example 1097bd725557',
      'WATTBRIDGE_MQTT_EMBEDDED_PORT: mqtt.embedded.port is text',
      '  expected: a whole number from 0 to 65535',
      'WATTBRIDGE_LOG_LEVEL: log.level is not one of the possible words',
      '  expected: one of trace, debug, info, warn, error, fatal',
    ]);
  });
});
