import { setTimeout as delay } from 'node:timers/promises';
import { connect } from 'mqtt';
import type { JsonObject } from '../../src/json.js';
import type { SimulatedHouse } from '../../src/simulator/simulated-house.js';
import { systemClock } from '../../src/system-clock.js';
import { createEnduranceApp, type EnduranceApp } from './endurance-app.js';
import { createCommands, type EnduranceCommands } from './endurance-commands.js';
import { createFollower, type Follower } from './endurance-follower.js';
import { configOf, type EnduranceHouse, simulatedHouseOf } from './endurance-houses.js';
import { createJournal, type Journal } from './endurance-journal.js';
import { createRecovery, type Recovery } from './endurance-recovery.js';
import { createSetPointRules, type SetPointRules } from './endurance-set-points.js';
import { createTruth, type Truth } from './endurance-truth.js';

/** One mode: a house, the app in a process of its own, and everything that watches them. */
export interface EnduranceHome {
  readonly spec: EnduranceHouse;
  readonly house: SimulatedHouse;
  readonly app: EnduranceApp;
  readonly journal: Journal;
  readonly recovery: Recovery;
  readonly rules: SetPointRules;
  readonly commands: EnduranceCommands;
  readonly follower: Follower;
  readonly truth: Truth;
  /** Changes a setting of the controller by its topic. */
  set(key: string, value: string | number): void;
  /** Chooses its mode, which also ends the respect for a turned knob. */
  chooseMode(): void;
  /** Writes to the charger over HTTP, as its app would. */
  writeByHand(key: string, value: number): Promise<void>;
  killAndStart(downMs: number): Promise<void>;
  /** Once a second. */
  tick(): void;
  stop(): Promise<void>;
}

const SILENT_MS = 5000;
const STARTING_MS = 30_000;
const RATED_A = 16;
/** What the controller must still know after a kill. */
const KEPT = ['mode', 'house_limit', 'max_current', 'plan_energy', 'plan_until', 'min_off_time'];

export async function createHome(spec: EnduranceHouse, sinceStart: () => string): Promise<EnduranceHome> {
  const startedMs = systemClock.monotonic();
  const house = simulatedHouseOf(spec);
  const { meterUrl, chargerUrl } = await house.start();
  const journal = createJournal(spec.mode, sinceStart);
  const app = await createEnduranceApp(configOf(spec, meterUrl.host, chargerUrl.host), {
    onError: (line) => journal.violation('log', line),
    onDeath: (code) => journal.violation('death', `the process ended with code ${code}`),
  });
  app.start();
  const client = connect(app.mqttUrl, { reconnectPeriod: 200, resubscribe: false });
  // While it is down, nobody listens: that is no news.
  client.on('error', () => undefined);
  const recovery = createRecovery(journal);
  const commands = createCommands(client, journal);
  const follower = createFollower({ spec, journal, recovery, rules: () => rules, commands: () => commands });
  const rules = createSetPointRules(
    journal,
    spec.mode,
    () => follower.charger,
    () => !hasChosen && isOff(),
  );
  client.on('message', (topic, payload, { retain }) => follower.take(topic, payload.toString(), retain));
  await new Promise<void>((resolve) => {
    client.on('connect', () => client.subscribe('wattbridge/#', () => resolve()));
  });
  const truth = createTruth(house.world, startedMs, journal);
  let hasChosen = false;
  let houseLimitW = spec.houseLimitW;
  let kept: { readonly sinceMs: number; readonly values: JsonObject } | undefined;

  const isOff = () => spec.mode === 'off';
  const needsNoSun = () =>
    spec.mode === 'fast' || spec.mode === 'min_pv' || follower.controller['reason'] === 'plan_grid';

  function checkKept(): void {
    if (kept === undefined || !(follower.controllerMs > kept.sinceMs)) return;
    const { values } = kept;
    const now = follower.controller;
    for (const key of KEPT)
      if (now[key] !== values[key])
        journal.violation('kept', `${key} was ${String(values[key])}, is ${String(now[key])}`);
    const [before, after] = [Number(values['plan_charged'] ?? 0), Number(now['plan_charged'] ?? 0)];
    if (after < before - 100) journal.violation('kept', `plan_charged was ${before}, is ${after}`);
    journal.note(`--- plan_charged ${before} before, ${after} after the start`);
    kept = undefined;
  }

  function checkVoice(): void {
    const nowMs = performance.now();
    const { upSinceMs } = app;
    if (upSinceMs === undefined || nowMs - upSinceMs < STARTING_MS) return;
    const silentMs = nowMs - Math.max(follower.controllerMs, upSinceMs);
    if (!(silentMs < SILENT_MS)) journal.violation('silence', `no reading for ${silentMs.toFixed(0)} ms`);
  }

  return {
    ...{ spec, house, app, journal, recovery, rules, commands, follower, truth },
    set(key, value) {
      if (key === 'max_current') rules.setMaxCurrent(Number(value));
      if (key === 'house_limit') houseLimitW = Number(value);
      commands.send(`surplus/charger/${key}`, value);
    },
    chooseMode() {
      hasChosen = true;
      rules.knobA = undefined;
      commands.send('surplus/charger/mode', spec.mode);
    },
    async writeByHand(key, value) {
      if (key === 'amp') rules.knobA = value;
      journal.note(`--- by hand: ${key} ${value}`);
      await fetch(new URL(`/api/set?${key}=${value}`, chargerUrl));
    },
    async killAndStart(downMs) {
      truth.expectGoingOn();
      const values = follower.controller;
      await app.kill();
      commands.forget();
      await delay(downMs);
      app.start();
      kept = { sinceMs: performance.now(), values };
    },
    tick() {
      truth.tick({
        houseLimitW,
        highestA: Math.min(rules.maxCurrentA, house.world.charger.settings.ama, rules.knobA ?? RATED_A),
        isQuiet: recovery.isQuiet,
        isOff: isOff() && hasChosen,
        needsNoSun: needsNoSun(),
      });
      commands.tick();
      checkKept();
      checkVoice();
    },
    async stop() {
      await client.endAsync(true);
      await app.stop();
      await house.stop();
    },
  };
}
