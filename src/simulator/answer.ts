import type { CommonFault } from './faults.js';

/** A request as the simulated devices see it. */
export interface DeviceRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** @param name in lower case */
  header(name: string): string | undefined;
}

export interface HttpResponse {
  readonly kind: 'response';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Time of the clock before the answer begins. */
  readonly delayMs?: number;
}

/** What happens on the connection. */
export type Answer = HttpResponse | { readonly kind: 'reset' } | { readonly kind: 'hang' };

/** A device without a socket: requests in, answers out. */
export type DeviceApi = (request: DeviceRequest) => Answer;

export const RESET: Answer = { kind: 'reset' };
export const HANG: Answer = { kind: 'hang' };

const WEB_PAGE = '<!DOCTYPE html><html><head><title>It works</title></head><body>It works</body></html>';

export function response(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): HttpResponse {
  return { kind: 'response', status, headers, body };
}

/** Lays the faults of the connection and of the text over an answer that is otherwise right. */
export function disturb(
  answer: HttpResponse,
  faults: Pick<ReadonlySet<CommonFault>, 'has'>,
  slowMs: number,
): Answer {
  const late = faults.has('slow') ? { ...answer, delayMs: slowMs } : answer;
  if (faults.has('unauthorized')) return { ...late, status: 401, body: '' };
  if (faults.has('not_found')) return { ...late, status: 404, body: '' };
  if (faults.has('server_error')) return { ...late, status: 500, body: 'Internal Server Error' };
  if (faults.has('not_json')) {
    return { ...late, headers: { ...late.headers, 'Content-Type': 'text/html' }, body: WEB_PAGE };
  }
  if (faults.has('cut_off')) return { ...late, body: late.body.slice(0, Math.floor(late.body.length / 2)) };
  return late;
}
