import { DeviceError } from './device-error.js';

/**
 * The URL of a path on a device, from what the owner calls its address: `192.168.1.50`, `poweropti`, `host:8080`,
 * `[fe80::1]` or `http://host`.
 * @throws DeviceError `unreachable` when that is no address
 */
export function deviceUrl(host: string, path: string): URL {
  const base = /^https?:\/\//i.test(host) ? host : `http://${host}`;
  try {
    return new URL(path, base);
  } catch {
    throw new DeviceError('unreachable', `"${host}" is not an address. Write 192.168.1.50, or a host name.`);
  }
}
