import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../src/config/load.js';
import { errorOf, loadText, problemLines } from './support/load-text.js';

const SHORTEST = `
meters: [{ host: 192.168.1.50, api_key: 1097bd725557 }]
chargers: [{ host: 192.168.1.60 }]
`;

describe('the shortest useful file', () => {
  test('gets every default', () => {
    expect(loadText(SHORTEST)).toEqual({
      topic_base: 'wattbridge',
      meters: [
        {
          id: 'meter',
          type: 'poweropti',
          host: '192.168.1.50',
          api_key: '1097bd725557',
          interval_s: 2,
          timeout_s: 5,
          stale_after_s: 30,
        },
      ],
      chargers: [
        {
          id: 'charger',
          type: 'goe',
          host: '192.168.1.60',
          interval_s: 1,
          idle_interval_s: 5,
          timeout_s: 5,
          stale_after_s: 30,
        },
      ],
      mqtt: {
        broker: 'embedded',
        embedded: { host: '127.0.0.1', port: 1883, websocket_port: 1884, users: [] },
      },
      homeassistant: {
        enabled: true,
        discovery_prefix: 'homeassistant',
        discovery: 'device',
        birth_topic: 'homeassistant/status',
      },
      commands: { read_only: false, allow: [], confirm_timeout_s: 5 },
      publish_secrets: false,
      surplus: { import_price: 0.32, feed_in_price: 0.08, fail_safe: 'keep', schedules: [] },
      ledger: { currency: 'EUR', keep_quarters_days: 1100, keep_deliveries_days: 30 },
      api: {
        host: '127.0.0.1',
        port: 7380,
        cors_origins: [],
        rate_limit_per_minute: 1200,
        public_metrics: false,
        private_webhooks: false,
      },
      roles: ['bridge', 'surplus', 'ledger'],
      data_dir: 'data',
      log: { level: 'info', format: 'auto' },
    });
  });

  test('is frozen through and through', () => {
    const unfrozen: string[] = [];
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if (!Object.isFrozen(value)) unfrozen.push(path);
      for (const [name, member] of Object.entries(value)) visit(member, `${path}.${name}`);
    };
    visit(loadText(SHORTEST), 'config');
    expect(unfrozen).toEqual([]);
  });
});

describe('ids', () => {
  test('count on by place', () => {
    const { meters } = loadText(`
meters:
  - { host: a, api_key: null }
  - { host: b, api_key: null, id: garage }
  - { host: c, api_key: null }
`);
    expect(meters.map((meter) => meter.id)).toEqual(['meter', 'garage', 'meter3']);
  });
});

describe('the birth topic', () => {
  test('follows the discovery prefix unless it is given', () => {
    const prefix = `${SHORTEST}\nhomeassistant: { discovery_prefix: ha }`;
    expect(loadText(prefix).homeassistant.birth_topic).toBe('ha/status');
    const both = `${SHORTEST}\nhomeassistant: { discovery_prefix: ha, birth_topic: some/birth }`;
    expect(loadText(both).homeassistant.birth_topic).toBe('some/birth');
  });
});

describe('words without quotes', () => {
  test.each([
    ['0123', '0123'],
    ['1097e5725557', '1097e5725557'],
    ['true', 'true'],
    ['0x1F', '0x1F'],
    ['2026-06-21', '2026-06-21'],
    ['"null"', 'null'],
    ['!!str 5', '5'],
    ['a b', 'a b'],
  ])('a name %s is the text %j', (written, name) => {
    expect(loadText(`chargers: [{ host: a, name: ${written} }]`).chargers[0]?.name).toBe(name);
  });

  test.each([
    ['', undefined],
    ['~', undefined],
    ['null', undefined],
  ])('a name %j counts as left out', (written, name) => {
    expect(loadText(`chargers: [{ host: a, name: ${written} }]`).chargers[0]?.name).toBe(name);
  });

  test.each([
    ['null', null],
    ['~', null],
    ['', 1884],
    ['9001', 9001],
    ['0o17', 15],
  ])('a WebSocket port %j is %j', (written, port) => {
    const text = `${SHORTEST}\nmqtt: { embedded: { websocket_port: ${written} } }`;
    expect(loadText(text).mqtt.embedded.websocket_port).toBe(port);
  });

  test.each([
    ['5', '5'],
    ['"3.1.1"', '3.1.1'],
    ['auto', 'auto'],
  ])('the protocol %s is %j', (written, protocol) => {
    const text = `${SHORTEST}\nmqtt: { external: { url: mqtt://x, protocol: ${written} } }`;
    expect(loadText(text).mqtt.external?.protocol).toBe(protocol);
  });

  test('a key null is the literal null, a key without value is missing', () => {
    expect(loadText('meters: [{ host: a, api_key: null }]').meters[0]?.api_key).toBeNull();
    const { problems } = errorOf(() => loadText('meters: [{ host: a, api_key: }]'));
    expect(problems).toMatchObject([{ path: 'meters[0].api_key', problem: 'is missing' }]);
  });

  test('sections with nothing behind them get their defaults', () => {
    const config = loadText(`${SHORTEST}\nmqtt:\nlog:\n  # level: debug\nhomeassistant: ~\n`);
    expect(config).toEqual(loadText(SHORTEST));
  });
});

describe('anchors', () => {
  test('repeat a section', () => {
    const { chargers } = loadText('chargers: [&first { host: a, name: x }, *first]');
    expect(chargers.map(({ id, host, name }) => [id, host, name])).toEqual([
      ['charger', 'a', 'x'],
      ['charger2', 'a', 'x'],
    ]);
  });
});

describe('references', () => {
  const meter = (key: string): string => `meters:\n  - host: a\n    api_key: ${key}\n`;

  test.each([
    ['to a variable', `\${KEY}`],
    ['with a default that is not needed', `\${KEY:-x}`],
    ['with a default that is needed', `\${NOTHING:-1097bd725557}`],
    ['within text', `\${START}725557`],
    ['to a file', `\${file:/run/secrets/key}`],
  ])('%s', (_, reference) => {
    const surroundings = {
      env: { KEY: '1097bd725557', START: '1097bd', NOTHING: '' },
      files: { '/run/secrets/key': '1097bd725557\n' },
    };
    for (const written of [reference, `"${reference}"`, `'${reference}'`, `|-\n      ${reference}`]) {
      expect(loadText(meter(written), surroundings).meters[0]?.api_key).toBe('1097bd725557');
    }
  });

  test('become numbers, true and null where the field takes them, quoted or not', () => {
    const text = `
${meter(`"\${KEY}"`)}
mqtt: { embedded: { port: "\${PORT}" } }
publish_secrets: "\${SWITCH:-true}"
`;
    const config = loadText(text, { env: { KEY: 'null', PORT: '2000' } });
    expect(config.meters[0]?.api_key).toBeNull();
    expect(config.mqtt.embedded.port).toBe(2000);
    expect(config.publish_secrets).toBe(true);
  });

  test('keep a text as it is, whatever it looks like to YAML', () => {
    const text = `${SHORTEST}\nmqtt: { external: { url: mqtt://x, password: "\${PASSWORD}" } }`;
    for (const password of ['null', '~', ' # "x": [', '0123', '- a', 'a: b']) {
      expect(loadText(text, { env: { PASSWORD: password } }).mqtt.external?.password).toBe(password);
    }
  });
});

describe('the file', () => {
  test('comes from the file system by default, and so do the files of references', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wattbridge-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'secret'), '1097bd725557\n');
    writeFileSync(
      join(folder, 'config.yaml'),
      `meters: [{ host: a, api_key: "\${file:${join(folder, 'secret')}}" }]`,
    );
    const config = loadConfig({ path: join(folder, 'config.yaml'), env: {} });
    expect(config.meters[0]?.api_key).toBe('1097bd725557');
  });

  test('that cannot be read is a problem', () => {
    const load = (): unknown => loadConfig({ path: '/nowhere/wattbridge.yaml', env: {} });
    expect(problemLines(load)).toEqual(['/nowhere/wattbridge.yaml: the file cannot be read (ENOENT)']);
  });

  test.each(['', '# nothing\n', 'meters: []\nchargers:\n', 'topic_base: x'])('%j has no device', (text) => {
    expect(errorOf(() => loadText(text)).problems).toEqual([
      {
        file: 'wattbridge.yaml',
        line: 1,
        column: 1,
        path: '',
        problem: 'there is neither a meter nor a charger',
        expected: '`meters:` or `chargers:` with a device, as in wattbridge.example.yaml',
      },
    ]);
  });

  test('is not needed', () => {
    const config = loadConfig({ env: {} });
    expect([config.meters, config.chargers, config.topic_base]).toEqual([[], [], 'wattbridge']);
  });

  test('may be JSON', () => {
    const { meters } = loadText(JSON.stringify({ meters: [{ host: '127.0.0.1:8080', api_key: null }] }));
    expect(meters[0]?.host).toBe('127.0.0.1:8080');
  });
});
