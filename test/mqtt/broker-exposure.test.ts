import { describe, expect, it } from 'vitest';
import {
  ANONYMOUS_ACCESS,
  checkExposure,
  isLoopback,
  isOriginAllowed,
} from '../../src/mqtt/broker-exposure.js';

describe('isLoopback', () => {
  it.each(['127.0.0.1', '127.8.9.10', 'localhost', '::1'])('%s is', (host) =>
    expect(isLoopback(host)).toBe(true),
  );

  it.each(['0.0.0.0', '::', '192.168.1.10', '127.0.0.1.example.org', '1127.0.0.1', 'localhost.lan', ''])(
    '%j is not',
    (host) => expect(isLoopback(host)).toBe(false),
  );
});

describe('checkExposure', () => {
  const users = [{ name: 'anna' }];

  it.each([
    ['this machine without users', { host: '127.0.0.1', users: [] }],
    ['this machine with users', { host: '127.0.0.1', users }],
    ['the network with users', { host: '0.0.0.0', users }],
    [
      'the network without users, in so many words',
      { host: '::', users: [], anonymousAccess: ANONYMOUS_ACCESS },
    ],
  ])('allows %s', (_what, exposure) => expect(() => checkExposure(exposure)).not.toThrow());

  it.each([undefined, '', 'yes', 'true', `${ANONYMOUS_ACCESS}!`, ANONYMOUS_ACCESS.toUpperCase()])(
    'refuses the network without users, when anonymous access is %j',
    (anonymousAccess) => {
      const check = () =>
        checkExposure({
          host: '0.0.0.0',
          users: [],
          ...(anonymousAccess !== undefined && { anonymousAccess }),
        });
      expect(check).toThrow(expect.objectContaining({ code: 'users_required', retryable: false }));
    },
  );
});

describe('isOriginAllowed', () => {
  it.each([undefined, 'http://localhost:8080', 'http://127.0.0.1', 'https://[::1]:1'])(
    'lets %j in without users',
    (origin) => expect(isOriginAllowed(origin, false)).toBe(true),
  );

  it.each(['https://evil.example', 'http://192.168.1.10', 'http://localhost.evil.example', 'null', ''])(
    'keeps %j out, unless it has to log in',
    (origin) => {
      expect(isOriginAllowed(origin, false)).toBe(false);
      expect(isOriginAllowed(origin, true)).toBe(true);
    },
  );
});
