import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor } from '../src/redact.js';

const redactor = createRedactor(['wak', 'cll']);

describe('names that hold secrets', () => {
  test.each([
    'password',
    'Password',
    'mqtt_password',
    'passwordHash',
    'passphrase',
    'token',
    'access-token',
    'api_key',
    'apiKey',
    'X-API-KEY',
    'authorization',
    'Proxy-Authorization',
    'cookie',
    'Set-Cookie',
    'client_secret',
    'privateKey',
    'wifis',
    'wifi_key',
    'ssid',
    'psk',
    'auth',
    'wak',
    'cll',
  ])('%s is masked', (name) => {
    expect(redactor.value({ [name]: 'hunter2' })).toEqual({ [name]: '***' });
    expect(redactor.value({ [name]: ['hunter2', { a: 'hunter2' }] })).toEqual({ [name]: '***' });
    expect(redactor.value({ [name]: 12345 })).toEqual({ [name]: '***' });
  });

  test.each(['key', 'keys', 'topic', 'author', 'passed', 'compass', 'rssi', 'wakeup', 'device', 'value'])(
    '%s is shown',
    (name) => {
      expect(redactor.value({ [name]: 'shown' })).toEqual({ [name]: 'shown' });
    },
  );

  test('say whether there is something, and whether it is switched on', () => {
    const facts = { password: null, token: '', publish_secrets: true, secret: undefined };
    expect(redactor.value(facts)).toEqual(facts);
  });

  test('are found at any depth, in arrays, maps and sets', () => {
    const facts = {
      config: { mqtt: { users: [{ name: 'a', password: 'hunter2' }] } },
      values: new Map<string, unknown>([
        ['wak', 'hunter2'],
        ['amp', 16],
      ]),
      seen: new Set([{ token: 'hunter2' }]),
    };
    expect(redactor.value(facts)).toEqual({
      config: { mqtt: { users: [{ name: 'a', password: '***' }] } },
      values: { wak: '***', amp: 16 },
      seen: [{ token: '***' }],
    });
  });

  test('may be said beside the secret', () => {
    expect(redactor.value([{ key: 'wak', value: 'hunter2' }])).toEqual([{ key: 'wak', value: '***' }]);
    expect(redactor.value({ key: 'amp', value: 16 })).toEqual({ key: 'amp', value: 16 });
    const network = { ssid: 'home', key: 'hunter2', channel: 6 };
    expect(redactor.value({ networks: [network] })).toEqual({
      networks: [{ ssid: '***', key: '***', channel: 6 }],
    });
  });
});

describe('texts', () => {
  test.each([
    ['mqtt://user:hunter2@broker:1883 refused', 'mqtt://***@broker:1883 refused'],
    ['(wss://hunter2@broker/mqtt)', '(wss://***@broker/mqtt)'],
    ['mqtt://user:hunt@er2@broker', 'mqtt://***@broker'],
    ['mqtt://user:hunt/er2@broker', 'mqtt://***@broker'],
    ['GET http://a/set?wak="hunter2"&amp=6', 'GET http://a/set?wak=***&amp=6'],
    ['/set?wak=%22hunter2%22 ', '/set?wak=*** '],
    ['/x?a=1&api_key=hunter2', '/x?a=1&api_key=***'],
    ['{"password":"hunter2","amp":6}', '{"password":***,"amp":6}'],
    ['{"wifis":[{"ssid":"hunter2","key":"hun\\"ter2"}]}', '{"wifis":[{"ssid":***,"key":***}]}'],
    ['{"token": 12345}', '{"token": ***}'],
    ['Authorization: Bearer hunter2', 'Authorization: Bearer ***'],
    ['authorization: Basic aHVudGVyMg==', 'authorization: Basic ***'],
    ["{ Authorization: 'hunter2' }", "{ Authorization: '***' }"],
    ['with Bearer hunter2.x-y', 'with Bearer ***'],
    ['made wbk_live_hunter2, once', 'made ***, once'],
  ])('%s', (text, masked) => {
    expect(redactor.text(text)).toBe(masked);
    expect(redactor.value({ nested: [text] })).toEqual({ nested: [masked] });
  });

  test.each([
    'http://192.168.1.60/api/status?filter=amp,frc',
    'Wrong key or token: is the local interface enabled?',
    'The password of user "a" is wrong',
    'owner@example.org',
    '{"key":"amp","value":6}',
  ])('%s stays', (text) => {
    expect(redactor.text(text)).toBe(text);
  });

  test('of URLs are masked too', () => {
    expect(redactor.value({ url: new URL('mqtt://user:hunter2@broker/') })).toEqual({
      url: 'mqtt://***@broker/',
    });
  });
});

describe('what JSON cannot hold', () => {
  test('is shown in words, or not at all', () => {
    const circle: Record<string, unknown> = { name: 'circle' };
    circle['self'] = [circle];
    expect(
      redactor.value({
        circle,
        bytes: Buffer.from('hunter2'),
        when: new Date(0),
        big: 12n,
        nan: Number.NaN,
        infinite: -Infinity,
        call: () => 1,
        none: undefined,
      }),
    ).toEqual({
      circle: { name: 'circle', self: ['[circular]'] },
      bytes: '[7 bytes]',
      when: '1970-01-01T00:00:00.000Z',
      big: '12',
      nan: 'NaN',
      infinite: '-Infinity',
    });
  });

  test('the same object twice is not a circle', () => {
    const shared = { a: 1 };
    expect(redactor.value([shared, shared])).toEqual([shared, shared]);
  });

  test('ends at some depth', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(50)}1${']'.repeat(50)}`);
    expect(JSON.stringify(redactor.value(deep))).toBe('[[[[[[[["[too deep]"]]]]]]]]');
  });
});

test('whatever is logged, the secret is not in it, and the original stays as it is', () => {
  const secretMember = fc.constantFrom('password', 'api_key', 'token', 'wifis', 'wak').map((name) => ({
    [name]: 'hunter2',
  }));
  const facts = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      secretMember,
      fc.constant(Object.assign(new Error('mqtt://u:hunter2@broker'), { code: 'X' })),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(fc.string(), tie('node'), { maxKeys: 3 }),
      fc.array(tie('node'), { maxLength: 3 }).map((items) => new Map(items.entries())),
    ),
  })).node;
  fc.assert(
    fc.property(facts, (original) => {
      const before = JSON.stringify(original);
      expect(JSON.stringify(redactor.value(original)) ?? '').not.toContain('hunter2');
      expect(JSON.stringify(original)).toBe(before);
    }),
  );
});
