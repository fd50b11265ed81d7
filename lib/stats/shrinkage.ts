import { betaCdf, betaQuantile, digamma, logGamma, trigamma } from '@/lib/stats/distributions';
import type { Interval } from '@/lib/stats/interval';
import type { Result } from '@/lib/stats/result';

/** Events of a group's `n`. */
type Group = { events: number; n: number };

/** A Beta distribution of the rates of groups. */
type Prior = { alpha: number; beta: number };

/** What the spread of the groups says before likelihood: their mean, correlation and strength. */
type Moments = { mean: number; correlation: number; strength: number };

type ShrunkGroup = {
  /** The group's rate after borrowing from all others. */
  mean: number;
  interval: Interval;
  /** Probability that the group's rate is above the mean of all: null where all share one rate. */
  probabilityAboveMean: number | null;
};

export type Shrinkage = {
  /**
   * - `partial`: groups differ, each is drawn towards the mean as far as its size allows;
   * - `full`: no detectable differences, all get the pooled rate;
   * - `none`: a single group has nothing to borrow from, nor have those that differ as far as can be.
   */
  pooling: 'partial' | 'full' | 'none';
  /** By maximum likelihood; null unless pooling is partial. Its strength is alpha + beta. */
  prior: Prior | null;
  /** Null where they are undefined: a single group, no events, all events. */
  moments: Moments | null;
  /** Whether there are groups enough to tell an order of any kind. */
  canOrder: boolean;
  /** As given. */
  groups: readonly ShrunkGroup[];
};

/** From this strength on the groups count as equal. */
const strongest = 1e6;
const fewestToOrder = 5;

/**
 * Rates of many groups, shrunk towards each other so that 1 of 3 does not top the list: empirical
 * Bayes with yᵢ ~ BetaBinomial(nᵢ, α, β), means (y + α)/(n + α + β), intervals by Beta quantiles.
 *
 * Source: Griffiths 1973, Biometrics 29:637 (maximum likelihood, here over logit of the mean and ln
 * of the strength α + β); start: Kleinman 1973, J Am Stat Assoc 68:46, weights nᵢ.
 *
 * Correlation of 0 or less, or a strength above a million, so also no events or all events: full
 * pooling, with Jeffreys' interval of the pooled rate. A group with n = 0 gets the mean of all, as
 * wide as groups differ. A single group, and groups that each have all events or none: Jeffreys'
 * posterior of their own. Below five groups there are intervals but no order. No group with n > 0: `no-data`. Throws on events outside 0 to n.
 */
export function shrink(groups: readonly Group[], level: number): Result<Shrinkage> {
  for (const { events, n } of groups) {
    if (!(events >= 0 && events <= n && Number.isFinite(n))) {
      throw new RangeError(`${events} of ${n} is not a proportion`);
    }
  }
  const told = groups.filter(({ n }) => n > 0);
  if (told.length === 0) return { ok: false, reason: 'no-data' };
  const canOrder = told.length >= fewestToOrder;
  const moments = kleinman(told);
  const found = told.length === 1 ? 'none' : mostLikely(told, moments);
  const unshrunk = { ok: true, prior: null, moments, canOrder } as const;
  if (found === 'none') {
    const own = groups.map((group) => onItsOwn(group, level));
    return { ...unshrunk, pooling: found, groups: own };
  }
  if (found === 'full') {
    const pooled = pool(told);
    const shared = { ...onItsOwn(pooled, level), mean: pooled.events / pooled.n };
    return { ...unshrunk, pooling: found, groups: groups.map(() => shared) };
  }
  const prior = found;
  const mean = prior.alpha / (prior.alpha + prior.beta);
  const shrunk = groups.map((group) => posterior(group, prior, mean, level));
  return { ok: true, pooling: 'partial', prior, moments, canOrder, groups: shrunk };
}

/**
 * Groups in tiers instead of places: indices of the highest first, and whoever's interval reaches up
 * to that of a tier's first stands beside it. No groups: no tiers; all alike: one.
 */
export function tiers(groups: readonly Pick<ShrunkGroup, 'mean' | 'interval'>[]): number[][] {
  const found: { floor: number; members: number[] }[] = [];
  for (const [index, { interval }] of [...groups.entries()].sort(
    ([, a], [, b]) => b.mean - a.mean,
  )) {
    const last = found.at(-1);
    if (last && interval.upper >= last.floor) last.members.push(index);
    else found.push({ floor: interval.lower, members: [index] });
  }
  return found.map(({ members }) => members);
}

const jeffreys: Prior = { alpha: 0.5, beta: 0.5 };

/** By Jeffreys' prior, whose interval reaches the end where all or nothing happened. */
function onItsOwn(group: Group, level: number): ShrunkGroup {
  const { mean, interval } = posterior(group, jeffreys, null, level);
  const lower = group.events === 0 ? 0 : interval.lower;
  const upper = group.events === group.n ? 1 : interval.upper;
  return { mean, interval: { lower, upper, level }, probabilityAboveMean: null };
}

function posterior(group: Group, prior: Prior, overall: number | null, level: number): ShrunkGroup {
  const alpha = group.events + prior.alpha;
  const beta = group.n - group.events + prior.beta;
  const tail = (1 - level) / 2;
  return {
    mean: alpha / (alpha + beta),
    interval: {
      lower: betaQuantile(tail, alpha, beta),
      upper: betaQuantile(1 - tail, alpha, beta),
      level,
    },
    probabilityAboveMean: overall === null ? null : 1 - betaCdf(overall, alpha, beta),
  };
}

function pool(groups: readonly Group[]): Group {
  return {
    events: groups.reduce((sum, { events }) => sum + events, 0),
    n: groups.reduce((sum, { n }) => sum + n, 0),
  };
}

function kleinman(groups: readonly Group[]): Moments | null {
  const pooled = pool(groups);
  const mean = pooled.events / pooled.n;
  const binomial = mean * (1 - mean);
  if (groups.length < 2 || binomial === 0) return null;
  const spread = groups.reduce((sum, { events, n }) => sum + n * (events / n - mean) ** 2, 0);
  // Both sums of Kleinman's weights w(1 − w/Σw), over w/n and over w, at w = n.
  const perGroup = groups.reduce((sum, { n }) => sum + 1 - n / pooled.n, 0);
  const perChange = groups.reduce((sum, { n }) => sum + n * (1 - n / pooled.n), 0);
  // Every group a single change: the spread within groups cannot be told.
  if (perChange <= perGroup) return null;
  const correlation = (spread - binomial * perGroup) / (binomial * (perChange - perGroup));
  return { mean, correlation, strength: 1 / correlation - 1 };
}

/** Where the search is: logit of the mean, and logarithm of the strength. */
type Place = { logit: number; logStrength: number };

/** The likelihood there, with its slope and curvature in both. */
type Slope = { value: number; g1: number; g2: number; h11: number; h12: number; h22: number };

/** Newton's method, damped so that every step goes up; what to pool when the strength has no bound. */
function mostLikely(groups: readonly Group[], moments: Moments | null): Prior | 'full' | 'none' {
  if (moments === null || moments.correlation <= 0) return 'full';
  const { mean, strength } = moments;
  // Groups as different as can be have a correlation of 1, or above it by chance: no strength at all.
  const start = Math.min(strongest / 10, Math.max(0.1, strength));
  let place: Place = { logit: Math.log(mean / (1 - mean)), logStrength: Math.log(start) };
  let at = likelihood(groups, place);
  let damping = 0;
  for (let step = 0; step < 200; step += 1) {
    const a = damping - at.h11;
    const b = damping - at.h22;
    const determinant = a * b - at.h12 * at.h12;
    if (!(a > 0 && determinant > 0)) {
      damping = Math.max(1e-3, damping * 4);
      continue;
    }
    const moveLogit = (at.g1 * b + at.g2 * at.h12) / determinant;
    const moveStrength = (at.g2 * a + at.g1 * at.h12) / determinant;
    const longest = Math.max(Math.abs(moveLogit), Math.abs(moveStrength));
    const shorten = Math.min(1, 2 / longest);
    const next = {
      logit: place.logit + shorten * moveLogit,
      logStrength: place.logStrength + shorten * moveStrength,
    };
    if (next.logStrength > Math.log(strongest)) return 'full';
    if (next.logStrength < -Math.log(strongest)) return 'none';
    if (longest < 1e-9) break;
    const there = likelihood(groups, next);
    if (there.value < at.value - 1e-11 * Math.abs(at.value)) {
      damping = Math.max(1e-3, damping * 4);
      continue;
    }
    place = next;
    at = there;
    damping = damping < 1e-6 ? 0 : damping / 4;
  }
  return priorAt(place);
}

function priorAt({ logit, logStrength }: Place): Prior {
  const strength = Math.exp(logStrength);
  return { alpha: strength / (1 + Math.exp(-logit)), beta: strength / (1 + Math.exp(logit)) };
}

function likelihood(groups: readonly Group[], place: Place): Slope {
  const { alpha, beta } = priorAt(place);
  const strength = alpha + beta;
  // Sums over groups of ln B(y + α, n − y + β) − ln B(α, β) and its derivatives by α and by β.
  let value = 0;
  let byAlpha = 0;
  let byBeta = 0;
  let byAlpha2 = 0;
  let byBeta2 = 0;
  let byBoth = 0;
  const none = [logGamma, digamma, trigamma].map((f) => [f(alpha), f(beta), f(strength)]);
  const [
    [lnA = 0, lnB = 0, lnS = 0] = [],
    [dA = 0, dB = 0, dS = 0] = [],
    [tA = 0, tB = 0, tS = 0] = [],
  ] = none;
  for (const { events, n } of groups) {
    const a = alpha + events;
    const b = beta + n - events;
    const s = strength + n;
    value += logGamma(a) - lnA + logGamma(b) - lnB - (logGamma(s) - lnS);
    const commonSlope = digamma(s) - dS;
    byAlpha += digamma(a) - dA - commonSlope;
    byBeta += digamma(b) - dB - commonSlope;
    const commonCurve = trigamma(s) - tS;
    byAlpha2 += trigamma(a) - tA - commonCurve;
    byBeta2 += trigamma(b) - tB - commonCurve;
    byBoth -= commonCurve;
  }
  // The chain rule from (α, β) to logit mean and ln strength: α and β move by ± c, and by themselves.
  const c = (alpha * beta) / strength;
  const tilt = (c * (beta - alpha)) / strength;
  return {
    value,
    g1: c * (byAlpha - byBeta),
    g2: alpha * byAlpha + beta * byBeta,
    h11: c * c * (byAlpha2 - 2 * byBoth + byBeta2) + tilt * (byAlpha - byBeta),
    h12: c * (alpha * byAlpha2 + (beta - alpha) * byBoth - beta * byBeta2) + c * (byAlpha - byBeta),
    h22:
      alpha * alpha * byAlpha2 +
      2 * alpha * beta * byBoth +
      beta * beta * byBeta2 +
      alpha * byAlpha +
      beta * byBeta,
  };
}
