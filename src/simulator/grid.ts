import { createWander, type Random } from './random.js';

/** The public grid at the house: three voltages near 230 V and a frequency near 50 Hz. */
export interface Grid {
  /** Phase to neutral in V, L1 to L3. */
  readonly voltageV: readonly [number, number, number];
  readonly frequencyHz: number;
  /** Moves one second on. */
  step(): void;
}

const NOMINAL_V = [231, 229.5, 230.5] as const;

export function createGrid(random: Random): Grid {
  const common = createWander(random, 1.2, 300);
  const own = NOMINAL_V.map(() => createWander(random, 0.4, 15));
  const frequency = createWander(random, 0.02, 60);
  const voltageV: [number, number, number] = [...NOMINAL_V];
  let frequencyHz = 50;
  return {
    voltageV,
    get frequencyHz() {
      return frequencyHz;
    },
    step() {
      const sharedV = common.next();
      own.forEach((wander, phase) => {
        voltageV[phase] = (NOMINAL_V[phase] ?? 230) + sharedV + wander.next();
      });
      frequencyHz = 50 + frequency.next();
    },
  };
}
