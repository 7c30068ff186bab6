/** Heat in the charger. */
export interface Temperature {
  /** Type 2 socket and circuit board, °C. */
  readonly socketC: number;
  readonly boardC: number;
  /** Current that the hotter of them permits on each phase, in A (`amt`); 32 is no limit, 0 stops the charge. */
  readonly limitA: number;
  /** One second with this current on each of so many phases. */
  step(currentA: number, phases: number): void;
}

/** Time in which two thirds of a change of temperature are over. */
const INERTIA_S = 1200;
/** Kelvin for the square of each ampere, all phases together. */
const SOCKET_K_PER_A2 = 0.006;
const BOARD_K_PER_A2 = 0.004;
const BOARD_OWN_K = 4;
/** From this temperature on, °C, at most so many A. */
const DERATING: readonly (readonly [number, number])[] = [
  [75, 0],
  [70, 6],
  [65, 10],
  [60, 16],
];

export function createTemperature(ambientC: number): Temperature {
  let socketC = ambientC;
  let boardC = ambientC + BOARD_OWN_K;
  return {
    get socketC() {
      return socketC;
    },
    get boardC() {
      return boardC;
    },
    get limitA() {
      const hottestC = Math.max(socketC, boardC);
      return DERATING.find(([fromC]) => hottestC >= fromC)?.[1] ?? 32;
    },
    step(currentA, phases) {
      const heat = currentA * currentA * phases;
      socketC += (ambientC + SOCKET_K_PER_A2 * heat - socketC) / INERTIA_S;
      boardC += (ambientC + BOARD_OWN_K + BOARD_K_PER_A2 * heat - boardC) / INERTIA_S;
    },
  };
}
