/** Time as a port: the only source of time for everything but the outermost shell. */
export interface Clock {
  /** Wall time in milliseconds since 1970, UTC. */
  now(): number;

  /** Milliseconds since some fixed moment; unlike wall time it never jumps, so durations are measured with it. */
  monotonic(): number;

  /**
   * Waits for `ms` milliseconds of this clock's time.
   * @throws the signal's reason as soon as it is aborted
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
