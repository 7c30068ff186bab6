import { setTimeout as delay } from 'node:timers/promises';
import { connect, type MqttClient } from 'mqtt';
import type { SimulatedHouse } from '../../src/simulator/simulated-house.js';
import { systemClock } from '../../src/system-clock.js';
import { createEnduranceApp, type EnduranceApp } from './endurance-app.js';
import { createChecks } from './endurance-checks.js';
import { createCommands, type EnduranceCommands } from './endurance-commands.js';
import { createFollower, type Follower } from './endurance-follower.js';
import { configOf, type EnduranceHouse, simulatedHouseOf } from './endurance-houses.js';
import { createJournal, type Journal } from './endurance-journal.js';
import { createRecovery, type Recovery } from './endurance-recovery.js';
import { createSetPointRules, type SetPointRules } from './endurance-set-points.js';
import { createTruth, type Truth, type TruthQuestion } from './endurance-truth.js';

/** One mode: a house, the app in a process of its own, and everything that watches them. */
export interface EnduranceHome extends HomeParts, HomeActs {
  stop(): Promise<void>;
}

interface HomeParts {
  readonly spec: EnduranceHouse;
  readonly house: SimulatedHouse;
  readonly app: EnduranceApp;
  readonly journal: Journal;
  readonly recovery: Recovery;
  readonly rules: SetPointRules;
  readonly commands: EnduranceCommands;
  readonly follower: Follower;
  readonly truth: Truth;
}

interface HomeActs {
  /** Changes a setting of the controller by its topic. */
  set(key: string, value: string | number): void;
  /** Chooses its mode, which also ends the respect for a turned knob. */
  chooseMode(): void;
  /** Writes to the charger over HTTP, as its app would. */
  writeByHand(key: string, value: number): Promise<void>;
  killAndStart(downMs: number): Promise<void>;
  /** Once a second. */
  tick(): void;
}

const RATED_A = 16;

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
  const recovery = createRecovery(journal);
  const commands = createCommands(client, journal);
  const follower = createFollower({ spec, journal, recovery, rules: () => rules, commands: () => commands });
  const choice = { isMade: false };
  const rules = createSetPointRules(
    journal,
    spec.mode,
    () => follower.charger,
    () => !choice.isMade && spec.mode === 'off',
  );
  await follow(client, follower);
  const truth = createTruth(house.world, startedMs, journal);
  const parts = { spec, house, app, journal, recovery, rules, commands, follower, truth };
  return {
    ...parts,
    ...actsOf(parts, chargerUrl, choice),
    async stop() {
      await client.endAsync(true);
      await app.stop();
      await house.stop();
    },
  };
}

function follow(client: MqttClient, follower: Follower): Promise<void> {
  // While it is down, nobody listens: that is no news.
  client.on('error', () => undefined);
  client.on('message', (topic, payload, { retain }) => follower.take(topic, payload.toString(), retain));
  return new Promise((resolve) => {
    client.on('connect', () => client.subscribe('wattbridge/#', () => resolve()));
  });
}

/** @param choice whether the mode was chosen, which `chooseMode` notes */
function actsOf(parts: HomeParts, chargerUrl: URL, choice: { isMade: boolean }): HomeActs {
  const { spec, app, journal, rules, commands, follower, truth } = parts;
  const checks = createChecks(app, follower, journal);
  let houseLimitW = spec.houseLimitW;
  return {
    set(key, value) {
      if (key === 'max_current') rules.setMaxCurrent(Number(value));
      if (key === 'house_limit') houseLimitW = Number(value);
      commands.send(`surplus/charger/${key}`, value);
    },
    chooseMode() {
      choice.isMade = true;
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
      checks.expectKept(values);
    },
    tick() {
      truth.tick(questionOf(parts, houseLimitW, choice.isMade));
      commands.tick();
      checks.tick();
    },
  };
}

function questionOf(
  { spec: { mode }, house, recovery, rules, follower }: HomeParts,
  houseLimitW: number,
  isChosen: boolean,
): TruthQuestion {
  return {
    houseLimitW,
    highestA: Math.min(rules.maxCurrentA, house.world.charger.settings.ama, rules.knobA ?? RATED_A),
    isQuiet: recovery.isQuiet,
    isOff: mode === 'off' && isChosen,
    needsNoSun: mode === 'fast' || mode === 'min_pv' || follower.controller['reason'] === 'plan_grid',
  };
}
