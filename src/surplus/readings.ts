import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';

/** The house's battery at one moment. */
export interface BatteryReading {
  /** W, discharging positive. */
  readonly powerW: number;
  /** State of charge, %. */
  readonly socPercent?: number;
}

/** One reading of the meter at the grid connection, with what else is known of the house at that time. */
export interface MeterReading {
  /** W, import positive. */
  readonly gridPowerW: number;
  /** The meter's own time; the time of arrival where it sends none. */
  readonly measuredAtMs: number;
  readonly receivedAtMs: number;
  /** Current of every phase that the meter measures, A, import positive; absent when it measures none. */
  readonly phaseCurrentsA?: readonly number[];
  /** Absent: there is none. `silent`: there is one, but its power is not known. */
  readonly battery?: BatteryReading | 'silent';
  /** Power of the sun, W. */
  readonly pvPowerW?: number;
}

/** What the controller needs of a charger's snapshot. A value that the charger does not send is absent. */
export interface ChargerReading {
  readonly measuredAtMs: number;
  /** 1 idle, 2 charging, 3 waiting, 4 complete, 5 error. */
  readonly car?: number;
  /** 0 neutral, 1 off, 2 on. */
  readonly frc?: number;
  readonly amp?: number;
  /** 0 automatic, 1 one phase, 2 three phases; the same switch as `fsp` (true: one phase). */
  readonly psm?: number;
  readonly fsp?: boolean;
  /** The charger's own surplus logic: in use, logic mode (4 is eco), target grid power in W, pauses allowed. */
  readonly fup?: boolean;
  readonly lmo?: number;
  readonly pgt?: number;
  readonly acp?: boolean;
  /** Limits, A: installation, temperature, cable, temporary, configured minimum. */
  readonly ama?: number;
  readonly amt?: number;
  readonly cbl?: number;
  readonly tcl?: number;
  readonly mca?: number;
  /** Whether a 16 A adapter is in use. */
  readonly adi?: boolean;
  /** 11 or 22 kW. */
  readonly variantKw?: number;
  /** Counters of all energy and of this session, Wh. */
  readonly etoWh?: number;
  readonly sessionWh?: number;
  /** The charger's own list of prices, as it came. */
  readonly priceList?: JsonValue;
  readonly powerW: number;
  /** Per phase. */
  readonly currentsA: readonly [number, number, number];
  readonly voltagesV: readonly [number, number, number];
}

function numberOf(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function timeOf(value: JsonValue | undefined): number | undefined {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(ms) ? ms : undefined;
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Members that are `undefined` are left out, because an absent value is not a value. */
function present<T extends object>(members: T): Present<T> {
  const result: Present<T> = {};
  for (const key in members) {
    const value = members[key];
    if (value !== undefined) result[key] = value as Exclude<T[typeof key], undefined>;
  }
  return result;
}

/** The object in a snapshot's payload; undefined for anything else. */
export function parseSnapshot(payload: string): JsonObject | undefined {
  try {
    const value = JSON.parse(payload) as JsonValue;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What the last answer lacked stands in a snapshot with the value of before: that is no reading of now. */
function isMissing({ missing }: JsonObject, key: string): boolean {
  return isJsonObject(missing) && key in missing;
}

/**
 * A meter's `state`.
 * @param arrivedAtMs time of arrival, for meters whose snapshots carry no times
 * @returns undefined without a power reading (OBIS 1.7.0, signed)
 */
export function readMeter(snapshot: JsonObject, arrivedAtMs: number): MeterReading | undefined {
  const gridPowerW = numberOf(snapshot['1.7.0']);
  if (gridPowerW === undefined || isMissing(snapshot, '1.7.0')) return undefined;
  const receivedAtMs = timeOf(snapshot['received_at']) ?? arrivedAtMs;
  const measuredAtMs = Math.min(receivedAtMs, timeOf(snapshot['measured_at']) ?? receivedAtMs);
  const phaseCurrentsA = readPhases(snapshot);
  return {
    gridPowerW,
    measuredAtMs,
    receivedAtMs,
    ...(phaseCurrentsA.length > 0 && { phaseCurrentsA }),
  };
}

/** OBIS codes of the phases: power signed, imported and exported (W), current (A, unsigned), voltage (V). */
const PHASES = [
  ['36.7.0', '21.7.0', '22.7.0', '31.7.0', '32.7.0'],
  ['56.7.0', '41.7.0', '42.7.0', '51.7.0', '52.7.0'],
  ['76.7.0', '61.7.0', '62.7.0', '71.7.0', '72.7.0'],
] as const;
const NOMINAL_V = 230;

/** Where a phase has no power, the direction of its current is not known: it counts as import. */
function readPhases(snapshot: JsonObject): number[] {
  if (PHASES.flat().some((key) => isMissing(snapshot, key))) return [];
  const at = (key: string) => numberOf(snapshot[key]);
  const currents = PHASES.map(([signed, imported, exported, current, voltage]) => {
    const amps = at(current);
    const oneWay = at(imported) ?? at(exported);
    const powerW =
      at(signed) ?? (oneWay === undefined ? undefined : (at(imported) ?? 0) - (at(exported) ?? 0));
    if (powerW === undefined) return amps;
    return Math.sign(powerW) * (amps ?? Math.abs(powerW) / (at(voltage) ?? NOMINAL_V));
  });
  return currents.filter((current) => current !== undefined);
}

/** `nrg`: U L1 L2 L3 N [V], I L1 L2 L3 [A], P L1 L2 L3 N total [W], power factor. */
function readEnergy(nrg: JsonValue | undefined) {
  if (!Array.isArray(nrg)) return undefined;
  const at = (index: number): number => numberOf(nrg[index] as JsonValue | undefined) ?? 0;
  if (numberOf(nrg[11] as JsonValue | undefined) === undefined) return undefined;
  return {
    powerW: at(11),
    currentsA: [at(4), at(5), at(6)] as const,
    voltagesV: [at(0), at(1), at(2)] as const,
  };
}

/** A charger's `state`; undefined without a usable `nrg`. */
export function readCharger(snapshot: JsonObject, arrivedAtMs: number): ChargerReading | undefined {
  const energy = readEnergy(snapshot['nrg']);
  if (!energy) return undefined;
  const number = (key: string) => numberOf(snapshot[key]);
  const flag = (key: string) => (typeof snapshot[key] === 'boolean' ? snapshot[key] : undefined);
  return {
    ...energy,
    measuredAtMs: timeOf(snapshot['measured_at']) ?? timeOf(snapshot['received_at']) ?? arrivedAtMs,
    ...present({
      car: number('car'),
      frc: number('frc'),
      amp: number('amp'),
      psm: number('psm'),
      fsp: flag('fsp'),
      fup: flag('fup'),
      lmo: number('lmo'),
      pgt: number('pgt'),
      acp: flag('acp'),
      ama: number('ama'),
      amt: number('amt'),
      cbl: number('cbl'),
      tcl: number('tcl'),
      mca: number('mca'),
      adi: flag('adi'),
      variantKw: number('var'),
      etoWh: number('eto'),
      sessionWh: number('wh'),
      priceList: snapshot['awpl'],
    }),
  };
}
