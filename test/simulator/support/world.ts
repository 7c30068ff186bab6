import { createWorld, type World } from '../../../src/simulator/world.js';
import type { WorldOptions } from '../../../src/simulator/world-options.js';

const ORIGIN_MS = Date.UTC(2026, 2, 1, 12);

/** A world at a round time, with the car plugged in and nothing left to chance but its seed. */
export function testWorld(options: Partial<WorldOptions> = {}): World {
  return createWorld({ originMs: ORIGIN_MS, ...options });
}

/** Lets so many seconds pass. */
export function pass(world: World, seconds: number): World {
  world.advanceTo(world.originMs + (world.second + seconds) * 1000);
  return world;
}

/** Writes settings as the HTTP API does, and lets the charger take them over. */
export function write(world: World, values: Readonly<Record<string, number | boolean | null>>): World {
  world.charger.pending.push(...Object.entries(values));
  return pass(world, 1);
}
