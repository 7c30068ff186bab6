import { MqttError, type MqttErrorCode } from './mqtt-error.js';

/** What the words about a problem may name. */
export interface ConnectionFacts {
  /** The broker's URL without user and password. */
  readonly broker: string;
  readonly clientId: string;
  readonly username?: string;
  /** Whether it ended before the broker had answered. */
  readonly unanswered?: boolean;
}

type Explanation = readonly [code: MqttErrorCode, words: (facts: ConnectionFacts) => string];

const UNAUTHORIZED: Explanation = [
  'unauthorized',
  ({ broker, username }) =>
    username === undefined
      ? `The broker at ${broker} wants a user name and a password: set them for this broker.`
      : `The broker at ${broker} refuses user "${username}": check the name and the password, here and at the broker.`,
];
const PROTOCOL_REFUSED: Explanation = [
  'protocol_refused',
  ({ broker }) => `The broker at ${broker} does not speak this version of MQTT: set the protocol to auto.`,
];
const CLIENT_ID_REFUSED: Explanation = [
  'client_id_refused',
  ({ broker, clientId }) =>
    `The broker at ${broker} refuses the client id "${clientId}": choose another one.`,
];
const UNAVAILABLE: Explanation = [
  'unavailable',
  ({ broker }) => `The broker at ${broker} takes no connections now: it starts, stops or is overloaded.`,
];
const UNKNOWN_HOST: Explanation = [
  'unknown_host',
  ({ broker }) => `The host of ${broker} is unknown: check the name, or use its IP address.`,
];
const UNREACHABLE: Explanation = [
  'unreachable',
  ({ broker }) => `The broker at ${broker} cannot be reached: is it on, and in this network?`,
];
const NO_TLS: Explanation = [
  'no_tls',
  ({ broker }) => `${broker} does not speak TLS: use its TLS port, or mqtt:// (ws://) for this port.`,
];
const TAKEN_OVER: Explanation = [
  'taken_over',
  ({ broker, clientId }) =>
    `Another program connected to ${broker} with the client id "${clientId}": every program needs its own.`,
];
const HUNG_UP: Explanation = [
  'hung_up',
  ({ broker }) =>
    `${broker} hangs up without an answer: is this the right port, with (mqtts://) or without TLS?`,
];
const LOST: Explanation = [
  'connection_lost',
  ({ broker }) => `The connection to the broker at ${broker} was lost.`,
];

/** Return codes of MQTT 3.1.1 (3.2.2.3) and reason codes of MQTT 5 (2.4). */
const BY_REASON: Readonly<Record<number, Explanation>> = {
  1: PROTOCOL_REFUSED,
  2: CLIENT_ID_REFUSED,
  3: UNAVAILABLE,
  4: UNAUTHORIZED,
  5: UNAUTHORIZED,
  132: PROTOCOL_REFUSED,
  133: CLIENT_ID_REFUSED,
  134: UNAUTHORIZED,
  135: UNAUTHORIZED,
  136: UNAVAILABLE,
  137: UNAVAILABLE,
  138: UNAUTHORIZED,
  139: UNAVAILABLE,
  142: TAKEN_OVER,
};

const BY_NAME: Readonly<Record<string, Explanation>> = {
  ENOTFOUND: UNKNOWN_HOST,
  EAI_AGAIN: UNKNOWN_HOST,
  ECONNREFUSED: [
    'connection_refused',
    ({ broker }) => `Nothing listens at ${broker}: is the broker running, and is this its port?`,
  ],
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'untrusted_certificate',
    ({ broker }) =>
      `The certificate at ${broker} is for another host name: connect with the name that is in it.`,
  ],
  CERT_HAS_EXPIRED: [
    'untrusted_certificate',
    ({ broker }) => `The certificate at ${broker} has expired: renew it at the broker.`,
  ],
};

/** Names come from OpenSSL, by way of Node. The first that fits counts. */
const BY_PATTERN: readonly (readonly [RegExp, Explanation])[] = [
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/, NO_TLS],
  [
    /^ERR_SSL_.*(ALERT|CERTIFICATE_REQUIRED)/,
    [
      'client_certificate',
      ({ broker }) => `The broker at ${broker} refuses our client certificate, or wants one and has none.`,
    ],
  ],
  [
    /^ERR_OSSL|^ERR_CRYPTO/,
    [
      'invalid_certificate_file',
      () =>
        'The CA, the client certificate or its key is not readable PEM, or certificate and key do not match.',
    ],
  ],
  [
    /CERT|SELF_SIGNED|^UNABLE_TO_|^HOSTNAME_MISMATCH|^INVALID_/,
    [
      'untrusted_certificate',
      ({ broker }) =>
        `The certificate at ${broker} is not signed by a CA that we trust: give us the file of your CA.`,
    ],
  ],
];

const BY_MESSAGE: readonly (readonly [RegExp, Explanation])[] = [
  [/before secure TLS connection/, NO_TLS],
  [/timeout/i, ['timeout', ({ broker }) => `The broker at ${broker} did not answer in time.`]],
  [
    /unexpected server response|header flag|protocol error|invalid (protocol|header)|socket hang up/i,
    ['not_a_broker', ({ broker }) => `What answers at ${broker} is not an MQTT broker: check port and path.`],
  ],
];

/** The words for the owner about why there is no connection. `error` is what the library or Node said, if anything. */
export function connectionProblem(error: unknown, facts: ConnectionFacts): MqttError {
  const [code, words] = explanationOf(error) ?? (facts.unanswered ? HUNG_UP : LOST);
  const detail = error instanceof Error ? error.message : undefined;
  return new MqttError(code, words(facts), { cause: error, context: { broker: facts.broker, detail } });
}

function explanationOf(error: unknown): Explanation | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'number') return BY_REASON[code];
  const named = typeof code === 'string' ? (BY_NAME[code] ?? firstFit(BY_PATTERN, code)) : undefined;
  return named ?? firstFit(BY_MESSAGE, error.message);
}

function firstFit(table: readonly (readonly [RegExp, Explanation])[], text: string): Explanation | undefined {
  return table.find(([pattern]) => pattern.test(text))?.[1];
}
