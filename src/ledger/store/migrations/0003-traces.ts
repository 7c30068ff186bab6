import type { Migration } from '../migrate.js';

/** What a charge point did, minute by minute. As with quarters of an hour, time comes first in the key. */
export const traces: Migration = {
  name: '0003-traces',
  sql: `
CREATE TABLE traces (
  minuteMs INTEGER NOT NULL,
  chargePointId TEXT NOT NULL,
  gridW REAL,
  carW REAL NOT NULL,
  solarW REAL NOT NULL,
  setPointA REAL,
  phases INTEGER NOT NULL,
  PRIMARY KEY (minuteMs, chargePointId)
) STRICT, WITHOUT ROWID;
`,
};
