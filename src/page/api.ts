/** The REST API as the page calls it: same origin, signed in by cookie. */

/** A refusal of the API. */
export class ApiFailure extends Error {
  constructor(
    /** HTTP status; 0: the server could not be reached. */
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** @throws ApiFailure */
export async function call<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const response = await reach(method, path, body);
  if (response.status === 204) return undefined as T;
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer as T;
  const { code = 'internal', message = response.statusText } =
    (answer as { error?: { code?: string; message?: string } } | undefined)?.error ?? {};
  if (response.status === 401) tellSignedOut();
  throw new ApiFailure(response.status, code, message);
}

export const get = <T>(path: string): Promise<T> => call<T>('GET', path);

async function reach(method: Method, path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      // The server takes a cookie for changes only together with this header, which no other site can send.
      headers: {
        'x-wattbridge-page': '1',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiFailure(0, 'unreachable', 'wattbridge cannot be reached.');
  }
}

let listener = (): void => undefined;

/** Called when the server no longer knows the key. */
export function onSignedOut(wanted: () => void): void {
  listener = wanted;
}

export const tellSignedOut = (): void => listener();

/** What was thrown, as a refusal. */
export const failureOf = (error: unknown): ApiFailure =>
  error instanceof ApiFailure ? error : new ApiFailure(0, 'internal', String(error));
