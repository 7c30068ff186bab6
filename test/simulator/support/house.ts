import { onTestFinished } from 'vitest';
import type { JsonObject } from '../../../src/json.js';
import {
  createSimulatedHouse,
  type SimulatedHouse,
  type SimulatedHouseOptions,
} from '../../../src/simulator/simulated-house.js';
import { createManualClock, type ManualClock } from '../../support/manual-clock.js';

export interface RunningHouse extends SimulatedHouse {
  readonly clock: ManualClock;
  readonly meterUrl: URL;
  readonly chargerUrl: URL;
  /** `GET /value` with the right key. */
  value(): Promise<Response>;
  /** `GET` on the charger. */
  get(pathAndQuery: string): Promise<Response>;
  /** Values of these keys; everything without keys. */
  status(...keys: string[]): Promise<JsonObject>;
  /** Writes, lets the charger's logic run, and gives the answer's body. */
  set(values: JsonObject): Promise<JsonObject>;
}

/** A house with real HTTP servers on ports that the system chooses; it stops at the end of the test. */
export async function startHouse(options: Partial<SimulatedHouseOptions> = {}): Promise<RunningHouse> {
  const clock = createManualClock();
  const house = createSimulatedHouse({ clock, ...options });
  onTestFinished(() => house.stop());
  const { meterUrl, chargerUrl } = await house.start();
  const get = (path: string) => fetch(new URL(path, chargerUrl));
  return {
    ...house,
    clock,
    meterUrl,
    chargerUrl,
    get,
    value: () => fetch(new URL('/value', meterUrl), { headers: { 'X-API-KEY': house.apiKey } }),
    async status(...keys) {
      const answer = await get(keys.length === 0 ? '/api/status' : `/api/status?filter=${keys.join(',')}`);
      return (await answer.json()) as JsonObject;
    },
    async set(values) {
      const query = new URLSearchParams();
      for (const [key, value] of Object.entries(values)) query.set(key, JSON.stringify(value));
      const answer = await get(`/api/set?${query}`);
      await clock.advance(1000);
      return (await answer.json()) as JsonObject;
    },
  };
}
