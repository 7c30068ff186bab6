import type { FirmwareVersion } from './firmware.js';

/** How one charger differs from others of its kind, for good. */
export interface ChargerQuirks {
  readonly firmware: FirmwareVersion;
  /** Keys that it does not have: `psm` on some, `cus` `lck` `cbl` `ust` on models without a socket. */
  readonly lacking: readonly string[];
  /** Answers HTTP 400, with all the other values, when a filter names a key that it does not have. */
  readonly unknownFilterIs400: boolean;
  /** Resets the connection when a filter names more keys. */
  readonly maxFilterKeys: number;
}

export const DEFAULT_QUIRKS: ChargerQuirks = {
  firmware: '60.3',
  lacking: [],
  unknownFilterIs400: false,
  maxFilterKeys: 60,
};
