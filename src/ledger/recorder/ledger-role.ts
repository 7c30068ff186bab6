import { setMaxListeners } from 'node:events';
import { type BridgedDevice, createBridgedDevice } from '../../bridge/bridged-device.js';
import type { Clock } from '../../clock.js';
import type { Startable } from '../../lifecycle.js';
import type { Logger } from '../../logger.js';
import { backoffMs } from '../../mqtt/backoff.js';
import type { MqttPort } from '../../mqtt/port.js';
import { createTopics, OFFLINE, ONLINE } from '../../mqtt/topics.js';
import type { HouseTopicsOptions } from '../../surplus/house-topics.js';
import type { CostOf } from '../costs/cost-of.js';
import type { LedgerStore } from '../store/port.js';
import { StoreError } from '../store/store-error.js';
import { endAbandoned, register } from './abandoned.js';
import { createBatchWriter } from './batch-writer.js';
import { listenToHouse } from './house-listener.js';
import { createLedgerDevice } from './ledger-device.js';
import { createRecorder, type RecordedCharger, type Recorder } from './recorder.js';

export interface LedgerRoleOptions {
  readonly topicBase: string;
  /** The meter at the grid connection; undefined: there is none, so all energy counts as bought. */
  readonly meter: string | undefined;
  /** Ids of the chargers to keep the ledger of. */
  readonly chargers: readonly string[];
  /** What other programs tell of the house's battery and roof. */
  readonly house?: HouseTopicsOptions;
  /** ISO 4217; holds while there is no tariff. */
  readonly currency: string;
}

export interface LedgerRolePorts {
  /** A connection of its own; its last will must be `offline` on `<base>/ledger/state`. */
  readonly mqtt: MqttPort;
  readonly store: LedgerStore;
  readonly costOf: CostOf;
  readonly clock: Clock;
  readonly log: Logger;
  /** The local day of a moment. */
  readonly dayOf: (ms: number) => string;
  readonly newId: (prefix: string, nowMs: number) => string;
  readonly onReading: (device: BridgedDevice) => void;
}

/** The recording half of the ledger role: a client of the topic contract that writes down what it sees. */
export interface LedgerRole extends Startable {
  publishAll(): void;
}

export function createLedgerRole(options: LedgerRoleOptions, ports: LedgerRolePorts): LedgerRole {
  const { mqtt, log } = ports;
  const topics = createTopics(options.topicBase);
  const stopping = new AbortController();
  // Every charger's device listens for the end: that is no leak.
  setMaxListeners(0, stopping.signal);
  const shown: BridgedDevice[] = [];
  let running = Promise.resolve();

  function publishAll(): void {
    mqtt.publish(topics.role('ledger').state, ONLINE, { retain: true, qos: 1 });
    for (const device of shown) device.publishAll();
  }

  return {
    name: 'ledger',
    publishAll,
    async start() {
      mqtt.onConnect(publishAll);
      if (mqtt.connected) publishAll();
      running = keepLedger(options, ports, shown, stopping.signal).catch((err: unknown) => {
        if (!stopping.signal.aborted) log.error({ err }, 'the ledger failed');
      });
    },
    async stop() {
      stopping.abort();
      await running;
      mqtt.publish(topics.role('ledger').state, OFFLINE, { retain: true, qos: 1 });
    },
  };
}

async function keepLedger(
  options: LedgerRoleOptions,
  ports: LedgerRolePorts,
  shown: BridgedDevice[],
  signal: AbortSignal,
): Promise<void> {
  const { mqtt, store, clock, log, dayOf, newId } = ports;
  const costOf = tolerantCosts(ports);
  const recorder = await opened(ports, signal, async () => {
    const created = createRecorder({ ...options, dayOf, newId, costOf }, await store.checkpoints());
    await register(store, options.chargers, clock.now());
    await endAbandoned(store, followedBy(created), { costOf, newId, nowMs: clock.now() });
    return created;
  });
  const tick = (): void => {
    // Without the broker, nobody saw that nothing has changed.
    if (mqtt.connected) recorder.tick(clock.now());
  };
  const writer = createBatchWriter(recorder, tick, { store, clock, log });
  await listenToHouse(options, recorder, { mqtt, clock, onNews: writer.wake }, signal);
  const [tariff] = await opened(ports, signal, () => store.billing.tariffs());
  const currency = tariff?.currency ?? options.currency;
  for (const charger of recorder.chargers) shown.push(showLedger(charger, currency, options, ports));
  await Promise.all([
    writer.run(signal),
    ...shown.map(async (device) => {
      await device.listen();
      await device.run(signal);
    }),
  ]);
}

const followedBy = ({ chargers }: Recorder): ReadonlySet<string> =>
  new Set(chargers.flatMap(({ view }) => view().watch.memory.session?.id ?? []));

/** A bill that cannot be made must not keep a session out of the ledger. */
function tolerantCosts({ costOf, log }: LedgerRolePorts): CostOf {
  return async (session, nowMs) => {
    try {
      return await costOf(session, nowMs);
    } catch (err) {
      if (err instanceof StoreError) throw err;
      log.error({ err, session: session.id }, 'the cost of a session cannot be computed; it gets no bill');
      return undefined;
    }
  };
}

/** Tries until the store answers: without its memory nothing can be recorded. */
async function opened<T>(
  { clock, log }: Pick<LedgerRolePorts, 'clock' | 'log'>,
  signal: AbortSignal,
  action: () => Promise<T>,
): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await action();
    } catch (err) {
      if (!(err instanceof StoreError && err.retryable)) throw err;
      if (failures === 1) log.error({ err }, 'the ledger cannot be read; it is tried again');
      await clock.sleep(backoffMs(failures, 0), signal);
    }
  }
}

function showLedger(
  { id: charger, view }: RecordedCharger,
  currency: string,
  { topicBase }: LedgerRoleOptions,
  { mqtt, clock, log, dayOf, onReading }: LedgerRolePorts,
): BridgedDevice {
  const id = `ledger/${charger}`;
  return createBridgedDevice(
    {
      device: createLedgerDevice({ id, charger, currency, view, dayOf, clock }),
      // It has no clock of its own that could stand still.
      staleAfterMs: Number.POSITIVE_INFINITY,
      confirmTimeoutMs: 5000,
      policy: { readOnly: true, allow: new Set() },
      publishSecrets: false,
    },
    { topics: createTopics(topicBase), mqtt, clock, log, onReading },
  );
}
