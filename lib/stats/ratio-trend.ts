import { riskSetsOf, slopeAt } from '@/lib/stats/cox';
import type { FollowedStratum } from '@/lib/stats/hazard-ratio';
import { type Interval, zOf } from '@/lib/stats/interval';
import { jackknife } from '@/lib/stats/jackknife';
import type { Result } from '@/lib/stats/result';

/** A stratum, and where its group stands in the order of groups. */
export type ScoredStratum = FollowedStratum & { score: number };

export type RatioTrend = {
  /** The first and the last score at which events of either arm meet people at risk of both. */
  first: number;
  last: number;
  /** The fitted ln ratio at both. */
  lnFirst: number;
  lnLast: number;
  /** Their difference: the larger of the model's and the clusters' standard error. */
  change: { ln: number; standardError: number; interval: Interval; isJackknifed: boolean };
  /** Events in the risk sets that tell. */
  events: number;
};

/** Beyond this a likelihood still rises: there is no likeliest line. */
const farthest = 25;

/** Sums of one cluster, or of all: the score and the information of a line a + b x. */
type Line = { u0: number; u1: number; i00: number; i01: number; i11: number };

/**
 * How the ratio of two arms' hazards changes along groups in an order: ln ratio = a + b score by Cox's partial
 * likelihood, each stratum with a baseline of its own. Over two groups it is their difference.
 *
 * Source: Cox 1972, J R Stat Soc B 34:187, with ties by Efron, as `coxRatio` has it; leaving out each cluster
 * by one Newton step from the likeliest line (Therneau & Grambsch 2000, 7.1), then as `jackknife`.
 * Events at one score alone, none, or an end without events of one arm: `no-events`.
 */
export function ratioTrend(
  strata: readonly ScoredStratum[],
  lastDay: number,
  level: number,
): Result<RatioTrend> {
  const told = strata
    .map((stratum) => ({ ...stratum, sets: riskSetsOf(stratum, lastDay) }))
    .filter(({ sets }) => sets.length > 0);
  const scores = told.map(({ score }) => score);
  const first = scores.reduce((least, score) => Math.min(least, score), Infinity);
  const last = scores.reduce((most, score) => Math.max(most, score), -Infinity);
  if (!(last > first)) return { ok: false, reason: 'no-events' };

  const linesAt = (at: Step): Map<string, Line> => {
    const lines = new Map<string, Line>();
    for (const { cluster, score: place, sets } of told) {
      // From 0 at the first score to 1 at the last, so that b is the change between them.
      const x = (place - first) / (last - first);
      const { score, information } = slopeAt(sets, Math.exp(at.a + at.b * x));
      const line = lines.get(cluster) ?? { u0: 0, u1: 0, i00: 0, i01: 0, i11: 0 };
      lines.set(cluster, line);
      line.u0 += score;
      line.u1 += score * x;
      line.i00 += information;
      line.i01 += information * x;
      line.i11 += information * x * x;
    }
    return lines;
  };

  const fitted = likeliest((at) => sumOf([...linesAt(at).values()]));
  if (fitted === undefined) return { ok: false, reason: 'no-events' };
  const { a, b } = fitted;
  const lines = [...linesAt(fitted).values()];
  const all = sumOf(lines);
  const modelError = Math.sqrt(all.i00 / (all.i00 * all.i11 - all.i01 ** 2));
  const jack = jackknife(
    b,
    lines.map((line) => b + stepOf(lessOf(all, line)).b),
    level,
  );
  const isJackknifed = jack.ok && jack.standardError > modelError;
  const half = zOf(level) * modelError;
  return {
    ok: true,
    first,
    last,
    lnFirst: a,
    lnLast: a + b,
    change: {
      ln: b,
      standardError: isJackknifed ? jack.standardError : modelError,
      interval: isJackknifed ? jack.interval : { lower: b - half, upper: b + half, level },
      isJackknifed,
    },
    events: told
      .flatMap(({ sets }) => sets)
      .reduce((sum, { events1, events0 }) => sum + events1 + events0, 0),
  };
}

type Step = { a: number; b: number };

/** Newton's steps up the likelihood; undefined where it has no top, or is flat. */
function likeliest(lineAt: (at: Step) => Line): Step | undefined {
  let at: Step = { a: 0, b: 0 };
  for (let step = 0; step < 100; step += 1) {
    const move = stepOf(lineAt(at));
    const longest = Math.max(Math.abs(move.a), Math.abs(move.b));
    if (!Number.isFinite(longest)) return undefined;
    const part = Math.min(1, 1 / longest);
    at = { a: at.a + part * move.a, b: at.b + part * move.b };
    if (Math.max(Math.abs(at.a), Math.abs(at.b)) > farthest) return undefined;
    if (longest < 1e-10) return at;
  }
  return undefined;
}

/** The inverse information times the score; not finite where nothing is told. */
function stepOf({ u0, u1, i00, i01, i11 }: Line): Step {
  const determinant = i00 * i11 - i01 * i01;
  // Of what is singular rounding leaves a little.
  if (!(determinant > 1e-12 * i00 * i11)) return { a: Number.NaN, b: Number.NaN };
  return { a: (i11 * u0 - i01 * u1) / determinant, b: (i00 * u1 - i01 * u0) / determinant };
}

function sumOf(lines: readonly Line[]): Line {
  const sum: Line = { u0: 0, u1: 0, i00: 0, i01: 0, i11: 0 };
  for (const { u0, u1, i00, i01, i11 } of lines) {
    sum.u0 += u0;
    sum.u1 += u1;
    sum.i00 += i00;
    sum.i01 += i01;
    sum.i11 += i11;
  }
  return sum;
}

/** All but one cluster. */
const lessOf = (all: Line, one: Line): Line => ({
  u0: all.u0 - one.u0,
  u1: all.u1 - one.u1,
  i00: all.i00 - one.i00,
  i01: all.i01 - one.i01,
  i11: all.i11 - one.i11,
});
