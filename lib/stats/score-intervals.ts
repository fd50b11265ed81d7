import { type Interval, zOf } from '@/lib/stats/interval';

/** Events of two independent groups: `x1` of `n1`, `x2` of `n2`. */
export type TwoProportions = { x1: number; n1: number; x2: number; n2: number };

/** How often an interval is halved: beyond the last digit of a number. */
const halvings = 200;

/**
 * The Miettinen–Nurminen score interval for the difference p1 − p2.
 *
 * Source: Miettinen & Nurminen 1985, Stat Med 4:213, with the factor N/(N − 1); Mee's does without.
 * No events on both sides, all events: finite limits around 0. Null with an empty arm. Throws on events
 * outside 0 to n.
 */
export function scoreDifference(table: TwoProportions, level: number): Interval | null {
  requireProportions(table);
  const { x1, n1, x2, n2 } = table;
  if (n1 === 0 || n2 === 0) return null;
  const difference = x1 / n1 - x2 / n2;
  const critical = zOf(level) ** 2;
  const isInside = (delta: number) => differenceScore(table, delta) <= critical;
  return {
    lower: edge(isInside, difference, -1),
    upper: edge(isInside, difference, 1),
    level,
  };
}

function differenceScore(table: TwoProportions, delta: number): number {
  const { x1, n1, x2, n2 } = table;
  const second = likeliestBase(table, delta);
  const first = clamp(second + delta);
  const variance =
    ((first * (1 - first)) / n1 + (second * (1 - second)) / n2) * correctionOf(n1 + n2);
  return scoreOf((x1 / n1 - x2 / n2 - delta) ** 2, variance);
}

/**
 * The second of the likeliest two proportions `delta` apart: where the slope of their likelihood, which only
 * falls, is 0. The closed form of their cubic loses its digits where the groups are of very different size.
 */
function likeliestBase({ x1, n1, x2, n2 }: TwoProportions, delta: number): number {
  const part = (count: number, risk: number) => (count === 0 ? 0 : count / risk);
  let low = Math.max(0, -delta);
  let high = Math.min(1, 1 - delta);
  for (let step = 0; step < halvings; step += 1) {
    const second = (low + high) / 2;
    if (second === low || second === high) break;
    const first = second + delta;
    const slope =
      part(x1, first) - part(n1 - x1, 1 - first) + part(x2, second) - part(n2 - x2, 1 - second);
    if (slope > 0) low = second;
    else high = second;
  }
  return (low + high) / 2;
}

/**
 * A score interval for the ratio p1/p2: Koopman's, or Miettinen–Nurminen's with its factor N/(N − 1).
 *
 * Source: Koopman 1984, Biometrics 40:513; Miettinen & Nurminen 1985, Stat Med 4:213.
 * 0 against x: from 0; x against 0: to Infinity; 0 against 0: [0, Infinity]. Null with an empty arm.
 * Throws on events outside 0 to n.
 */
export function scoreRatio(
  table: TwoProportions,
  level: number,
  method: 'koopman' | 'miettinen-nurminen',
): Interval | null {
  requireProportions(table);
  const { x1, n1, x2, n2 } = table;
  if (n1 === 0 || n2 === 0) return null;
  if (x1 === 0 && x2 === 0) return { lower: 0, upper: Infinity, level };
  const total = n1 + n2;
  const factor = method === 'koopman' ? 1 : correctionOf(total);
  const critical = zOf(level) ** 2;
  const isInside = (ln: number) => ratioScore(table, Math.exp(ln), factor) <= critical;
  // Where one side has no events the likeliest ratio is at an end; any ratio inside begins the search.
  const start = Math.log(Math.max(x1, 0.5) / n1 / (Math.max(x2, 0.5) / n2));
  return {
    lower: x1 === 0 ? 0 : Math.exp(edge(isInside, x2 === 0 ? start + 40 : start, start - 60)),
    upper:
      x2 === 0 ? Infinity : Math.exp(edge(isInside, x1 === 0 ? start - 40 : start, start + 60)),
    level,
  };
}

function ratioScore({ x1, n1, x2, n2 }: TwoProportions, ratio: number, factor: number): number {
  const a = (n1 + n2) * ratio;
  const b = -(n1 * ratio + x1 + n2 + x2 * ratio);
  const c = x1 + x2;
  // The smaller root of a p² + b p + c, with its numerator rationalised.
  const second = clamp((2 * c) / (-b + Math.sqrt(Math.max(0, b * b - 4 * a * c))));
  const first = clamp(second * ratio);
  const variance =
    ((first * (1 - first)) / n1 + (ratio ** 2 * second * (1 - second)) / n2) * factor;
  return scoreOf((x1 / n1 - (ratio * x2) / n2) ** 2, variance);
}

/**
 * The interval for the ratio p1/p2 that is symmetric on the logarithmic scale.
 *
 * Source: Katz et al. 1978, Biometrics 34:469. Undefined without events on a side, as in one of seven
 * small samples: then, and with an empty arm, null.
 */
export function logRatio({ x1, n1, x2, n2 }: TwoProportions, level: number): Interval | null {
  requireProportions({ x1, n1, x2, n2 });
  if (x1 === 0 || x2 === 0) return null;
  const ratio = x1 / n1 / (x2 / n2);
  const factor = Math.exp(zOf(level) * Math.sqrt(1 / x1 - 1 / n1 + 1 / x2 - 1 / n2));
  return { lower: ratio / factor, upper: ratio * factor, level };
}

/** Miettinen & Nurminen's; of fractional counts that add up to 1 or less nothing is rejected. */
const correctionOf = (total: number) => (total > 1 ? total / (total - 1) : Number.MAX_VALUE);

const scoreOf = (square: number, variance: number) =>
  variance > 0 ? square / variance : square > 0 ? Infinity : 0;

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** The last value inside, going from one that is inside towards an end. */
function edge(isInside: (value: number) => boolean, from: number, end: number): number {
  if (isInside(end)) return end;
  let [inside, outside] = [from, end];
  for (let step = 0; step < halvings; step += 1) {
    const middle = (inside + outside) / 2;
    if (middle === inside || middle === outside) break;
    if (isInside(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}

function requireProportions({ x1, n1, x2, n2 }: TwoProportions): void {
  if (!(x1 >= 0 && x1 <= n1 && x2 >= 0 && x2 <= n2)) {
    throw new RangeError(`${x1} of ${n1} and ${x2} of ${n2} are not two proportions`);
  }
}
