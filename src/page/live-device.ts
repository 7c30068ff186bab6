/** A device as the last event of `/api/v1/live` told it. */
export interface LiveDevice {
  readonly id: string;
  readonly online: boolean;
  /** ISO time; null: no reading yet. */
  readonly received_at: string | null;
  /** Key → value of the device's snapshot. */
  readonly values: Readonly<Record<string, unknown>>;
}

export interface LiveState {
  readonly connected: boolean;
  readonly devices: ReadonlyMap<string, LiveDevice>;
}

/** A number of a device's snapshot; undefined when it is missing or no number. */
export function numberOf(device: LiveDevice | undefined, key: string): number | undefined {
  const value = device?.values[key];
  return typeof value === 'number' ? value : undefined;
}

export function textOf(device: LiveDevice | undefined, key: string): string | undefined {
  const value = device?.values[key];
  return typeof value === 'string' ? value : undefined;
}
