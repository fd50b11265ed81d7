import * as z from 'zod/mini';
import { type Method, numbers, on, real, told } from '@/lib/cli/stats-methods/method';
import { funnelLimits, overDispersion } from '@/lib/stats/funnel';
import type { Interval } from '@/lib/stats/interval';
import { adjustedP, eDiscoveries } from '@/lib/stats/multiplicity';
import { shrink } from '@/lib/stats/shrinkage';

const Groups = { events: numbers, n: numbers };

export const manyGroupMethods: Record<string, Method> = {
  benjaminiHochberg: on(z.object({ p: numbers, q: z.number() }), ({ p, q }) => {
    const adjustedBH = adjustedP(p, 'benjamini-hochberg');
    return {
      rejected: adjustedBH.filter((value) => value <= q).length,
      adjustedBH,
      adjustedBY: adjustedP(p, 'benjamini-yekutieli'),
      holm: adjustedP(p, 'holm'),
      bonferroni: adjustedP(p, 'bonferroni'),
    };
  }),
  eBH: on(z.object({ e: z.array(real), alpha: z.number() }), ({ e, alpha }) => {
    const rejectedIndices = eDiscoveries(e, alpha);
    return { rejected: rejectedIndices.length, rejectedIndices };
  }),
  betaBinomialEB: on(z.object(Groups), (given) =>
    told(
      shrink(groupsOf(given), 0.95),
      ['mle', 'moments', 'posteriorMean', 'posterior95'],
      ({ pooling, prior, moments, canOrder, groups }) => ({
        pooling,
        canOrder,
        mle: prior && {
          ...prior,
          mean: prior.alpha / (prior.alpha + prior.beta),
          strength: prior.alpha + prior.beta,
        },
        moments: moments && {
          mu: moments.mean,
          rho: moments.correlation,
          M: moments.correlation > 0 ? moments.strength : null,
        },
        posteriorMean: groups.map(({ mean }) => mean),
        posterior95: sides(groups.map(({ interval }) => interval)),
      }),
    ),
  ),
  funnel: on(z.object({ target: z.number(), n: numbers }), ({ target, n }) => {
    const at95 = n.map((size) => funnelLimits(target, size, 0.95));
    const at998 = n.map((size) => funnelLimits(target, size, 0.998));
    return {
      normal95: sides(at95.map(({ normal }) => normal)),
      normal998: sides(at998.map(({ normal }) => normal)),
      exact95: sides(at95.map(({ exact }) => exact)),
      exact998: sides(at998.map(({ exact }) => exact)),
    };
  }),
  funnelOverdispersion: on(z.object({ ...Groups, trim: z.number() }), ({ trim, ...given }) =>
    told(
      overDispersion(groupsOf(given), trim),
      ['target', 'z', 'phiRaw', 'phi', 'inflateIf', 'zAdjusted'],
      ({ target, z, phiRaw, phi, isInflated, zAdjusted }) => ({
        target,
        z,
        phiRaw,
        phi,
        inflateIf: isInflated,
        zAdjusted,
      }),
    ),
  ),
};

function groupsOf({ events, n }: { events: readonly number[]; n: readonly number[] }) {
  return events.map((count, index) => ({ events: count, n: n[index] ?? 0 }));
}

function sides(intervals: readonly Interval[]) {
  return {
    lower: intervals.map(({ lower }) => lower),
    upper: intervals.map(({ upper }) => upper),
  };
}
