import type { Migration } from '../migrate.js';

/**
 * Columns are named as the members of the domain's types, so that a row is what the domain calls it.
 * Times: ms since 1970 UTC. Energy: Wh. Money: major units. Flags: 0 and 1. Lists and values of any shape: JSON.
 */
export const tables: Migration = {
  name: '0001-tables',
  sql: `
CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  hash BLOB NOT NULL UNIQUE,
  scopes TEXT NOT NULL,
  createdAtMs INTEGER NOT NULL,
  lastUsedAtMs INTEGER,
  expiresAtMs INTEGER
) STRICT;

-- totalCost and currency follow billing_entries, so that a list need not add them up.
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  transactionId TEXT NOT NULL UNIQUE,
  chargePointId TEXT NOT NULL,
  startedAtMs INTEGER NOT NULL,
  endedAtMs INTEGER,
  status TEXT NOT NULL,
  userId TEXT,
  energyWh REAL NOT NULL,
  solarWh REAL NOT NULL,
  gridWh REAL NOT NULL,
  batteryWh REAL NOT NULL,
  chargingMs INTEGER NOT NULL,
  lastEnergyAtMs INTEGER,
  maxPowerW REAL NOT NULL,
  startCounterWh REAL,
  counterWh REAL,
  totalCost REAL,
  currency TEXT
) STRICT;

-- sessionId is empty outside of any session: null is never equal to null, and could not be a key.
-- Time comes first in the key: new rows go to the end, and a period is one stretch of the table.
CREATE TABLE charge_slots (
  slotMs INTEGER NOT NULL,
  chargePointId TEXT NOT NULL,
  sessionId TEXT NOT NULL,
  day TEXT NOT NULL,
  energyWh REAL NOT NULL,
  solarWh REAL NOT NULL,
  gridWh REAL NOT NULL,
  batteryWh REAL NOT NULL,
  PRIMARY KEY (slotMs, chargePointId, sessionId)
) STRICT, WITHOUT ROWID;

CREATE TABLE charge_days (
  day TEXT NOT NULL,
  chargePointId TEXT NOT NULL,
  sessionId TEXT NOT NULL,
  energyWh REAL NOT NULL,
  solarWh REAL NOT NULL,
  gridWh REAL NOT NULL,
  batteryWh REAL NOT NULL,
  PRIMARY KEY (day, chargePointId, sessionId)
) STRICT, WITHOUT ROWID;

CREATE TABLE grid_slots (
  slotMs INTEGER NOT NULL,
  meterId TEXT NOT NULL,
  day TEXT NOT NULL,
  importWh REAL NOT NULL,
  exportWh REAL NOT NULL,
  productionWh REAL,
  PRIMARY KEY (slotMs, meterId)
) STRICT, WITHOUT ROWID;

CREATE TABLE grid_days (
  day TEXT NOT NULL,
  meterId TEXT NOT NULL,
  importWh REAL NOT NULL,
  exportWh REAL NOT NULL,
  productionWh REAL,
  PRIMARY KEY (day, meterId)
) STRICT, WITHOUT ROWID;

CREATE TABLE status_stretches (
  chargePointId TEXT NOT NULL,
  fromMs INTEGER NOT NULL,
  toMs INTEGER NOT NULL,
  online INTEGER NOT NULL,
  connector TEXT,
  PRIMARY KEY (chargePointId, fromMs)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoints (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tariffs (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  currency TEXT NOT NULL,
  taxRatePercent REAL NOT NULL,
  components TEXT NOT NULL,
  createdAtMs INTEGER NOT NULL
) STRICT;

CREATE TABLE charge_points (
  chargePointId TEXT PRIMARY KEY,
  name TEXT,
  model TEXT,
  vendor TEXT,
  serialNumber TEXT,
  latitude REAL,
  longitude REAL,
  address TEXT,
  tariffId TEXT REFERENCES tariffs (id) ON DELETE SET NULL,
  registeredAtMs INTEGER NOT NULL
) STRICT;

CREATE TABLE billing_rules (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  priority INTEGER NOT NULL,
  conditions TEXT NOT NULL,
  actions TEXT NOT NULL,
  active INTEGER NOT NULL,
  createdAtMs INTEGER NOT NULL
) STRICT;

-- tariffId is what was in force then; that tariff may be gone.
CREATE TABLE billing_entries (
  id TEXT PRIMARY KEY,
  sessionId TEXT NOT NULL REFERENCES sessions (id),
  kind TEXT NOT NULL,
  amount REAL NOT NULL,
  currency TEXT NOT NULL,
  tariffId TEXT,
  lines TEXT NOT NULL,
  note TEXT,
  createdAtMs INTEGER NOT NULL
) STRICT;

CREATE TABLE webhook_endpoints (
  id TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  events TEXT NOT NULL,
  active INTEGER NOT NULL,
  description TEXT,
  secret TEXT NOT NULL,
  createdAtMs INTEGER NOT NULL
) STRICT;

CREATE TABLE webhook_deliveries (
  id TEXT PRIMARY KEY,
  endpointId TEXT NOT NULL REFERENCES webhook_endpoints (id) ON DELETE CASCADE,
  event TEXT NOT NULL,
  status TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  nextAttemptAtMs INTEGER,
  lastAttemptAtMs INTEGER,
  responseStatus INTEGER,
  error TEXT,
  createdAtMs INTEGER NOT NULL
) STRICT;
`,
};
