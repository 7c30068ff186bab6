import got, { AbortError, ReadError, type Request, RequestError, TimeoutError } from 'got';
import { connectionError } from './connection-error.js';
import { DeviceError } from './device-error.js';
import type { HttpAnswer, HttpOptions, HttpPort } from './http-port.js';

const DEFAULT_MAX_BYTES = 1024 * 1024;

/** The HTTP port on `got`. Devices close every connection and have few: no retries, no keep-alive, no redirects. */
export function createHttp(): HttpPort {
  return {
    async get(url, options) {
      try {
        return await receive(request(url, options), url.host, options.maxBytes ?? DEFAULT_MAX_BYTES);
      } catch (error) {
        throw asDeviceError(error, url.host, options.timeoutMs);
      }
    },
  };
}

function request(url: URL, { headers, timeoutMs, signal }: HttpOptions): Request {
  return got.stream(url, {
    headers: { 'user-agent': 'wattbridge', ...headers },
    timeout: { request: timeoutMs },
    signal,
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    decompress: false,
    agent: { http: false, https: false },
  });
}

async function receive(stream: Request, host: string, maxBytes: number): Promise<HttpAnswer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge(host, maxBytes);
      chunks.push(chunk);
    }
  } finally {
    // Only this lets go of the signal, which lives as long as the bridge.
    stream.destroy();
  }
  const { statusCode = 0, headers = {} } = stream.response ?? {};
  return { status: statusCode, headers, body: Buffer.concat(chunks).toString('utf8') };
}

function tooLarge(host: string, maxBytes: number): DeviceError {
  return new DeviceError(
    'invalid_response',
    `The answer of ${host} is larger than ${maxBytes} bytes. Is this the address of another device?`,
    { context: { host, maxBytes } },
  );
}

/** The errors of `got` hold the request with its headers and its URL: only what lies beneath is kept as cause. */
function asDeviceError(error: unknown, host: string, timeoutMs: number): DeviceError {
  if (error instanceof DeviceError) return error;
  const cause = error instanceof RequestError ? error.cause : error;
  const details = { cause, context: { host } };
  if (error instanceof TimeoutError) {
    return new DeviceError('timeout', `${host} did not answer within ${timeoutMs / 1000} s.`, details);
  }
  if (error instanceof AbortError) {
    return new DeviceError('unreachable', `The request to ${host} was given up.`, details);
  }
  if (error instanceof ReadError) {
    return new DeviceError('unreachable', `The answer of ${host} was cut off.`, details);
  }
  return connectionError(host, cause);
}
