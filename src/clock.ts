/** Time as a port: the only source of time for everything but the outermost shell. */
export interface Clock {
  /** Wall time in milliseconds since 1970, UTC. */
  now(): number;

  /**
   * Waits for `ms` milliseconds of this clock's time.
   * @throws the signal's reason as soon as it is aborted
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
