import type { BridgedDevice } from '../bridge/bridged-device.js';
import type { Clock } from '../clock.js';
import type { JsonObject, JsonValue } from '../json.js';
import type { Startable } from '../lifecycle.js';
import type { Logger } from '../logger.js';
import type { MqttPort } from '../mqtt/port.js';
import { createTopics, OFFLINE, type Topics } from '../mqtt/topics.js';
import { FAIL_SAFES, type FailSafeChoice, failSafeSetPoint } from './fail-safe.js';
import { watchedKeys } from './native-settings.js';
import { parseSnapshot } from './readings.js';
import type { SetPointKey } from './set-point.js';
import { SURPLUS_MODES } from './settings.js';

export interface FailSafeGuardOptions {
  readonly topicBase: string;
  /** The chargers as the bridge holds them: they are written without the broker, which may be what is gone. */
  readonly chargers: readonly BridgedDevice[];
}

export interface FailSafeGuardPorts {
  readonly mqtt: MqttPort;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What the controller said last, while it is in charge of the charger. */
interface Charge extends FailSafeChoice {
  /** Keys that change only by a hand; the charger's own logic moves others. */
  readonly watched: readonly SetPointKey[];
  readonly patienceMs: number;
  readonly heardMs: number;
}

const LOOK_EVERY_MS = 1000;

/**
 * The bridge's watch over the surplus controller. A controller in charge says so every second; when nothing has been
 * heard of it for longer than the owner's `fail_safe_time` (it was killed, hangs, or the broker is gone), its charger is
 * set as the owner chose, once; unless somebody else has set it meanwhile, in the second half of that time: then it
 * stands. A controller that stops in order has done all that itself and says `offline`.
 */
export function createFailSafeGuard(options: FailSafeGuardOptions, ports: FailSafeGuardPorts): Startable {
  const topics = createTopics(options.topicBase);
  const stopping = new AbortController();
  const watches = options.chargers.map((charger) => createWatch(charger, topics, ports));
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    while (!stopping.signal.aborted) {
      for (const watch of watches) watch.look();
      await ports.clock.sleep(LOOK_EVERY_MS, stopping.signal).catch(() => undefined);
    }
  }

  return {
    name: 'fail-safe guard',
    async start() {
      await Promise.all(watches.map((watch) => watch.listen()));
      looking = look();
    },
    async stop() {
      stopping.abort();
      await looking;
    },
  };
}

function createWatch(charger: BridgedDevice, topics: Topics, { mqtt, clock, log }: FailSafeGuardPorts) {
  const { id } = charger.device;
  const controller = topics.device(`surplus/${id}`);
  let charge: Charge | undefined;
  /** How the charger stood halfway through the silence, when the last command had long taken effect. */
  let before: Knobs | undefined;

  async function leave(choice: Charge): Promise<void> {
    const setPoint = failSafeSetPoint(choice, {
      ...numberAt(charger, 'frc'),
      ...numberAt(charger, 'amp'),
      ...numberAt(charger, 'mca'),
    });
    log.warn({ charger: id, ...setPoint }, `Nothing is heard of the surplus controller: ${choice.failSafe}`);
    const values = new Map(Object.entries(setPoint));
    const outcome = values.size === 0 ? { ok: true } : await charger.write(values);
    if (!outcome.ok) charge ??= { ...choice, heardMs: clock.monotonic() };
  }

  return {
    async listen(): Promise<void> {
      await mqtt.subscribe(controller.state, ({ payload, retain }) => {
        // What the broker kept says nothing about now.
        if (!retain) charge = chargeIn(parseSnapshot(payload), clock.monotonic());
      });
      await mqtt.subscribe(controller.availability, ({ payload }) => {
        if (payload === OFFLINE) charge = undefined;
      });
    },
    look(): void {
      const present = charge;
      const silentMs = clock.monotonic() - (present?.heardMs ?? Number.POSITIVE_INFINITY);
      if (present === undefined || silentMs < present.patienceMs / 2) {
        before = undefined;
        return;
      }
      before ??= knobsOf(charger, present.watched);
      if (silentMs < present.patienceMs) return;
      charge = undefined;
      if (!isTurned(before, charger)) void leave(present);
    },
  };
}

type Knobs = ReadonlyMap<SetPointKey, JsonValue | undefined>;

function knobsOf({ state }: BridgedDevice, keys: readonly SetPointKey[]): Knobs {
  return new Map(keys.map((key) => [key, state.values.get(key)]));
}

/** Unplugging sets `frc` back by itself. */
function isTurned(before: Knobs, charger: BridgedDevice): boolean {
  const isUnplugged = charger.state.values.get('car') === 1;
  return [...before].some(
    ([key, value]) => value !== charger.state.values.get(key) && !(key === 'frc' && isUnplugged),
  );
}

/** @returns undefined when the controller is not in charge, or its owner wants nothing done */
function chargeIn(snapshot: JsonObject | undefined, heardMs: number): Charge | undefined {
  const { mode, reason, fail_safe, fail_safe_time, min_current } = snapshot ?? {};
  const failSafe = FAIL_SAFES.find((each) => each === fail_safe);
  if (failSafe === undefined || failSafe === 'keep') return undefined;
  const known = SURPLUS_MODES.find((each) => each === mode);
  if (known === undefined || known === 'off' || reason === 'knob_turned') return undefined;
  if (typeof fail_safe_time !== 'number' || typeof min_current !== 'number') return undefined;
  const patienceMs = fail_safe_time * 1000;
  return { failSafe, minCurrentA: min_current, watched: watchedKeys(known), patienceMs, heardMs };
}

function numberAt<K extends string>({ state }: BridgedDevice, key: K): Partial<Record<K, number>> {
  const value = state.values.get(key);
  return typeof value === 'number' ? ({ [key]: value } as Partial<Record<K, number>>) : {};
}
