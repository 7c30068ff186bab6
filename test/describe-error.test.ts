import { describe, expect, test } from 'vitest';
import { describeError } from '../src/describe-error.js';
import { DeviceError } from '../src/devices/device-error.js';

describe('describeError', () => {
  test('shows an error of the family with code, context and causes, without stacks', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', port: 80 });
    const error = new DeviceError('unreachable', 'The charger cannot be reached.', {
      context: { host: '192.168.1.60' },
      cause: refused,
    });
    expect(describeError(error)).toEqual({
      type: 'DeviceError',
      message: 'The charger cannot be reached.',
      code: 'unreachable',
      retryable: true,
      context: { host: '192.168.1.60' },
      cause: { type: 'Error', message: 'connect ECONNREFUSED', code: 'ECONNREFUSED' },
    });
  });

  test('shows any other error with its stack, and so its causes', () => {
    const inner = new DeviceError('timeout', 'Too slow.');
    const error = new TypeError('x is not a function', { cause: inner });
    expect(describeError(error)).toEqual({
      type: 'TypeError',
      message: 'x is not a function',
      stack: error.stack,
      cause: {
        type: 'DeviceError',
        message: 'Too slow.',
        code: 'timeout',
        retryable: true,
        stack: inner.stack,
      },
    });
  });

  test('shows the errors that an aggregate holds', () => {
    const error = new DeviceError('unreachable', 'No address answers.', {
      cause: new AggregateError([Object.assign(new Error('v6'), { code: 'EHOSTUNREACH' }), new Error('v4')]),
    });
    expect(describeError(error)).toMatchObject({
      cause: { type: 'AggregateError', errors: [{ message: 'v6', code: 'EHOSTUNREACH' }, { message: 'v4' }] },
    });
  });

  test('shows a cause that is no error as it is', () => {
    expect(describeError(new DeviceError('timeout', 'x', { cause: 'why' }))).toMatchObject({ cause: 'why' });
  });

  test('ends with a chain of causes that does not end', () => {
    const error = new Error('round');
    error.cause = error;
    expect(JSON.stringify(describeError(error)).match(/"message":"round"/g)).toHaveLength(6);
  });
});
