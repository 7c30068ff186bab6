import { DeviceError, type DeviceErrorCode } from '../device-error.js';
import { deviceUrl } from '../device-url.js';
import type { HttpAnswer, HttpPort } from '../http-port.js';
import { createHttpTransport, wordsOf } from './http-transport.js';
import type { GoeTransport } from './transport.js';

export interface CloudAddress {
  /** Serial number as on the charger's card. */
  readonly serial: string;
  /** Token of the cloud API, from the go-e app. */
  readonly token: string;
  readonly timeoutMs: number;
  /** Default `https://<serial>.api.v3.go-e.io`. */
  readonly baseUrl?: string;
}

const WHO = 'the go-e cloud';

/** The same API through the manufacturer's cloud, for chargers that the home network does not reach. */
export function createCloudTransport(address: CloudAddress, http: HttpPort): GoeTransport {
  const { serial, token, timeoutMs, baseUrl = `https://${serial}.api.v3.go-e.io` } = address;
  const headers = { Authorization: `Bearer ${token}` };
  deviceUrl(baseUrl, '/');
  return createHttpTransport(
    { url: (path) => deviceUrl(baseUrl, path), headers, timeoutMs, who: WHO, failure },
    http,
  );
}

/** Statuses that have words of their own. */
const FAILURES: Readonly<Record<number, readonly [DeviceErrorCode, string]>> = {
  401: ['unauthorized', 'The go-e cloud refuses the token (HTTP 401). Make a new one in the go-e app.'],
  403: [
    'offline',
    'The go-e cloud cannot reach the charger (HTTP 403): it is offline, or its cloud API is not enabled in the go-e app.',
  ],
  404: ['not_found', 'The go-e cloud has no data of this charger (HTTP 404). Is the serial number right?'],
  429: ['device_failure', 'The go-e cloud is asked too often (HTTP 429). Set a longer interval.'],
};

function failure(answer: HttpAnswer): DeviceError {
  const { status } = answer;
  const details = { context: { status } };
  const known = FAILURES[status];
  if (known !== undefined) return new DeviceError(known[0], known[1], details);
  const words = wordsOf(answer);
  const said = words === '' ? '' : `: ${words}`;
  return new DeviceError(
    status >= 500 ? 'device_failure' : 'invalid_response',
    `The go-e cloud answers with HTTP ${status}${said}`,
    details,
  );
}
