/** Seeded chance: the same seed always gives the same house. */
export interface Random {
  /** 0 ≤ value < 1. */
  uniform(): number;
  /** low ≤ value < high. */
  between(low: number, high: number): number;
  /** Mean 0, standard deviation 1, never beyond ±3: the sum of three uniform values. */
  bell(): number;
}

/** A value that drifts around 0 and forgets where it was after about its correlation time. */
export interface Wander {
  /** The value one second later. */
  next(): number;
}

function hash(text: string, seed: number): number {
  let state = seed | 0;
  for (const character of text) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x9e3779b1);
    state ^= state >>> 15;
  }
  return state | 0;
}

/**
 * An independent stream of chance for each part of the house, so that one more appliance does not change the clouds.
 * The generator is "small fast counter" with 32-bit words.
 */
export function createRandom(seed: number, stream: string): Random {
  let [a, b, c, counter] = [hash(stream, seed), hash(stream, ~seed), seed | 0, 1];

  function word(): number {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  }

  for (let warmUp = 0; warmUp < 12; warmUp++) word();
  const uniform = () => word() / 2 ** 32;
  return {
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    bell: () => 2 * (uniform() + uniform() + uniform() - 1.5),
  };
}

/** @param spread standard deviation, in the unit of the value */
export function createWander(random: Random, spread: number, correlationS: number): Wander {
  const keep = Math.exp(-1 / correlationS);
  const kick = spread * Math.sqrt(1 - keep * keep);
  let value = spread * random.bell();
  return {
    next() {
      value = keep * value + kick * random.bell();
      return value;
    },
  };
}
