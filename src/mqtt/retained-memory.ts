/** What the embedded broker remembers over a restart, as a port. */
export interface RetainedMemory {
  /** What an earlier run left. */
  load(): readonly { readonly topic: string; readonly payload: string }[];

  /** A message was retained; an empty payload removes it. */
  note(topic: string, payload: string): void;

  /** The broker ends: what waits is written. */
  close(): void;
}
