import { type ErrorOptions, WattbridgeError } from '../errors.js';

/**
 * What can go wrong between us and a broker. Problems with the connection are logged under their code and tried again
 * for ever; only `invalid_url` and `invalid_filter` are thrown.
 */
export const MQTT_ERRORS = {
  invalid_url: 'The address of the broker cannot be used.',
  invalid_filter: 'A topic filter breaks the rules of MQTT.',
  unknown_host: 'The name of the broker is unknown in this network.',
  connection_refused: 'Nothing listens at the address of the broker.',
  unreachable: 'The broker cannot be reached: no route, no power, or a firewall.',
  timeout: 'The broker did not answer in time.',
  unauthorized: 'The broker refuses the user name or the password.',
  client_id_refused: 'The broker refuses the client id.',
  taken_over: 'Another program connected with the same client id.',
  protocol_refused: 'The broker does not speak this version of MQTT.',
  unavailable: 'The broker is there but takes no connections now.',
  untrusted_certificate: 'The certificate of the broker is not one that we trust.',
  client_certificate: 'The broker refuses our client certificate, or wants one.',
  invalid_certificate_file:
    'A certificate or key that we were given is not readable PEM, or they do not belong together.',
  no_tls: 'We spoke TLS and the other side did not.',
  not_a_broker: 'Something answers at the address, but it is not an MQTT broker.',
  hung_up: 'The other side ended the connection before it had answered.',
  connection_lost: 'The connection ended without a reason given.',
} as const satisfies Record<string, string>;

export type MqttErrorCode = keyof typeof MQTT_ERRORS;

const NEEDS_THE_OWNER: ReadonlySet<MqttErrorCode> = new Set([
  'invalid_url',
  'invalid_filter',
  'unauthorized',
  'client_id_refused',
  'protocol_refused',
  'untrusted_certificate',
  'client_certificate',
  'invalid_certificate_file',
  'no_tls',
  'not_a_broker',
]);

export class MqttError extends WattbridgeError {
  constructor(
    readonly code: MqttErrorCode,
    message: string,
    options: ErrorOptions = {},
  ) {
    super(message, options);
  }

  get retryable(): boolean {
    return !NEEDS_THE_OWNER.has(this.code);
  }
}
