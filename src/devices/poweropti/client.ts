import { DeviceError } from '../device-error.js';
import { deviceUrl } from '../device-url.js';
import type { HttpAnswer, HttpPort } from '../http-port.js';
import { capital } from '../words.js';

export interface PoweroptiAddress {
  /** `192.168.1.50`, `poweropti`, `host:port`, or with `http://`. */
  readonly host: string;
  /** 20 characters, the 12-character device id of the label, or null for a device that is set to no key. */
  readonly apiKey: string | null;
  readonly timeoutMs: number;
}

/** The one endpoint of the local interface (powerfox local API, sections 4 to 6). */
export interface PoweroptiClient {
  /** The device in words, for messages. */
  readonly who: string;

  /**
   * The body of `GET /value`.
   * @throws DeviceError with words for each status code of section 10, and whatever the HTTP port throws
   */
  value(signal: AbortSignal): Promise<string>;
}

/** @throws DeviceError when `host` is no address */
export function createPoweroptiClient(address: PoweroptiAddress, http: HttpPort): PoweroptiClient {
  const url = deviceUrl(address.host, '/value');
  const who = `the poweropti at ${url.host}`;
  // Without a key the interface wants the word `null` (section 5), which is what String(null) is.
  const headers = { 'X-API-KEY': String(address.apiKey) };
  return {
    who,
    async value(signal) {
      const answer = await http.get(url, { headers, timeoutMs: address.timeoutMs, signal });
      if (answer.status !== 200) throw refusal(answer, who);
      return answer.body;
    },
  };
}

function refusal({ status }: HttpAnswer, who: string): DeviceError {
  const details = { context: { status } };
  if (status === 401) {
    return new DeviceError(
      'unauthorized',
      `${capital(who)} refuses the request (HTTP 401). Either the API key is wrong (it is the 12-character device id ` +
        'on the label unless it was changed to a 20-character key), or the local interface is not enabled ' +
        '(it needs the powerfox PRO Service and firmware v2.02.07 or newer).',
      details,
    );
  }
  if (status === 404) {
    return new DeviceError(
      'not_found',
      `${capital(who)} has no /value (HTTP 404). Is this the address of another device, or the firmware older than v2.02.07?`,
      details,
    );
  }
  if (status >= 500) {
    return new DeviceError(
      'device_failure',
      `${capital(who)} reports an internal error (HTTP ${status}). If it stays, unplug it for a moment.`,
      details,
    );
  }
  return new DeviceError(
    'invalid_response',
    `${capital(who)} answers with the unexpected status HTTP ${status}. Is this the address of another device?`,
    details,
  );
}
