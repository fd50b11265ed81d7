import * as z from 'zod/mini';
import { type Method, on, real } from '@/lib/cli/stats-methods/method';
import { zOf } from '@/lib/stats/interval';
import {
  asymptoticHalfWidth,
  betaBinomialInterval,
  narrowestAt,
  normalMixtureInterval,
  rhoFor,
} from '@/lib/stats/sequential';

export const sequentialMethods: Record<string, Method> = {
  asympCsHalfWidth: on(
    z.object({ variance: z.number(), n: z.number(), rho: z.number(), alpha: z.number() }),
    ({ variance, n, rho, alpha }) => ({
      halfWidth: asymptoticHalfWidth({ variance, n }, { rho, alpha }),
      fixedHalfWidth: n === 0 ? Infinity : zOf(1 - alpha) * Math.sqrt(variance / n),
    }),
  ),
  sequentialRho: on(z.object({ alpha: z.number(), tuning: z.number() }), ({ alpha, tuning }) => {
    const { exact, closedForm } = rhoFor(tuning, alpha);
    return { rhoApprox: closedForm, rhoExact: exact, uExact: narrowestAt(alpha) };
  }),
  normalMixtureCS: on(
    z.object({ estimate: z.number(), se: real, r: z.number(), alpha: z.number() }),
    ({ estimate, se, r, alpha }) => {
      const found = normalMixtureInterval(estimate, se, { mixture: r, alpha });
      return {
        lower: found.interval.lower,
        upper: found.interval.upper,
        eValue: found.evidence,
        pAlwaysValid: found.p,
        zEquivalent: found.standardErrors,
      };
    },
  ),
  betaBinomialCS: on(
    z.object({ x: z.number(), n: z.number(), a: z.number(), b: z.number(), alpha: z.number() }),
    ({ x, n, ...mixture }) => {
      const { lower, upper } = betaBinomialInterval(x, n, mixture);
      return { lower, upper };
    },
  ),
};
