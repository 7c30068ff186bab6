import type { Clock } from '../clock.js';
import { createGoeApi } from './charger/goe-api.js';
import { type ChargerQuirks, DEFAULT_QUIRKS } from './charger/quirks.js';
import type { ChargerFault, MeterFault } from './faults.js';
import { createHttpServer } from './http-server.js';
import { createPoweroptiApi, DEFAULT_API_KEY } from './poweropti-api.js';
import { createWorld, type World } from './world.js';
import type { WorldOptions } from './world-options.js';

export interface SimulatedHouseOptions extends Omit<WorldOptions, 'originMs'> {
  readonly clock: Clock;
  /** Key of the poweropti; the text `null` is one too. */
  readonly apiKey?: string;
  readonly quirks?: Partial<ChargerQuirks>;
  /** Delay of the fault `slow`, in ms of the clock. */
  readonly slowMs?: number;
  readonly host?: string;
  /** 0: any free port. */
  readonly ports?: { readonly meter?: number; readonly charger?: number };
}

export interface SimulatedHouse {
  readonly world: World;
  readonly apiKey: string;
  /** Faults that are switched on, to be changed at any time; see `FAULTS`. */
  readonly faults: { readonly meter: Set<MeterFault>; readonly charger: Set<ChargerFault> };
  /** @throws SimulatorError `address_unavailable` */
  start(): Promise<{ readonly meterUrl: URL; readonly chargerUrl: URL }>;
  stop(): Promise<void>;
  /** The car's cable goes in or out, now. */
  plug(): void;
  unplug(): void;
}

const SLOW_MS = 3_000;

/**
 * A house with sun, household, electric car, a meter with a poweropti and a go-e charger that speak real HTTP.
 *
 * Nothing moves by itself: at each request the house catches up with the clock, in steps of one second. With a manual
 * clock a test moves it; with a scaled clock a day passes in minutes. The times that the devices send begin at the
 * clock's time and go on with it. Sky and household begin at a time of their own (`skyMs`, a bright summer morning
 * unless set) and go on at the same speed, so that the first look shows something at any hour; `skyMs: clock.now()`
 * makes them agree.
 *
 * @example
 * const house = createSimulatedHouse({ clock: systemClock, weather: 'clear' });
 * const { meterUrl, chargerUrl } = await house.start();
 */
export function createSimulatedHouse(options: SimulatedHouseOptions): SimulatedHouse {
  const { clock, apiKey = DEFAULT_API_KEY, slowMs = SLOW_MS, host = '127.0.0.1', ports = {} } = options;
  const originMs = Math.floor(clock.now());
  const startMs = clock.monotonic();
  const now = () => originMs + Math.floor(clock.monotonic() - startMs);
  const world = createWorld({ ...options, originMs });
  const faults = { meter: new Set<MeterFault>(), charger: new Set<ChargerFault>() };
  const quirks = { ...DEFAULT_QUIRKS, ...options.quirks };
  const meterApi = createPoweroptiApi({ world, now, apiKey, faults: faults.meter, slowMs });
  const chargerApi = createGoeApi({ world, now, quirks, faults: faults.charger, slowMs });
  const meter = createHttpServer({ api: meterApi, clock, host, port: ports.meter ?? 0 });
  const charger = createHttpServer({ api: chargerApi, clock, host, port: ports.charger ?? 0 });

  async function stop(): Promise<void> {
    await Promise.all([meter.stop(), charger.stop()]);
  }

  async function start() {
    try {
      return { meterUrl: await meter.start(), chargerUrl: await charger.start() };
    } catch (error) {
      await stop();
      throw error;
    }
  }

  return {
    world,
    apiKey,
    faults,
    start,
    stop,
    plug() {
      world.advanceTo(now());
      world.plug();
    },
    unplug() {
      world.advanceTo(now());
      world.unplug();
    },
  };
}
