/** Energy that went into a car, Wh, by where it came from. The parts add up to the whole. */
export interface EnergyMix {
  readonly energyWh: number;
  /** Surplus of the roof. */
  readonly solarWh: number;
  /** Bought. What flowed while nobody could look counts as bought. */
  readonly gridWh: number;
  /** Out of the house's battery. */
  readonly batteryWh: number;
}

/** `stopped`: ended by a command or by a charger that went away; `completed`: the car was unplugged. */
export type SessionStatus = 'active' | 'completed' | 'stopped';

/** A car at a charge point, from plug-in to unplug. Times are wall time, ms since 1970 UTC. */
export interface Session extends EnergyMix {
  /** `sess_…` */
  readonly id: string;
  /** `txn_…`, as OCPP-minded callers name it. */
  readonly transactionId: string;
  /** Id of the charger in the configuration. */
  readonly chargePointId: string;
  readonly startedAtMs: number;
  /** null while the car is plugged in. */
  readonly endedAtMs: number | null;
  readonly status: SessionStatus;
  /** Name or number of the card (`trx`, `cards`); null: nobody identified. */
  readonly userId: string | null;
  /** Time in which current flowed, ms. */
  readonly chargingMs: number;
  /** When the car last took energy, ms; null: never. Parking time begins here. */
  readonly lastEnergyAtMs: number | null;
  /** Highest power, W. */
  readonly maxPowerW: number;
  /** The charger's counter of all energy (`eto`) at begin and now, Wh; null where it sends none. */
  readonly startCounterWh: number | null;
  readonly counterWh: number | null;
}

/** Whose energy: a quarter of an hour of a charge point, split by session (null: outside of any). */
export interface ChargeIncrement extends EnergyMix {
  readonly chargePointId: string;
  readonly sessionId: string | null;
  /** Begin of the quarter of an hour, ms, a multiple of 900,000. */
  readonly slotMs: number;
  /** Local day of the slot, `2026-06-21`. */
  readonly day: string;
}

/** A quarter of an hour at a meter, Wh. */
export interface GridIncrement {
  readonly meterId: string;
  readonly slotMs: number;
  readonly day: string;
  readonly importWh: number;
  readonly exportWh: number;
  /** What the roof made; null: not known. */
  readonly productionWh: number | null;
}

/** A minute of a charge point at which a car was plugged in: what it did and what it was told. Powers are means, W. */
export interface TracePoint {
  readonly chargePointId: string;
  /** Begin of the minute, ms, a multiple of 60,000. */
  readonly minuteMs: number;
  /** At the grid connection, import positive; null: not known. */
  readonly gridW: number | null;
  readonly carW: number;
  /** The part of the car's power that is sun. */
  readonly solarW: number;
  /** Current a phase that the car may draw at the end of the minute, A; 0: it may not charge; null: not known. */
  readonly setPointA: number | null;
  /** On which current flowed last; 0: none flowed. */
  readonly phases: 0 | 1 | 2 | 3;
}

/** OCPP 1.6 names of a connector's states, as far as a charger can tell them. */
export const CONNECTOR_STATUSES = [
  'Available',
  'Preparing',
  'Charging',
  'SuspendedEV',
  'SuspendedEVSE',
  'Finishing',
  'Faulted',
  'Unavailable',
] as const;
export type ConnectorStatus = (typeof CONNECTOR_STATUSES)[number];

/** A stretch of time in which a charge point's state did not change; the newest one grows. */
export interface StatusStretch {
  readonly chargePointId: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly online: boolean;
  /** null while it is offline. */
  readonly connector: ConnectorStatus | null;
}
