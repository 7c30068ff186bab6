import { describe, expect, it } from 'vitest';
import { connectionProblem } from '../../src/mqtt/connection-problem.js';
import { MQTT_ERRORS } from '../../src/mqtt/mqtt-error.js';

const FACTS = { broker: 'mqtt://broker:1883', clientId: 'me', username: 'anna' };

function error(code: string | number, message = 'words of the library'): Error {
  return Object.assign(new Error(message), { code });
}

describe('connectionProblem', () => {
  it.each([
    [error(1), 'protocol_refused'],
    [error(2), 'client_id_refused'],
    [error(3), 'unavailable'],
    [error(4), 'unauthorized'],
    [error(5), 'unauthorized'],
    [error(132), 'protocol_refused'],
    [error(133), 'client_id_refused'],
    [error(134), 'unauthorized'],
    [error(135), 'unauthorized'],
    [error(137), 'unavailable'],
    [error(142), 'taken_over'],
    [error(255), 'connection_lost'],
    [error('ENOTFOUND'), 'unknown_host'],
    [error('EAI_AGAIN'), 'unknown_host'],
    [error('ECONNREFUSED'), 'connection_refused'],
    [error('EHOSTUNREACH'), 'unreachable'],
    [error('ETIMEDOUT'), 'unreachable'],
    [error('ECONNRESET', 'read ECONNRESET'), 'connection_lost'],
    [
      error('ECONNRESET', 'Client network socket disconnected before secure TLS connection was established'),
      'no_tls',
    ],
    [error('ERR_SSL_WRONG_VERSION_NUMBER'), 'no_tls'],
    [error('ERR_TLS_CERT_ALTNAME_INVALID'), 'untrusted_certificate'],
    [error('CERT_HAS_EXPIRED'), 'untrusted_certificate'],
    [error('SELF_SIGNED_CERT_IN_CHAIN'), 'untrusted_certificate'],
    [error('DEPTH_ZERO_SELF_SIGNED_CERT'), 'untrusted_certificate'],
    [error('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'untrusted_certificate'],
    [error('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'), 'client_certificate'],
    [error('ERR_SSL_TLSV1_ALERT_UNKNOWN_CA'), 'client_certificate'],
    [error('ERR_OSSL_PEM_NO_START_LINE'), 'invalid_certificate_file'],
    [error('ERR_OSSL_X509_KEY_VALUES_MISMATCH'), 'invalid_certificate_file'],
    [new Error('connack timeout'), 'timeout'],
    [new Error('Keepalive timeout'), 'timeout'],
    [new Error('Unexpected server response: 404'), 'not_a_broker'],
    [new Error('Invalid header flag bits, must be 0x0 for puback packet'), 'not_a_broker'],
    [new Error('anything else'), 'connection_lost'],
    [undefined, 'connection_lost'],
    ['a string', 'connection_lost'],
  ])('%s is %s', (cause, code) => {
    const problem = connectionProblem(cause, FACTS);
    expect(problem.code).toBe(code);
    expect(problem.cause).toBe(cause);
    expect(Object.keys(MQTT_ERRORS)).toContain(problem.code);
  });

  it('tells a connection that was lost from one that never was', () => {
    expect(connectionProblem(undefined, { ...FACTS, unanswered: true }).code).toBe('hung_up');
    expect(connectionProblem(error('ECONNREFUSED'), { ...FACTS, unanswered: true }).code).toBe(
      'connection_refused',
    );
  });

  it('names what the owner has to look at', () => {
    expect(connectionProblem(error(5), FACTS).message).toMatch(/mqtt:\/\/broker:1883 refuses user "anna"/);
    expect(connectionProblem(error(5), { broker: 'b', clientId: 'me' }).message).toMatch(/wants a user name/);
    expect(connectionProblem(error(142), FACTS).message).toContain('"me"');
  });

  it('says whether waiting may help', () => {
    expect(connectionProblem(error('ECONNREFUSED'), FACTS).retryable).toBe(true);
    expect(connectionProblem(error(5), FACTS).retryable).toBe(false);
  });
});
