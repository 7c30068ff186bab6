import { onTestFinished } from 'vitest';
import { createApp } from '../../src/app.js';
import { loadConfig } from '../../src/config/load.js';
import type { JsonObject } from '../../src/json.js';
import { createSimulatedHouse, type SimulatedHouse } from '../../src/simulator/simulated-house.js';
import { scaledClock } from '../../src/system-clock.js';
import { startMosquitto } from '../support/mosquitto.js';
import { createProbe, type Probe } from '../support/mqtt-probe.js';
import { createRecordingLogger, type RecordingLogger } from '../support/recording-logger.js';

/** The brokers and versions of MQTT with which everything has to work. */
export const BROKERS = ['embedded', 'mosquitto 3.1.1', 'mosquitto 5'] as const;
export type BrokerKind = (typeof BROKERS)[number];

const PAUSED = { settings: { frc: 1 } } as const;

/** All waits of the app and all of the house's time, so much faster than life. */
const SPEED = 40;

/** At this speed the usual five seconds pass before a busy machine has asked the charger once. */
const PATIENT = { confirm_timeout_s: 60 };

export interface RunningApp {
  readonly house: SimulatedHouse;
  /** Its charger is the second one, `second`, behind the meter of `house`; there if it was wished for. */
  readonly secondHouse: SimulatedHouse | undefined;
  readonly log: RecordingLogger;
  readonly url: string;
  /** A client that subscribed to everything before the app started, and speaks the broker's version of MQTT. */
  readonly probe: Probe;
  stop(): Promise<void>;
  /** The next message on this topic whose payload satisfies the condition. */
  until(topic: string, condition: (payload: string) => boolean): Promise<string>;
  /** Sends a command and waits for its result. @param key undefined: a command of several keys */
  command(key: string | undefined, payload: string): Promise<JsonObject>;
}

export interface AppWish {
  readonly broker?: BrokerKind;
  /** Sections of the configuration besides the devices and the broker. */
  readonly config?: JsonObject;
  readonly charger?: JsonObject;
  readonly meter?: JsonObject;
  /** Whether there is a second charger, with a car that waits, behind the same meter. */
  readonly twoChargers?: boolean;
  /** How much faster than life; fewer where a wait of the app must not run out on a busy machine. */
  readonly speed?: number;
  /** Called when the house is there and nothing has asked it yet. */
  readonly prepare?: (house: SimulatedHouse) => void;
}

/** The whole program with a simulated house, real HTTP and a real broker; everything stops with the test. */
export async function startApp(wish: AppWish = {}): Promise<RunningApp> {
  const { broker: kind = 'embedded', config: sections = {} } = wish;
  const clock = scaledClock(wish.speed ?? SPEED);
  const secondHouse = wish.twoChargers
    ? createSimulatedHouse({ clock, seed: 8, charger: PAUSED })
    : undefined;
  const otherLoadW = (): number => secondHouse?.world.flows.carW ?? 0;
  const house = createSimulatedHouse({ clock, weather: 'clear', seed: 7, otherLoadW });
  onTestFinished(() => house.stop());
  wish.prepare?.(house);
  const { meterUrl, chargerUrl } = await house.start();
  const second = secondHouse && (await startSecond(secondHouse));
  const mosquitto = kind === 'embedded' ? undefined : await startMosquitto();
  const protocol = kind === 'mosquitto 5' ? '5' : '3.1.1';
  const config = {
    data_dir: null,
    // The ledger reads topics like everybody else; what is tested about it says so.
    roles: ['bridge', 'surplus'],
    commands: PATIENT,
    ...sections,
    mqtt: {
      broker: mosquitto === undefined ? 'embedded' : 'external',
      embedded: { port: 0, websocket_port: null },
      ...(mosquitto !== undefined && { external: { url: mosquitto.url, protocol } }),
    },
    meters: [{ host: meterUrl.host, api_key: house.apiKey, timeout_s: 0.5, interval_s: 1, ...wish.meter }],
    chargers: [
      { host: chargerUrl.host, timeout_s: 0.5, idle_interval_s: 1, ...wish.charger },
      ...(second ? [second] : []),
    ],
  };
  const log = createRecordingLogger();
  const readFile = () => JSON.stringify(config);
  const app = createApp(loadConfig({ path: 'test.yaml', env: {}, readFile }), {
    version: '1.2.3',
    clock,
    log,
  });
  onTestFinished(() => app.stop());
  if (mosquitto === undefined) await app.start();
  const url = mosquitto?.url ?? `mqtt://127.0.0.1:${app.broker?.port}`;
  const probe = await createProbe(url, { protocolVersion: protocol === '5' ? 5 : 4 });
  await probe.subscribe('#');
  if (mosquitto !== undefined) await app.start();
  return { house, secondHouse, log, url, probe, stop: app.stop, ...verbs(probe) };
}

async function startSecond(house: SimulatedHouse): Promise<JsonObject> {
  onTestFinished(() => house.stop());
  const { chargerUrl } = await house.start();
  return { id: 'second', host: chargerUrl.host, timeout_s: 0.5, idle_interval_s: 1 };
}

function verbs(probe: Probe): Pick<RunningApp, 'until' | 'command'> {
  async function until(topic: string, condition: (payload: string) => boolean): Promise<string> {
    for (;;) {
      const { payload } = await probe.nextMessage(topic);
      if (condition(payload)) return payload;
    }
  }
  return {
    until,
    async command(key, payload) {
      const root = key === undefined ? 'wattbridge/charger' : `wattbridge/charger/${key}`;
      await probe.publish(`${root}/set`, payload, { qos: 1 });
      return JSON.parse((await probe.nextMessage(`${root}/result`)).payload);
    },
  };
}
