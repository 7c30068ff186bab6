import { describe, expect, it } from 'vitest';
import { connectionError } from '../../src/devices/connection-error.js';

const systemError = (code: string) => Object.assign(new Error('system'), { code });

describe('connectionError', () => {
  it.each([
    ['ECONNREFUSED', 'unreachable', 'refuses the connection'],
    ['ECONNRESET', 'unreachable', 'closed the connection'],
    ['EPIPE', 'unreachable', 'closed the connection'],
    ['ENOTFOUND', 'unreachable', 'is not known in this network'],
    ['EAI_AGAIN', 'unreachable', 'the name server does not answer'],
    ['EHOSTUNREACH', 'unreachable', 'Has the device power and Wi-Fi'],
    ['EHOSTDOWN', 'unreachable', 'Has the device power and Wi-Fi'],
    ['ENETUNREACH', 'unreachable', 'network that cannot be reached'],
    ['ETIMEDOUT', 'unreachable', 'does not accept the connection'],
    ['CERT_HAS_EXPIRED', 'unreachable', 'could not be reached (CERT_HAS_EXPIRED)'],
    ['HPE_INVALID_CONSTANT', 'invalid_response', 'not in HTTP'],
  ])('explains %s', (code, deviceCode, words) => {
    const cause = systemError(code);
    const error = connectionError('192.168.1.50', cause);
    expect(error).toMatchObject({ code: deviceCode, cause, retryable: true });
    expect(error.message).toContain('192.168.1.50');
    expect(error.message).toContain(words);
  });

  it.each([[undefined], ['text'], [{ code: 5 }]])('needs no code: %j', (cause) => {
    expect(connectionError('meter', cause).message).toBe('meter could not be reached (no error code).');
  });
});
