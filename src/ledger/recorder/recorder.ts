import type { JsonObject } from '../../json.js';
import type { CostOf } from '../costs/cost-of.js';
import type { Session } from '../session.js';
import { memoryOf } from '../tracking/charger-memory.js';
import { readTracked } from '../tracking/charger-reading.js';
import { sharesOf } from '../tracking/energy-shares.js';
import { type ChargerWatch, createChargerWatch } from './charger-watch.js';
import { type Completed, completeBatch, costsName, type Sealed } from './completion.js';
import { type CostMemory, NO_COSTS } from './cost-memory.js';
import { createMeterWatch } from './meter-watch.js';
import type { Cost } from './news.js';
import { createPending } from './pending.js';
import { createPowerSight } from './power-sight.js';

export interface RecorderOptions {
  readonly meter: string | undefined;
  readonly chargers: readonly string[];
  readonly dayOf: (ms: number) => string;
  readonly newId: (prefix: string, nowMs: number) => string;
  readonly costOf: CostOf;
}

/** What is shown of a charger. */
export interface ChargerView {
  readonly watch: ChargerWatch;
  readonly costs: CostMemory;
  /** Of the open session. */
  readonly runningCost: Cost | undefined;
}

export interface RecordedCharger {
  readonly id: string;
  readonly view: () => ChargerView;
}

/** From messages to batches for the store. Knows no broker, no clock and no database. */
export interface Recorder {
  takeCharger(id: string, snapshot: JsonObject, nowMs: number): void;
  takeMeter(snapshot: JsonObject, nowMs: number): void;
  /** W of the house's battery, discharge positive, and of the roof. */
  takeBatteryPower(watts: number, nowMs: number): void;
  takeRoofPower(watts: number, nowMs: number): void;
  setOnline(id: string, online: boolean, nowMs: number): void;
  /** Time has passed while the recorder could see all. */
  tick(nowMs: number): void;
  /** Whether something happened that should be stored at once. */
  readonly isUrgent: boolean;
  /** What is to be stored next; it will not be handed out again. */
  seal(nowMs: number): Sealed;
  /** @throws StoreError */
  complete(sealed: Sealed, nowMs: number): Promise<Completed>;
  /** It has been stored. */
  stored(completed: Completed): void;
  readonly chargers: readonly RecordedCharger[];
  /** News that had to be dropped while the store was away. */
  readonly dropped: number;
}

const COST_EVERY_MS = 60_000;
const chargerName = (id: string): string => `charger/${id}`;
const meterName = (id: string): string => `meter/${id}`;

/** @param checkpoints what an earlier run left in the store */
export function createRecorder(
  options: RecorderOptions,
  checkpoints: ReadonlyMap<string, unknown>,
): Recorder {
  const { meter, chargers, dayOf, newId, costOf } = options;
  const pending = createPending();
  const watches = new Map(
    chargers.map((id) => {
      const watch = { chargePointId: id, dayOf, newId };
      return [id, createChargerWatch(watch, pending, checkpoints.get(chargerName(id)))];
    }),
  );
  const meterWatch =
    meter === undefined
      ? undefined
      : createMeterWatch({ meterId: meter, dayOf }, pending, checkpoints.get(meterName(meter)));
  const battery = createPowerSight();
  const roof = createPowerSight();
  let costs: ReadonlyMap<string, CostMemory> = new Map(
    chargers.map((id) => [id, memoryOf<CostMemory>(checkpoints.get(costsName(id)), 1) ?? NO_COSTS]),
  );
  let running: ReadonlyMap<string, Cost> = new Map();
  let costedAtMs = Number.NEGATIVE_INFINITY;

  function dueSessions(nowMs: number): readonly Session[] {
    if (Math.abs(nowMs - costedAtMs) < COST_EVERY_MS) return [];
    costedAtMs = nowMs;
    return [...watches.values()].flatMap(({ memory }) => memory.session ?? []);
  }

  function memories(): ReadonlyMap<string, unknown> {
    const all = new Map<string, unknown>();
    for (const [id, watch] of watches) all.set(chargerName(id), watch.checkpoint());
    if (meter !== undefined) all.set(meterName(meter), meterWatch?.checkpoint());
    return all;
  }

  return {
    takeCharger(id, snapshot, nowMs) {
      const reading = readTracked(snapshot, nowMs);
      const watch = watches.get(id);
      if (reading === undefined || watch === undefined) return;
      const others = [...watches.values()].filter((other) => other !== watch);
      const carsW = others.reduce((sum, other) => sum + other.powerW(reading.atMs), reading.powerW ?? 0);
      const gridW = meterWatch?.gridPowerW(reading.atMs);
      const shares = sharesOf(gridW, carsW, battery.powerW(nowMs));
      watch.take(reading, { shares, gridW }, nowMs);
    },
    takeMeter: (snapshot, nowMs) => meterWatch?.take(snapshot, roof.powerW(nowMs), nowMs),
    takeBatteryPower: battery.take,
    takeRoofPower: roof.take,
    setOnline(id, online, nowMs) {
      if (id === meter) meterWatch?.setOnline(online);
      watches.get(id)?.setOnline(online, nowMs);
    },
    tick(nowMs) {
      meterWatch?.tick(nowMs);
      for (const watch of watches.values()) watch.tick(nowMs);
    },
    get isUrgent() {
      return pending.hasNews;
    },
    get dropped() {
      return pending.dropped;
    },
    seal: (nowMs) => ({
      running: dueSessions(nowMs),
      checkpoints: memories(),
      learned: pending.take(),
    }),
    complete: (sealed, nowMs) => completeBatch(sealed, { nowMs, costOf, newId, dayOf, costs, running }),
    stored(completed) {
      ({ costs } = completed);
      const open = new Set([...watches.values()].map(({ memory }) => memory.session?.id));
      running = new Map([...running, ...completed.running].filter(([id]) => open.has(id)));
    },
    chargers: [...watches].map(([id, watch]) => ({
      id,
      view: () => ({
        watch,
        costs: costs.get(id) ?? NO_COSTS,
        runningCost: running.get(watch.memory.session?.id ?? ''),
      }),
    })),
  };
}
