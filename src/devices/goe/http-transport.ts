import type { WriteAnswer } from '../device.js';
import { DeviceError } from '../device-error.js';
import type { HttpAnswer, HttpPort } from '../http-port.js';
import { capital } from '../words.js';
import { decodeSetAnswer, decodeStatus } from './decode.js';
import type { GoeTransport, GoeValues } from './transport.js';

export interface Endpoint {
  /** The URL of a path below the root of the API, such as `/api/status?filter=amp`. */
  url(path: string): URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** The charger or the cloud in words, for messages. */
  readonly who: string;
  /** The words for a status that is no answer. */
  failure(answer: HttpAnswer): DeviceError;
}

/** What the local API and the cloud API have in common. */
export function createHttpTransport(endpoint: Endpoint, http: HttpPort): GoeTransport {
  const { headers = {}, timeoutMs, who } = endpoint;

  async function get(path: string, signal: AbortSignal): Promise<HttpAnswer> {
    const answer = await http.get(endpoint.url(path), { headers, timeoutMs, signal });
    if (answer.status !== 200 && /couldn't take api lock/i.test(answer.body)) throw busy(who);
    return answer;
  }

  return {
    async status(keys, signal) {
      const answer = await get(statusPath(keys), signal);
      if (answer.status === 200) return decodeStatus(answer.body, who);
      const values = answer.status === 400 ? usableStatus(answer.body, keys) : undefined;
      if (values === undefined) throw endpoint.failure(answer);
      return values;
    },
    async set(values, signal) {
      const answer = await get(setPath(values), signal);
      const keys = [...values.keys()];
      const answers = decodeSetAnswer(answer.body, keys) ?? answerForAll(answer, keys);
      if (answers !== undefined) return answers;
      throw answer.status === 200 ? unreadable(who) : endpoint.failure(answer);
    },
  };
}

function statusPath(keys: readonly string[] | 'all'): string {
  return keys === 'all' ? '/api/status' : `/api/status?filter=${keys.map(encodeURIComponent).join(',')}`;
}

/** Values travel as JSON, so that texts carry their quotes. */
function setPath(values: GoeValues): string {
  const pairs = [...values].map(
    ([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(JSON.stringify(value))}`,
  );
  return `/api/set?${pairs.join('&')}`;
}

/** A model that lacks one of the keys answers HTTP 400 with all the others (go-eCharger-API-v2 #312). */
function usableStatus(body: string, keys: readonly string[] | 'all'): GoeValues | undefined {
  try {
    const values = decodeStatus(body);
    return keys === 'all' || keys.some((key) => values.has(key)) ? values : undefined;
  } catch {
    return undefined;
  }
}

/** The cloud's words without details: 202 accepted without guarantee, 422 all keys rejected. */
function answerForAll(
  answer: HttpAnswer,
  keys: readonly string[],
): ReadonlyMap<string, WriteAnswer> | undefined {
  if (answer.status === 202) return new Map(keys.map((key) => [key, { ok: true }]));
  if (answer.status !== 422) return undefined;
  const reason = wordsOf(answer) || 'the cloud rejected it';
  return new Map(keys.map((key) => [key, { ok: false, reason }]));
}

/** What an answer says in plain text, shortened; empty for web pages. */
export function wordsOf({ body }: HttpAnswer): string {
  const words = body.replace(/\s+/g, ' ').trim();
  return words.startsWith('<') ? '' : words.slice(0, 200);
}

function busy(who: string): DeviceError {
  return new DeviceError(
    'device_failure',
    `${capital(who)} is busy with another request ("couldn't take api lock"). Does anything else ask it all the time?`,
  );
}

function unreadable(who: string): DeviceError {
  return new DeviceError(
    'invalid_response',
    `${capital(who)} answered a write without a word on the keys written.`,
  );
}
