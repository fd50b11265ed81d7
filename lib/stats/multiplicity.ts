/** How a list of p-values is adjusted for its length. */
export type Adjustment = 'benjamini-hochberg' | 'benjamini-yekutieli' | 'holm' | 'bonferroni';

/**
 * P-values adjusted for how many there are, in the order given: those of at most q are discoveries.
 *
 * Source: Benjamini & Hochberg 1995, J R Stat Soc B 57:289, controls the share of false discoveries
 * for independent or positively dependent tests; Benjamini & Yekutieli 2001, Ann Stat 29:1165, under
 * any dependence; Holm 1979, Scand J Stat 6:65, and Bonferroni control the chance of any at all.
 *
 * The family is every group on the page with enough data, none picked by its result. No tests:
 * an empty list; one: unchanged. Throws on values outside [0, 1].
 */
export function adjustedP(p: readonly number[], adjustment: Adjustment): number[] {
  if (!p.every((value) => value >= 0 && value <= 1)) throw new RangeError('p lies between 0 and 1');
  const count = p.length;
  if (adjustment === 'bonferroni') return p.map((value) => Math.min(1, value * count));
  if (adjustment === 'holm') {
    return running(
      p,
      (a, b) => a - b,
      (value, rank) => (count + 1 - rank) * value,
      Math.max,
    );
  }
  let harmonic = 1;
  if (adjustment === 'benjamini-yekutieli') {
    harmonic = p.reduce((sum, _, index) => sum + 1 / (index + 1), 0);
  }
  const inflate = (value: number, rank: number) =>
    ((harmonic * count) / (count + 1 - rank)) * value;
  return running(p, (a, b) => b - a, inflate, Math.min);
}

/** Each value inflated by its rank (from 1) in an order, kept monotone along it, at most 1. */
function running(
  p: readonly number[],
  order: (a: number, b: number) => number,
  inflate: (value: number, rank: number) => number,
  keep: (before: number, value: number) => number,
): number[] {
  const adjusted = new Array<number>(p.length).fill(1);
  let before: number | undefined;
  const ranked = [...p.entries()].sort(([, a], [, b]) => order(a, b));
  for (const [place, [index, value]] of ranked.entries()) {
    const inflated = inflate(value, place + 1);
    before = before === undefined ? inflated : keep(before, inflated);
    adjusted[index] = Math.min(1, before);
  }
  return adjusted;
}

/**
 * Which e-values are discoveries with a share of false ones of at most `alpha`, as their indices in
 * ascending order. Holds under any dependence and at every look, for e-values that do: the evidence
 * of `normalMixtureInterval`.
 *
 * Source: Wang & Ramdas 2022, J R Stat Soc B 84:822 (e-BH): the k* largest, k* the greatest k with
 * the k-th largest at least m/(kα). None large enough, or none at all: an empty list; an infinite one is
 * always a discovery. Throws on negative values and unless 0 < alpha < 1.
 */
export function eDiscoveries(e: readonly number[], alpha: number): number[] {
  if (!e.every((value) => value >= 0)) throw new RangeError('e-values are 0 or more');
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`${alpha} is not a share of discoveries`);
  const ranked = [...e.entries()].sort(([, a], [, b]) => (a === b ? 0 : b - a));
  const found = ranked.findLastIndex(
    ([, value], place) => value >= e.length / ((place + 1) * alpha),
  );
  return ranked
    .slice(0, found + 1)
    .map(([index]) => index)
    .sort((a, b) => a - b);
}
