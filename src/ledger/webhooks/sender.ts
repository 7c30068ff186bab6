import { lookup } from 'node:dns';
import got, { type Options, RequestError, TimeoutError } from 'got';
import { publicLookup } from './public-lookup.js';
import type { Attempt } from './retry.js';
import { SIGNATURE_HEADER, signatureOf } from './signature.js';
import { urlProblem } from './target.js';

/** As long as the CSMS documentation gives a receiver. */
const TIMEOUT_MS = 30_000;

/** One attempt to deliver a message. */
export type SendWebhook = (message: OutgoingWebhook, signal: AbortSignal) => Promise<Attempt>;

export interface OutgoingWebhook {
  readonly url: string;
  readonly secret: string;
  readonly body: string;
  /** Identifies the delivery, the same at every attempt. */
  readonly deliveryId: string;
}

export interface SenderOptions {
  readonly version: string;
  /** Whether private addresses and `http://` are allowed. */
  readonly allowPrivate: boolean;
  /** How long a receiver may take, ms. */
  readonly timeoutMs?: number;
}

/**
 * Webhooks over HTTP. Redirects are not followed, answers are not read, and the address is judged where the connection
 * is made, so that a name cannot point elsewhere between the check and the call.
 */
export function createWebhookSender({
  version,
  allowPrivate,
  timeoutMs = TIMEOUT_MS,
}: SenderOptions): SendWebhook {
  return async ({ url, secret, body, deliveryId }, signal) => {
    const problem = urlProblem(url, allowPrivate);
    if (problem !== undefined) return { error: `The address ${problem}.` };
    const stream = got.stream.post(url, {
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': `wattbridge/${version}`,
        'x-wattbridge-delivery': deliveryId,
        [SIGNATURE_HEADER]: signatureOf(body, secret),
      },
      timeout: { request: timeoutMs },
      signal,
      retry: { limit: 0 },
      followRedirect: false,
      throwHttpErrors: false,
      agent: { http: false, https: false },
      ...(!allowPrivate && { dnsLookup: publicLookup(lookup) as Options['dnsLookup'] }),
    });
    return new Promise((resolve) => {
      stream.once('response', ({ statusCode }: { statusCode: number }) => {
        stream.destroy();
        resolve({ status: statusCode });
      });
      stream.once('error', (error: unknown) => resolve({ error: wordsOf(error, timeoutMs) }));
    });
  };
}

const WORDS: Readonly<Record<string, string>> = {
  private_address: 'The name leads into a private network, which `api.private_webhooks` would allow.',
  ENOTFOUND: 'The name of the receiver is unknown.',
  EAI_AGAIN: 'The name of the receiver cannot be looked up now.',
  ECONNREFUSED: 'Nothing listens at the address of the receiver.',
  ECONNRESET: 'The receiver ended the connection.',
  EHOSTUNREACH: 'There is no route to the receiver.',
  ENETUNREACH: 'There is no route to the receiver.',
};

function wordsOf(error: unknown, timeoutMs: number): string {
  if (error instanceof TimeoutError) return `The receiver did not answer within ${timeoutMs / 1000} s.`;
  const code = error instanceof RequestError ? error.code : '';
  if (WORDS[code] !== undefined) return WORDS[code];
  return /CERT|TLS|SSL/.test(code)
    ? `The receiver's certificate is not trusted (${code}).`
    : `The message could not be sent (${code || 'unknown'}).`;
}
