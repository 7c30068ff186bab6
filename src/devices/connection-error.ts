import { DeviceError } from './device-error.js';

/** What the system's error codes mean for the owner of the house. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses the connection. Is this the right address and port, and is the device running?',
  ECONNRESET: 'closed the connection before it answered.',
  EPIPE: 'closed the connection before it answered.',
  ENOTFOUND: 'is not known in this network. Is the name right? Its IP address works without a name server.',
  EAI_AGAIN: 'could not be looked up: the name server does not answer.',
  EHOSTUNREACH: 'cannot be reached. Has the device power and Wi-Fi, and is the address right?',
  EHOSTDOWN: 'cannot be reached. Has the device power and Wi-Fi, and is the address right?',
  ENETUNREACH: 'is in a network that cannot be reached from here.',
  ETIMEDOUT: 'does not accept the connection. Has the device power and Wi-Fi, and is the address right?',
};

/** @param cause the system's error, whose `code` says what happened; it must not hold secrets */
export function connectionError(host: string, cause: unknown): DeviceError {
  const code = systemCode(cause);
  const details = { cause, context: { host, code } };
  if (code?.startsWith('HPE_')) {
    const message = `${host} answers, but not in HTTP. Is this the right address and port?`;
    return new DeviceError('invalid_response', message, details);
  }
  const words = WORDS[code ?? ''] ?? `could not be reached (${code ?? 'no error code'}).`;
  return new DeviceError('unreachable', `${host} ${words}`, details);
}

function systemCode(cause: unknown): string | undefined {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return undefined;
  return typeof cause.code === 'string' ? cause.code : undefined;
}
