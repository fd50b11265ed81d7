/** A source of pseudo-random draws: the same seed gives the same draws on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  chance(probability: number): boolean;
  /** A whole number from `low` to `high`, both inclusive. */
  whole(low: number, high: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** One of the choices, each with a probability proportional to its weight. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
  normal(): number;
  /** Log-normal by its median and the standard deviation of its logarithm. */
  logNormal(median: number, spread: number): number;
  poisson(mean: number): number;
  /** Lower-case hexadecimal digits. */
  hex(digits: number): string;
}

/** Draws from xoshiro128** 1.1 (Blackman and Vigna, prng.di.unimi.it/xoshiro128starstar.c). */
export function seededRandom(seed: number): Random {
  const next = xoshiro128(seed);
  const uniform = () => next() / 2 ** 32;
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const whole = (low: number, high: number) => low + Math.floor(uniform() * (high - low + 1));
  return {
    uniform,
    normal,
    whole,
    chance: (probability) => uniform() < probability,
    pick: (list) => list[whole(0, list.length - 1)] ?? list[0],
    weighted: (choices) => weighted(choices, uniform()),
    logNormal: (median, spread) => median * Math.exp(spread * normal()),
    poisson: (mean) => {
      // Knuth's product of uniforms; fine for the small means of a day.
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = uniform(); product > limit; product *= uniform()) count += 1;
      return count;
    },
    hex: (digits) => {
      let text = '';
      while (text.length < digits) text += next().toString(16).padStart(8, '0');
      return text.slice(0, digits);
    },
  };
}

function xoshiro128(seed: number): () => number {
  const state = Uint32Array.from({ length: 4 }, splitmix32(seed));
  let [a = 0, b = 0, c = 0, d = 0] = state;
  return () => {
    const drawn = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 11);
    return drawn;
  };
}

/** Spreads one number over a state (the finaliser of MurmurHash3 over a Weyl sequence). */
function splitmix32(seed: number): () => number {
  let counter = seed | 0;
  return () => {
    counter = (counter + 0x9e3779b9) | 0;
    const mixed = Math.imul(counter ^ (counter >>> 16), 0x85ebca6b);
    const again = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (again ^ (again >>> 16)) >>> 0;
  };
}

const rotated = (value: number, bits: number) => (value << bits) | (value >>> (32 - bits));

function weighted<T>(choices: readonly (readonly [T, number])[], uniform: number): T {
  let left = uniform * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  throw new RangeError('weights need a positive sum');
}
