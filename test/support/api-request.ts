export interface ApiRequest {
  /** Default: GET, or POST with a body. */
  readonly method?: string;
  /** An object is sent as JSON, a text as it is. */
  readonly body?: unknown;
  /** A secret; null: none. Default: the key of `startApi`. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiAnswer<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Of the answer; undefined when it is empty or no JSON. */
  readonly json: T;
}

export async function send<T>(url: URL, { method, body, key, headers }: ApiRequest): Promise<ApiAnswer<T>> {
  const answer = await fetch(url, {
    ...(method !== undefined && { method }),
    redirect: 'manual',
    headers: {
      ...(typeof key === 'string' && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') === true && text !== '';
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    json: (isJson ? JSON.parse(text) : undefined) as T,
  };
}
