import type { Datapoint } from '../../devices/datapoint.js';

/** What distinguishes one firmware of the charger from another. */
export interface Firmware {
  /** `fwv`. */
  readonly version: string;
  /** `fwv` after an update. */
  readonly nextVersion: string;
  has(row: Datapoint): boolean;
  /** Keys that this firmware shows but does not let anybody write. */
  readonly readOnly: ReadonlySet<string>;
  /** Codes that this firmware still shows as true and false. */
  readonly booleans: ReadonlySet<string>;
}

/** `source` of the rows that newer firmwares no longer have. `psm` stays: its source says more than this. */
const OLDER = 'older firmware';

const CURRENT: Firmware = {
  version: '60.3',
  nextVersion: '60.4',
  has: (row) => row.source !== OLDER,
  readOnly: new Set(),
  booleans: new Set(),
};

/** The firmware of 2022 whose messages were recorded (`go-e/mqtt-capture-053.1.log`). */
const OLD: Firmware = {
  version: '053.1',
  nextVersion: '054.0',
  has: (row) => row.source === 'seed' || row.source.startsWith(OLDER),
  readOnly: new Set(['fsp']),
  booleans: new Set(['bac', 'sdp']),
};

export const FIRMWARES = { '60.3': CURRENT, '053.1': OLD } as const;
export type FirmwareVersion = keyof typeof FIRMWARES;
