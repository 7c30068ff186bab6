import { createSimulatedHouse, type SimulatedHouse } from '../../src/simulator/simulated-house.js';
import type { WorldOptions } from '../../src/simulator/world-options.js';
import { systemClock } from '../../src/system-clock.js';

/** The house of one mode in the hour, and what its controller may say while all is well. */
export interface EnduranceHouse {
  readonly mode: string;
  readonly world: Pick<WorldOptions, 'seed' | 'weather' | 'plant'>;
  readonly houseLimitW: number;
  /** Reason codes; a code that ends in `_` stands for all that begin with it. */
  readonly normal: readonly string[];
}

const FOLLOWING = [
  'following_surplus',
  'waiting_for_surplus',
  'waiting_for_effect',
  'waiting_for_reading',
  'minimum',
];

/** The sky is that of a June morning: 7 to 8 kW from the usual plant when it is clear. */
export const ENDURANCE_HOUSES: readonly EnduranceHouse[] = [
  {
    mode: 'off',
    world: { seed: 11, weather: 'clear' },
    houseLimitW: 9000,
    normal: ['hands_off', 'mode_off', 'knob_turned'],
  },
  { mode: 'pv', world: { seed: 12, weather: 'broken' }, houseLimitW: 9000, normal: FOLLOWING },
  {
    mode: 'min_pv',
    world: { seed: 13, weather: 'broken', plant: { peakW: 4000 } },
    houseLimitW: 9000,
    normal: FOLLOWING,
  },
  {
    // Little sun, so that the limit of the house decides.
    mode: 'fast',
    world: { seed: 14, weather: 'overcast' },
    houseLimitW: 7000,
    normal: ['fast', 'no_limit_left'],
  },
  {
    mode: 'plan',
    world: { seed: 15, weather: 'clear', plant: { peakW: 6000 } },
    houseLimitW: 12_000,
    normal: [...FOLLOWING, 'plan_'],
  },
  { mode: 'native', world: { seed: 16, weather: 'broken' }, houseLimitW: 9000, normal: ['native'] },
];

export function simulatedHouseOf({ world }: EnduranceHouse): SimulatedHouse {
  return createSimulatedHouse({ clock: systemClock, ...world });
}

export function isNormal({ normal }: EnduranceHouse, reason: string): boolean {
  return normal.some((code) => (code.endsWith('_') ? reason.startsWith(code) : reason === code));
}

/** Configuration of the app for this house; everything else is what users get. */
export function configOf({ houseLimitW }: EnduranceHouse, meterHost: string, chargerHost: string): string {
  return [
    'roles: [bridge, surplus]',
    `meters:\n  - { id: meter, host: '${meterHost}', api_key: 1097bd725557 }`,
    `chargers:\n  - { id: charger, host: '${chargerHost}' }`,
    `surplus: { house_limit_w: ${houseLimitW} }\n`,
  ].join('\n');
}
