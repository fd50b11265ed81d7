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
import { over, strataOf, Tables, tableNames } from '@/lib/cli/stats-methods/strata';
import { clusteredProportion, dispersion, raoScott } from '@/lib/stats/clusters';
import { jackknife } from '@/lib/stats/jackknife';
import {
  addStratum,
  matchedRisks,
  noSums,
  ratioOf,
  type Sums,
  without,
} from '@/lib/stats/mantel-haenszel';
import { moverDifference } from '@/lib/stats/mover';
import { wilson } from '@/lib/stats/proportion';

const Counts = z.object({ y: numbers, n: numbers }).check(together('y', 'n'));
type Counts = z.output<typeof Counts>;
const Samples = z.object({ control: Counts, treated: Counts });

export const clusterMethods: Record<string, Method> = {
  clusterProportion: on(z.union([Samples, Counts]), (given) =>
    'y' in given
      ? clusterProportion(given)
      : {
          control: clusterProportion(given.control),
          treated: clusterProportion(given.treated),
        },
  ),
  raoScott: on(z.extend(Samples, { level }), ({ control, treated, level: coverage }) => {
    const names = ['chi2', 'p', 'newcombeOnEffectiveCounts'];
    return told(clusteredProportion(clustersOf(control)), names, (zero) =>
      told(clusteredProportion(clustersOf(treated)), names, (one) => {
        const [rate, base] = [one, zero].map(({ proportion, effectiveEvents, effectiveSize }) => ({
          rate: proportion,
          interval: wilson(effectiveEvents, effectiveSize, coverage),
        }));
        return {
          ...told(raoScott(one, zero), ['chi2', 'p'], ({ chiSquare, p }) => ({
            chi2: chiSquare,
            p,
          })),
          newcombeOnEffectiveCounts:
            rate && base ? pair(moverDifference(rate, base).interval) : null,
        };
      }),
    );
  }),
  pearsonDispersion: on(Counts, (sample) => ({
    p: rateOf(sample),
    ...told(dispersion(clustersOf(sample)), ['phi'], ({ dispersion: phi }) => ({ phi })),
  })),
  mhJackknife: on(
    z
      .object({ repo: z.array(z.union([z.number(), z.string()])), ...Tables, level })
      .check(together('repo', ...tableNames)),
    ({ repo, level: coverage, ...tables }) => {
      const all = { ...noSums };
      const byRepo = new Map<number | string, Sums>();
      for (const [index, stratum] of strataOf(tables).entries()) {
        const name = repo[index] ?? index;
        const own = byRepo.get(name) ?? { ...noSums };
        byRepo.set(name, own);
        addStratum(own, stratum);
        addStratum(all, stratum);
      }
      const rest = [...byRepo.values()].map((own) => without(all, own));
      const names = ['rr', 'seLogRrModel', 'seLogRrJack', 'rrCIJack'];
      names.push('rd', 'seRdModel', 'seRdJack', 'rdCIJack');
      return {
        groups: byRepo.size,
        ...told(matchedRisks(all, coverage), names, ({ risk1, risk0, difference, ratio }) => ({
          rr: over(risk1, risk0),
          seLogRrModel: ratio?.standardErrorOfLn ?? null,
          ...(ratio
            ? told(
                jackknife(Math.log(ratio.value), rest.map(lnRatio), coverage),
                ['seLogRrJack', 'rrCIJack'],
                ({ standardError, interval }) => ({
                  seLogRrJack: standardError,
                  rrCIJack: [Math.exp(interval.lower), Math.exp(interval.upper)],
                }),
              )
            : { seLogRrJack: null, rrCIJack: null }),
          rd: difference.value,
          seRdModel: difference.standardError,
          ...told(
            jackknife(difference.value, rest.map(differenceOf), coverage),
            ['seRdJack', 'rdCIJack'],
            ({ standardError, interval }) => ({
              seRdJack: standardError,
              rdCIJack: pair(interval),
            }),
          ),
        })),
      };
    },
  ),
};

function clusterProportion(sample: Counts) {
  return {
    p: rateOf(sample),
    ...told(
      clusteredProportion(clustersOf(sample)),
      ['seCluster', 'seBinomial', 'deff', 'effectiveN', 'effectiveEvents'],
      (found) => ({
        seCluster: found.standardError,
        seBinomial: found.binomialStandardError,
        deff: found.designEffect,
        effectiveN: found.effectiveSize,
        effectiveEvents: found.effectiveEvents,
      }),
    ),
  };
}

function clustersOf({ y, n }: Counts) {
  return y.map((events, index) => ({ events, n: n[index] ?? 0 }));
}

function rateOf({ y, n }: Counts): number | null {
  const total = sum(n);
  return total === 0 ? null : sum(y) / total;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Without a repository nothing may be left to tell a ratio from. */
function lnRatio(sums: Sums): number {
  return Math.log(ratioOf(sums, 0.95)?.value ?? Number.NaN);
}

function differenceOf({ above, below, weight }: Sums): number {
  return weight > 0 ? (above - below) / weight : Number.NaN;
}
