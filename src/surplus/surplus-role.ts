import { setMaxListeners } from 'node:events';
import { type BridgedDevice, createBridgedDevice } from '../bridge/bridged-device.js';
import type { Clock } from '../clock.js';
import type { JsonValue } from '../json.js';
import type { Startable } from '../lifecycle.js';
import type { Logger } from '../logger.js';
import type { MqttPort } from '../mqtt/port.js';
import { createTopics, OFFLINE, ONLINE, type Topics } from '../mqtt/topics.js';
import type { Location } from './clear-sky.js';
import { createContractClient } from './contract-client.js';
import { createSurplusCore, type SurplusCore } from './core.js';
import { createDayCounters } from './day-counters.js';
import { sendFarewell } from './farewell.js';
import { createHouseTopics, type HouseTopics, type HouseTopicsOptions } from './house-topics.js';
import { keptValues } from './kept-values.js';
import { LEARNED_KEY, readLearned } from './learned.js';
import { createLearnedKeeper } from './learned-keeper.js';
import { BEFORE_NATIVE_KEY, beforeNativeOf } from './native-keys.js';
import { planMemoryOf } from './plan-keys.js';
import type { NextLocalTime } from './plan-until.js';
import type { SurplusSettings } from './settings.js';
import { changedSettings } from './settings-keys.js';
import { createSharing, type ShareSeat } from './sharing.js';
import { createSurplusDevice } from './surplus-device.js';

export interface SurplusRoleOptions {
  readonly topicBase: string;
  /** The meter at the grid connection. */
  readonly meter: string;
  /** Ids of the chargers to control. */
  readonly chargers: readonly string[];
  /** Settings of a charger that the owner has not changed yet. */
  readonly defaults: SurplusSettings;
  /** Where the roof is; absent: nobody knows. */
  readonly location?: Location;
  /** What other programs tell of the house; absent: nothing. */
  readonly house?: HouseTopicsOptions;
  readonly readOnly: boolean;
}

export interface SurplusRolePorts {
  /** A connection of its own; its last will must be `offline` on `<base>/surplus/state`. */
  readonly mqtt: MqttPort;
  readonly clock: Clock;
  /** In real time: how long a stop may take does not depend on the speed of `clock`. */
  readonly stopClock: Clock;
  readonly log: Logger;
  /** The local day of a moment. */
  readonly dayOf: (ms: number) => string;
  readonly nextLocalTime: NextLocalTime;
  readonly onReading: (device: BridgedDevice) => void;
}

const LAST_PRIORITY = 10;

/** The surplus role: a client of the topic contract that reads topics, decides, and writes set-topics. */
export interface SurplusRole extends Startable {
  publishAll(): void;
}

export function createSurplusRole(options: SurplusRoleOptions, ports: SurplusRolePorts): SurplusRole {
  const { mqtt, log } = ports;
  const topics = createTopics(options.topicBase);
  const stopping = new AbortController();
  // Every charger's controller listens for the end: that is no leak.
  setMaxListeners(0, stopping.signal);
  const running: BridgedDevice[] = [];
  const sharing = createSharing();
  const house = createHouseTopics(options.house ?? {});
  let loops: Promise<void>[] = [];

  function publishAll(): void {
    mqtt.publish(topics.role('surplus').state, ONLINE, { retain: true, qos: 1 });
    for (const device of running) device.publishAll();
  }

  async function control(charger: string): Promise<void> {
    const places = { share: sharing.join(), house, topics };
    const { device, leave } = await createControlled(charger, places, options, ports, stopping.signal);
    running.push(device);
    await device.listen();
    await device.run(stopping.signal);
    await leave();
  }

  async function listenToHouse(): Promise<void> {
    for (const filter of house.filters) {
      await mqtt.subscribe(filter, ({ topic, payload }) => house.take(topic, payload, ports.clock.now()));
    }
  }

  return {
    name: 'surplus controller',
    publishAll,
    async start() {
      mqtt.onConnect(publishAll);
      if (mqtt.connected) publishAll();
      await listenToHouse();
      loops = options.chargers.map((charger) =>
        control(charger).catch((err: unknown) => {
          if (!stopping.signal.aborted) log.error({ err, charger }, 'the surplus controller failed');
        }),
      );
    },
    async stop() {
      stopping.abort();
      await Promise.all(loops);
      mqtt.publish(topics.role('surplus').state, OFFLINE, { retain: true, qos: 1 });
    },
  };
}

/** A charger's controller as a device, and what it does last, when it no longer decides. */
interface Controlled {
  readonly device: BridgedDevice;
  leave(): Promise<void>;
}

interface Places {
  readonly share: ShareSeat;
  readonly house: HouseTopics;
  readonly topics: Topics;
}

async function createControlled(
  charger: string,
  { share, house, topics }: Places,
  options: SurplusRoleOptions,
  ports: SurplusRolePorts,
  signal: AbortSignal,
): Promise<Controlled> {
  const { mqtt, clock, stopClock, log, onReading } = ports;
  const id = `surplus/${charger}`;
  const own = topics.device(id);
  const kept = await keptValues(own, { mqtt, clock, log }, signal);
  const core = createCore(charger, kept, share, options, ports);
  const names = { base: options.topicBase, meter: options.meter, charger };
  const contract = createContractClient(names, core, share, house);
  for (const filter of contract.filters) {
    await mqtt.subscribe(filter, ({ topic, payload }) => contract.take(topic, payload, clock.now()));
  }
  mqtt.onConnect(() => core.takeReconnected(clock.now()));
  const keeper = createLearnedKeeper(core, own.key(LEARNED_KEY), ports);
  const counters = createDayCounters(ports.dayOf, kept);
  const send = ({ topic, payload }: { readonly topic: string; readonly payload: string }): void =>
    // QoS 0 on purpose: a set-point that could not be sent at once must not act later.
    mqtt.publish(topic, payload);
  const device = createBridgedDevice(
    {
      device: createSurplusDevice({ id, charger, core, contract, counters, share, clock, send }),
      // It has no clock of its own that could stand still.
      staleAfterMs: Number.POSITIVE_INFINITY,
      confirmTimeoutMs: 5000,
      policy: { readOnly: options.readOnly, allow: new Set() },
      publishSecrets: false,
    },
    {
      ...{ topics, mqtt, clock, log },
      onReading(controller) {
        keeper.look();
        onReading(controller);
      },
    },
  );
  return {
    device,
    async leave() {
      keeper.keep();
      const command = contract.farewell();
      const isLeft = command && (await sendFarewell(command, { mqtt, clock: stopClock, log }));
      // Otherwise the broker keeps for the next start what is to be put back.
      if (isLeft) mqtt.publish(own.key(BEFORE_NATIVE_KEY), 'null', { retain: true, qos: 1 });
    },
  };
}

/** The controller with what an earlier run has left to it. */
function createCore(
  charger: string,
  kept: ReadonlyMap<string, JsonValue>,
  { yieldingW }: ShareSeat,
  { chargers, defaults, location }: SurplusRoleOptions,
  { clock, nextLocalTime }: SurplusRolePorts,
): SurplusCore {
  const priority = Math.min(LAST_PRIORITY, chargers.indexOf(charger) + 1);
  return createSurplusCore(changedSettings({ ...defaults, priority }, kept), {
    yieldingW,
    planMemory: planMemoryOf(kept),
    beforeNative: beforeNativeOf(kept),
    learned: readLearned(kept.get(LEARNED_KEY), clock.now()),
    nextLocalTime,
    location,
  });
}
