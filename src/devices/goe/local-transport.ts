import { DeviceError } from '../device-error.js';
import { deviceUrl } from '../device-url.js';
import type { HttpAnswer, HttpPort } from '../http-port.js';
import { capital } from '../words.js';
import { createHttpTransport, wordsOf } from './http-transport.js';
import type { GoeTransport } from './transport.js';

export interface LocalAddress {
  /** `192.168.1.60`, a name, `host:port`, or with `http://`. */
  readonly host: string;
  readonly timeoutMs: number;
}

/**
 * The charger's own HTTP API v2 in the home network.
 * @throws DeviceError when `host` is no address
 */
export function createLocalTransport({ host, timeoutMs }: LocalAddress, http: HttpPort): GoeTransport {
  const who = `the charger at ${deviceUrl(host, '/').host}`;
  const url = (path: string) => deviceUrl(host, path);
  return createHttpTransport({ url, timeoutMs, who, failure: (answer) => failure(answer, who) }, http);
}

function failure(answer: HttpAnswer, who: string): DeviceError {
  const { status } = answer;
  const details = { context: { status } };
  const subject = capital(who);
  if (status === 404) {
    return new DeviceError(
      'not_found',
      `${subject} does not offer its local API (HTTP 404). Allow "HTTP API v2" in the settings of the go-e app ` +
        '(advanced or API settings), or check whether this is the address of another device.',
      details,
    );
  }
  if (status === 401 || status === 403) {
    return new DeviceError(
      'unauthorized',
      `${subject} refuses the request (HTTP ${status}). Switch off the password of its HTTP API in the go-e app.`,
      details,
    );
  }
  const words = wordsOf(answer);
  const said = words === '' ? '' : `: ${words}`;
  if (status >= 500) {
    return new DeviceError('device_failure', `${subject} reports an error (HTTP ${status})${said}`, details);
  }
  return new DeviceError(
    'invalid_response',
    `${subject} answers with the unexpected status HTTP ${status}${said}`,
    details,
  );
}
