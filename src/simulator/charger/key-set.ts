import type { Datapoint } from '../../devices/datapoint.js';
import { GOE_DATAPOINTS } from '../../devices/goe/catalogue.js';
import type { ChargerFault } from '../faults.js';
import { FIRMWARES, type Firmware, type FirmwareVersion } from './firmware.js';

/** Which keys a charger has at the moment. */
export interface KeySet {
  readonly firmware: Firmware;
  /** undefined for a key that the charger does not have. */
  row(key: string): Datapoint | undefined;
  /** Keys that a status shows, in the order of the catalogue. */
  readable(): readonly string[];
}

const ROWS: ReadonlyMap<string, Datapoint> = new Map(GOE_DATAPOINTS.map((row) => [row.key, row]));

/** Keys that come and go from firmware to firmware and from model to model. */
const VANISHING = ['cards', 'psm', 'cbl', 'cus'];

/** @param lacking keys that this charger never has */
export function keySet(
  version: FirmwareVersion,
  lacking: readonly string[],
  faults: ReadonlySet<ChargerFault>,
): KeySet {
  const firmware = FIRMWARES[faults.has('old_firmware') ? '053.1' : version];
  const missing = faults.has('missing_keys') ? [...lacking, ...VANISHING] : lacking;
  const has = (row: Datapoint) => firmware.has(row) && !missing.includes(row.key);
  return {
    firmware,
    row(key) {
      const row = ROWS.get(key);
      return row !== undefined && has(row) ? row : undefined;
    },
    readable: () => GOE_DATAPOINTS.filter((row) => row.access !== 'W' && has(row)).map(({ key }) => key),
  };
}
