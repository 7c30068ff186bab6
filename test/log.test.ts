import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { DeviceError } from '../src/devices/device-error.js';
import { createLogger, type LogOptions } from '../src/log.js';
import { createRecordingLogger } from './support/recording-logger.js';

function capture(options: Partial<LogOptions> & { readonly isTTY?: boolean } = {}) {
  const { isTTY = false, ...given } = options;
  const chunks: string[] = [];
  const stream = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        chunks.push(String(chunk));
        done();
      },
    }),
    { isTTY },
  );
  const log = createLogger({ level: 'info', format: 'auto', stream, ...given });
  return {
    log,
    text: () => chunks.join(''),
    lines: () => chunks.map((chunk) => JSON.parse(chunk) as Record<string, unknown>),
  };
}

describe('JSON', () => {
  test('has level, time, part, facts and message', () => {
    const { log, lines } = capture();
    log.child({ part: 'bridge' }).child({ device: 'charger' }).warn({ key: 'amp' }, 'Refused');
    expect(lines()).toEqual([
      {
        level: 'warn',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        part: 'bridge',
        device: 'charger',
        key: 'amp',
        msg: 'Refused',
      },
    ]);
  });

  test('holds an error with code, context and cause', () => {
    const { log, lines } = capture();
    const err = new DeviceError('timeout', 'No answer.', {
      context: { host: 'a', api_key: 'hunter2' },
      cause: new Error('http://u:hunter2@a timed out'),
    });
    log.error({ err }, 'Poll failed');
    expect(lines()).toMatchObject([
      {
        err: {
          type: 'DeviceError',
          code: 'timeout',
          context: { host: 'a', api_key: '***' },
          cause: { message: 'http://***@a timed out' },
        },
      },
    ]);
  });
});

describe('levels', () => {
  test.each([
    ['trace', ['trace', 'debug', 'info', 'warn', 'error']],
    ['info', ['info', 'warn', 'error']],
    ['error', ['error']],
    ['fatal', []],
  ] as const)('%s lets through %j', (level, shown) => {
    const { log, lines } = capture({ level });
    for (const each of ['trace', 'debug', 'info', 'warn', 'error'] as const) log[each]({}, 'said');
    expect(lines().map((line) => line['level'])).toEqual(shown);
  });

  test('hold for children too', () => {
    const { log, text } = capture({ level: 'error' });
    log.child({ part: 'bridge' }).warn({}, 'said');
    expect(text()).toBe('');
  });
});

describe('secrets', () => {
  test.each(['json', 'pretty'] as const)('are masked in facts, children and messages (%s)', (format) => {
    const { log, text } = capture({ format, secretNames: ['wak'] });
    const child = log.child({ part: 'mqtt', url: 'mqtt://u:hunter2@broker' }).child({ token: 'hunter2' });
    child.info(
      {
        headers: { 'X-API-KEY': 'hunter2', authorization: 'Bearer hunter2' },
        deep: [{ wak: 'hunter2', wifis: [{ ssid: 'hunter2', key: 'hunter2' }] }],
        err: new Error('mqtt://u:hunter2@broker'),
      },
      'Connected to mqtt://u:hunter2@broker?token=hunter2',
    );
    expect(text()).toContain('Connected to mqtt://***@broker?token=***');
    expect(text()).not.toContain('hunter2');
  });
});

describe('in a terminal', () => {
  test('a line has the time, the level, the part, the message and the facts', () => {
    const { log, text } = capture({ format: 'pretty' });
    log.child({ part: 'bridge' }).info({ device: 'charger', amp: 16 }, 'Written');
    log.info({}, 'No part');
    expect(text()).toMatch(
      /^\[\d\d:\d\d:\d\d\] INFO: bridge: Written \{"device":"charger","amp":16\}\n\[.{8}\] INFO: No part\n$/,
    );
  });

  test('an error is shown with its code', () => {
    const { log, text } = capture({ format: 'pretty' });
    log.warn({ err: new DeviceError('timeout', 'No answer.') }, 'Poll failed');
    expect(text()).toMatch(/WARN: Poll failed *\n.*"code": "timeout"/s);
  });

  test.each([
    ['auto', true, true],
    ['auto', false, false],
    ['pretty', false, true],
    ['json', true, false],
  ] as const)('the format %s, in a terminal %s, is readable: %s', (format, isTTY, readable) => {
    const { log, text } = capture({ format, isTTY });
    log.info({}, 'hello');
    expect(text().startsWith('{')).toBe(!readable);
    // Colours only where they are seen.
    expect(text().includes('\u001b[')).toBe(readable && isTTY);
  });
});

test('the recording logger of the tests keeps lines with the facts of all children', () => {
  const log = createRecordingLogger();
  log.info({ a: 1 }, 'first');
  log.child({ part: 'x', a: 0 }).child({ b: 2 }).warn({ a: 3 }, 'second');
  expect(log.entries).toEqual([
    { level: 'info', message: 'first', facts: { a: 1 } },
    { level: 'warn', message: 'second', facts: { part: 'x', a: 3, b: 2 } },
  ]);
  expect(log.messages('warn')).toEqual(['second']);
});
