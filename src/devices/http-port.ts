/** HTTP to devices as a port. The adapter on the `got` package is http.ts; tests use real servers or a fake. */

export interface HttpOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** For the whole exchange: name look-up, connection, answer to its last byte. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** An answer with a larger body is refused; default 1 MiB. */
  readonly maxBytes?: number;
}

export interface HttpAnswer {
  /** Every status is an answer, also 3xx (redirects are not followed), 4xx and 5xx. */
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

export interface HttpPort {
  /**
   * One GET on a connection of its own; never repeated.
   * @throws DeviceError `unreachable` (no connection, connection lost, answer cut off, signal aborted), `timeout`, or
   * `invalid_response` (not HTTP, or larger than `maxBytes`). Only the host of the URL is ever quoted.
   */
  get(url: URL, options: HttpOptions): Promise<HttpAnswer>;
}
