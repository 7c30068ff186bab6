import { isJsonObject, type JsonObject, type JsonValue } from '../../src/json.js';
import type { EnduranceCommands } from './endurance-commands.js';
import { type EnduranceHouse, isNormal } from './endurance-houses.js';
import type { Journal } from './endurance-journal.js';
import type { Recovery } from './endurance-recovery.js';
import type { SetPointRules } from './endurance-set-points.js';

/** Follows every topic of one house. */
export interface Follower {
  take(topic: string, payload: string, isRetained: boolean): void;
  /** Last snapshots; empty before the first. */
  readonly charger: JsonObject;
  readonly controller: JsonObject;
  /** `performance.now()` of the controller's last reading. */
  readonly controllerMs: number;
  /** Reason → readings with it, which are about one a second. */
  readonly reasons: ReadonlyMap<string, number>;
  readonly messages: number;
  /** Times that the charger's own logic was told of the house. */
  readonly told: number;
}

export interface FollowerParts {
  readonly spec: EnduranceHouse;
  readonly journal: Journal;
  readonly recovery: Recovery;
  readonly rules: () => SetPointRules;
  readonly commands: () => EnduranceCommands;
}

const SET_POINT_KEYS = new Set(['frc', 'amp', 'psm', 'fsp', 'fup', 'lmo', 'pgt', 'acp']);
const TELLING = /\/set$|\/result$|availability$|\/reason$|charger\/(amp|frc|psm|car|alw|modelStatus)$/;
const METER_FRESH_MS = 5000;
const CHARGER_FRESH_MS = 7000;
const LONGEST_NOTE = 260;

export function createFollower({ spec, journal, recovery, rules, commands }: FollowerParts): Follower {
  const reasons = new Map<string, number>();
  let charger: JsonObject = {};
  let controller: JsonObject = {};
  let [controllerMs, chargerMs, meterMovedMs] = [Number.NaN, Number.NaN, Number.NaN];
  let measuredAt: JsonValue | undefined;
  let isChargerOnline = false;
  let [messages, told] = [0, 0];

  function isAllWell(reason: string, words: string): boolean {
    const nowMs = performance.now();
    const isFresh = nowMs - meterMovedMs < METER_FRESH_MS && nowMs - chargerMs < CHARGER_FRESH_MS;
    return isFresh && isChargerOnline && isNormal(spec, reason) && !words.includes('failed');
  }

  function takeController(snapshot: JsonObject): void {
    controller = snapshot;
    controllerMs = performance.now();
    rules().takeReading(snapshot);
    const [reason, words] = [snapshot['reason'], snapshot['reason_text']];
    if (typeof reason !== 'string' || typeof words !== 'string' || reason === '' || words === '')
      journal.violation('explanation', `reason ${String(reason)}, words ${String(words)}`);
    else {
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      recovery.look(isAllWell(reason, words));
    }
  }

  function takeSnapshot(device: string, snapshot: JsonObject): void {
    if (device === 'surplus/charger') takeController(snapshot);
    if (device === 'charger') [charger, chargerMs] = [snapshot, performance.now()];
    if (device === 'meter' && snapshot['measured_at'] !== measuredAt)
      [measuredAt, meterMovedMs] = [snapshot['measured_at'], performance.now()];
  }

  function takeCommand(key: string | undefined, payload: string): void {
    const value = JSON.parse(payload) as JsonValue;
    if (key === 'ids') told++;
    else if (key === undefined && isJsonObject(value)) rules().take(value);
    else if (key !== undefined && SET_POINT_KEYS.has(key)) rules().take({ [key]: value });
  }

  return {
    take(topic, payload, isRetained) {
      const name = topic.replace(/^wattbridge\//, '');
      if (name === 'charger/availability') isChargerOnline = payload === 'online';
      if (isRetained) return;
      messages++;
      if (TELLING.test(name) && !name.includes('/ids/'))
        journal.note(`${name} ${payload.slice(0, LONGEST_NOTE)}`);
      const snapshot = /^(meter|charger|surplus\/charger)\/state$/.exec(name)?.[1];
      const command = /^charger(?:\/(\w+))?\/set$/.exec(name);
      if (snapshot !== undefined) takeSnapshot(snapshot, JSON.parse(payload) as JsonObject);
      else if (command !== null) takeCommand(command[1], payload);
      else if (name.endsWith('/result')) commands().takeResult(name.slice(0, -'/result'.length), payload);
    },
    get charger() {
      return charger;
    },
    get controller() {
      return controller;
    },
    get controllerMs() {
      return controllerMs;
    },
    reasons,
    get messages() {
      return messages;
    },
    get told() {
      return told;
    },
  };
}
