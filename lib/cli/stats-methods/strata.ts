import * as z from 'zod/mini';
import {
  level,
  type Method,
  numbers,
  on,
  pair,
  together,
  told,
} from '@/lib/cli/stats-methods/method';
import { zOf } from '@/lib/stats/interval';
import {
  addStratum,
  cochranMantelHaenszel,
  matchedRisks,
  noSums,
  type Stratum,
} from '@/lib/stats/mantel-haenszel';
import { homogeneity, oddsRatio } from '@/lib/stats/odds-ratio';
import { matchedRates } from '@/lib/stats/person-time';
import { standardise, standardisedRate } from '@/lib/stats/standardise';

export const Tables = { x1: numbers, n1: numbers, x0: numbers, n0: numbers };
export const tableNames = Object.keys(Tables);

export const strataMethods: Record<string, Method> = {
  mantelHaenszel: on(
    z.object({ ...Tables, level }).check(together(...tableNames)),
    ({ level: coverage, ...tables }) => {
      const strata = strataOf(tables);
      const sums = { ...noSums };
      for (const stratum of strata) addStratum(sums, stratum);
      const odds = oddsRatio(strata, coverage);
      return {
        or: odds?.value ?? null,
        seLogOR: odds?.standardErrorOfLn ?? null,
        orCI: pair(odds?.interval),
        ...told(cochranMantelHaenszel(sums), ['cmhChi2', 'cmhP'], ({ chiSquare, p }) => ({
          cmhChi2: chiSquare,
          cmhP: p,
        })),
        ...told(
          cochranMantelHaenszel(sums, { isCorrected: true }),
          ['cmhChi2Corrected'],
          ({ chiSquare }) => ({ cmhChi2Corrected: chiSquare }),
        ),
        ...told(
          matchedRisks(sums, coverage),
          [
            'risk1',
            'risk0',
            'rd',
            'seRdSato',
            'rdSatoCI',
            'seRdGR',
            'rdGRCI',
            'rr',
            'seLogRR',
            'rrCI',
          ],
          ({ risk1, risk0, difference, ratio, standardErrorOfLargeStrata: seRdGR }) => {
            const half = zOf(coverage) * seRdGR;
            return {
              risk1,
              risk0,
              rd: difference.value,
              seRdSato: difference.standardError,
              rdSatoCI: pair(difference.interval),
              seRdGR,
              rdGRCI: [difference.value - half, difference.value + half],
              rr: over(risk1, risk0),
              seLogRR: ratio?.standardErrorOfLn ?? null,
              rrCI: pair(ratio?.interval),
            };
          },
        ),
        usedStrata: sums.strata,
        ...crude(strata),
      };
    },
  ),
  breslowDay: on(z.object(Tables).check(together(...tableNames)), (tables) =>
    told(
      homogeneity(strataOf(tables)),
      ['breslowDay', 'tarone', 'df', 'p', 'pTarone'],
      ({ breslowDay, tarone, df, p, pOfTarone }) => ({
        breslowDay,
        tarone,
        df,
        p,
        pTarone: pOfTarone,
      }),
    ),
  ),
  mantelHaenszelRate: on(
    z
      .object({ events1: numbers, time1: numbers, events0: numbers, time0: numbers, level })
      .check(together('events1', 'time1', 'events0', 'time0')),
    ({ events1, time1, events0, time0, level: coverage }) => {
      const strata = events1.map((events, index) => ({
        events1: events,
        time1: time1[index] ?? 0,
        events0: events0[index] ?? 0,
        time0: time0[index] ?? 0,
      }));
      return told(
        matchedRates(strata, coverage),
        ['irr', 'seLogIrr', 'irrCI', 'ird', 'seIrd', 'irdCI'],
        ({ rate1, rate0, ratio, difference }) => {
          const half = zOf(coverage) * difference.standardError;
          return {
            irr: over(rate1, rate0),
            seLogIrr: ratio?.standardErrorOfLn ?? null,
            irrCI: pair(ratio?.interval),
            ird: difference.value,
            seIrd: difference.standardError,
            irdCI: [difference.value - half, difference.value + half],
          };
        },
      );
    },
  ),
  standardise: on(
    z.object({ ...Tables, weights: numbers, level }).check(together('weights', ...tableNames)),
    ({ weights, level: coverage, ...tables }) => {
      const strata = strataOf(tables).map((stratum, index) => ({
        ...stratum,
        weight: weights[index] ?? 0,
      }));
      return told(
        standardise(strata, coverage),
        ['risk1', 'risk0', 'rd', 'seRd', 'rdCI', 'rr', 'seLogRr', 'rrCI'],
        ({ risk1, risk0, difference, ratio }) => ({
          risk1,
          risk0,
          rd: difference.value,
          seRd: difference.standardError,
          rdCI: pair(difference.interval),
          rr: over(risk1, risk0),
          seLogRr: ratio?.standardErrorOfLn ?? null,
          rrCI: pair(ratio?.interval),
        }),
      );
    },
  ),
  standardisedRateFayFeuer: on(
    z
      .object({ count: numbers, pop: numbers, stdpop: numbers, level })
      .check(together('count', 'pop', 'stdpop')),
    ({ count, pop, stdpop, level: coverage }) => {
      const strata = count.map((events, index) => ({
        count: events,
        population: pop[index] ?? 0,
        standard: stdpop[index] ?? 0,
      }));
      return told(
        standardisedRate(strata, coverage),
        ['crude', 'adjusted', 'lower', 'upper'],
        ({ crude: rate, adjusted, interval: { lower, upper } }) => ({
          crude: rate,
          adjusted,
          lower,
          upper,
        }),
      );
    },
  ),
};

type TableLists = { [Name in keyof typeof Tables]: readonly number[] };

/** Lists by name as strata, one a place. */
export function strataOf({ x1, n1, x0, n0 }: TableLists): Stratum[] {
  return x1.map((events1, index) => ({
    events1,
    n1: n1[index] ?? 0,
    events0: x0[index] ?? 0,
    n0: n0[index] ?? 0,
  }));
}

/** What the strata say when nobody asks for them. */
function crude(strata: readonly Stratum[]) {
  const total = { events1: 0, n1: 0, events0: 0, n0: 0 };
  for (const { events1, n1, events0, n0 } of strata) {
    total.events1 += events1;
    total.n1 += n1;
    total.events0 += events0;
    total.n0 += n0;
  }
  if (total.n1 === 0 || total.n0 === 0) return { crudeRd: null, crudeRr: null };
  const [risk1, risk0] = [total.events1 / total.n1, total.events0 / total.n0];
  return { crudeRd: risk1 - risk0, crudeRr: over(risk1, risk0) };
}

/** 0 against 0 is no ratio, x against 0 an infinite one. */
export function over(above: number, below: number): number | null {
  return above === 0 && below === 0 ? null : above / below;
}
