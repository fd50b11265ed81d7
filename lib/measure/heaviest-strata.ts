import type { HeaviestStrata } from '@/lib/api/cohorts';
import { KindOfWork, SizeBucket } from '@/lib/domain/change';
import { type Counts, watchedIn } from '@/lib/measure/counts';
import { isTwoArmed, type KeyedStratum, weightOf } from '@/lib/measure/matched';
import { riskSets } from '@/lib/stats/hazard-ratio';

const mostTold = 20;

/** The strata with changes of both that weigh most in the matched ratio, and how many are left out. */
export function heaviestStrata(
  strata: readonly KeyedStratum[],
  horizonDays: number,
): HeaviestStrata {
  const weighed = strata
    .filter(isTwoArmed)
    .map((stratum) => ({ stratum, weight: weightOf(riskSets([stratum], horizonDays).sums) }))
    .sort((a, b) => b.weight - a.weight);
  const all = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const share = (weight: number) => (all === 0 ? 0 : weight / all);
  const lighter = weighed.slice(mostTold);
  return {
    heaviest: weighed.slice(0, mostTold).map(({ stratum, weight }) => {
      const [repository = '', size, quarter, kindOfWork] = stratum.keys;
      return {
        repository,
        size: SizeBucket.safeParse(size).data ?? null,
        quarter: quarter ?? null,
        kindOfWork: KindOfWork.safeParse(kindOfWork).data ?? null,
        a: countedIn(stratum.one),
        b: countedIn(stratum.zero),
        weight: share(weight),
      };
    }),
    lighter: {
      strata: lighter.length,
      weight: share(lighter.reduce((sum, { weight }) => sum + weight, 0)),
    },
  };
}

function countedIn({ entrants, events }: Counts) {
  return {
    changes: watchedIn({ entrants }),
    regressions: events.reduce((sum, { count }) => sum + count, 0),
  };
}
