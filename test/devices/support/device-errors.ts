import { DeviceError } from '../../../src/devices/device-error.js';

/** The DeviceError that a promise rejects with; whatever else happens fails the test. */
export async function deviceErrorOf(promise: Promise<unknown>): Promise<DeviceError> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  return asDeviceError(outcome);
}

/** The DeviceError that a function throws; whatever else happens fails the test. */
export function deviceErrorIn(action: () => unknown): DeviceError {
  try {
    action();
  } catch (error) {
    return asDeviceError(error);
  }
  return asDeviceError(undefined);
}

function asDeviceError(error: unknown): DeviceError {
  if (error instanceof DeviceError) return error;
  throw new TypeError(`expected a DeviceError, got ${String(error)}`, { cause: error });
}
