import { type ErrorOptions, WattbridgeError } from '../errors.js';

/**
 * What can go wrong between the bridge and a device. The message of each is specific to the device and says what
 * to do; the code is for programs.
 */
export const DEVICE_ERRORS = {
  unreachable: 'No connection: wrong address, no power, no Wi-Fi, or the connection was reset.',
  timeout: 'The device did not answer in time.',
  unauthorized: 'The device refuses the key or token, or its local interface is not enabled.',
  not_found: 'The device answers, but not at this path: another device, or its API is switched off.',
  device_failure: 'The device reports an internal error (HTTP 5xx).',
  invalid_json: 'The answer is not JSON, or it is cut off.',
  invalid_response: 'The answer is JSON, but not of the form that the device documents.',
  rejected: 'The device understood a write and refused it.',
  offline: 'The cloud says that the device is not connected to it.',
} as const satisfies Record<string, string>;

export type DeviceErrorCode = keyof typeof DEVICE_ERRORS;

const NEEDS_THE_OWNER: ReadonlySet<DeviceErrorCode> = new Set(['unauthorized', 'not_found', 'rejected']);

/** Thrown by device clients; polling goes on after each of them. */
export class DeviceError extends WattbridgeError {
  constructor(
    readonly code: DeviceErrorCode,
    message: string,
    options: ErrorOptions = {},
  ) {
    super(message, options);
  }

  get retryable(): boolean {
    return !NEEDS_THE_OWNER.has(this.code);
  }
}
