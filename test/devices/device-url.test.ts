import { describe, expect, it } from 'vitest';
import { deviceUrl } from '../../src/devices/device-url.js';
import { deviceErrorIn } from './support/device-errors.js';

describe('deviceUrl', () => {
  it.each([
    ['192.168.1.50', 'http://192.168.1.50/value'],
    ['poweropti', 'http://poweropti/value'],
    ['localhost:8080', 'http://localhost:8080/value'],
    ['[fe80::1]', 'http://[fe80::1]/value'],
    ['http://192.168.1.50', 'http://192.168.1.50/value'],
    ['http://192.168.1.50/', 'http://192.168.1.50/value'],
    ['HTTPS://example.org', 'https://example.org/value'],
  ])('makes %s a URL', (host, url) => expect(deviceUrl(host, '/value').href).toBe(url));

  it.each(['', 'a b', 'host:port', 'http://'])('refuses %j', (host) => {
    expect(deviceErrorIn(() => deviceUrl(host, '/value'))).toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('is not an address'),
    });
  });
});
