import type { TrackedReading } from '../../../src/ledger/tracking/charger-reading.js';

/** What really happened, which the tracker only sees in readings. */
export interface TrueSession {
  readonly plugMs: number;
  unplugMs: number | null;
  energyWh: number;
}

/** A charger and its cars in their simplest form, moved by a test. Its own clock never jumps. */
export interface TrueCharger {
  readonly sessions: readonly TrueSession[];
  /** All energy since the start, Wh. */
  readonly energyWh: number;
  readonly isPlugged: boolean;
  readonly nowMs: number;
  /** Time passes; a plugged car charges with this power. */
  pass(ms: number, powerW: number): void;
  plug(): void;
  unplug(): void;
  /** Power off and on. @param forgetsCar whether the counter of the car begins anew */
  reboot(forgetsCar: boolean): void;
  /** The wall clock of whoever reads is set on or back. */
  jump(ms: number): void;
  /** @param tellsPlugIn whether this firmware says when a car was plugged in */
  reading(tellsPlugIn?: boolean): TrackedReading;
}

export const START_MS = Date.UTC(2026, 5, 21, 10);
export const START_WH = 1_234_560;

export function createTrueCharger(): TrueCharger {
  const sessions: TrueSession[] = [];
  let nowMs = START_MS;
  let jumpedMs = 0;
  let bootedAtMs = START_MS - 9_000_000;
  let boots = 7;
  let pluggedInMs: number | undefined;
  let energyWh = 0;
  let carWh = 0;
  let powerW = 0;
  const open = (): TrueSession | undefined => sessions.find(({ unplugMs }) => unplugMs === null);

  return {
    sessions,
    get energyWh() {
      return energyWh;
    },
    get isPlugged() {
      return open() !== undefined;
    },
    get nowMs() {
      return nowMs;
    },
    pass(ms, watts) {
      nowMs += ms;
      const session = open();
      powerW = session ? watts : 0;
      const wh = (powerW * ms) / 3_600_000;
      energyWh += wh;
      carWh += wh;
      if (session) session.energyWh += wh;
    },
    plug() {
      if (open()) return;
      sessions.push({ plugMs: nowMs, unplugMs: null, energyWh: 0 });
      carWh = 0;
      pluggedInMs = nowMs - bootedAtMs;
    },
    unplug() {
      const session = open();
      if (session) session.unplugMs = nowMs;
      powerW = 0;
    },
    reboot(forgetsCar) {
      bootedAtMs = nowMs;
      boots++;
      pluggedInMs = undefined;
      if (forgetsCar) carWh = 0;
    },
    jump(ms) {
      jumpedMs += ms;
    },
    reading: (tellsPlugIn = true) => ({
      atMs: nowMs + jumpedMs,
      car: open() ? (powerW > 0 ? 2 : 4) : 1,
      powerW,
      counterWh: START_WH + Math.floor(energyWh),
      carWh: Math.round(carWh * 1000) / 1000,
      boots,
      sinceBootMs: nowMs - bootedAtMs,
      userId: null,
      ...(tellsPlugIn && pluggedInMs !== undefined && { pluggedInMs }),
    }),
  };
}
