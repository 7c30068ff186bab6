import type { Reading } from '../devices/device.js';
import type { JsonValue } from '../json.js';

/** What is known of one device: every key's last value, and since when a key is missing. */
export interface DeviceState {
  readonly values: ReadonlyMap<string, JsonValue>;
  /** Key → wall time in ms at which an answer first lacked it. The value above is then the last one known. */
  readonly missingSince: ReadonlyMap<string, number>;
  readonly receivedAtMs: number | undefined;
  /** The device's own time of its newest measurement, ms. */
  readonly measuredAtMs: number | undefined;

  /** Merges one answer of the device. */
  apply(reading: Reading): void;
}

export function createDeviceState(): DeviceState {
  const values = new Map<string, JsonValue>();
  const missingSince = new Map<string, number>();
  let receivedAtMs: number | undefined;
  let measuredAtMs: number | undefined;

  function noteMissing(reading: Reading): void {
    for (const key of reading.asked === 'all' ? values.keys() : reading.asked) {
      if (reading.values.has(key)) missingSince.delete(key);
      else if (values.has(key) && !missingSince.has(key)) missingSince.set(key, reading.receivedAtMs);
    }
  }

  return {
    values,
    missingSince,
    get receivedAtMs() {
      return receivedAtMs;
    },
    get measuredAtMs() {
      return measuredAtMs;
    },
    apply(reading) {
      for (const [key, value] of reading.values) {
        values.set(key, value);
        missingSince.delete(key);
      }
      noteMissing(reading);
      receivedAtMs = reading.receivedAtMs;
      if (reading.measuredAtMs !== undefined) measuredAtMs = reading.measuredAtMs;
    },
  };
}
