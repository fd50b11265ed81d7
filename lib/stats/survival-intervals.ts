import { type Interval, zOf } from '@/lib/stats/interval';

/** The intervals of a survival by Greenwood's standard error that other software prints. */
export type SurvivalIntervals = { logLog: Interval | null; log: Interval; plain: Interval };

/**
 * The intervals of the share without an event on three scales, for checks against other software: what is
 * shown is `reading`'s, which holds where these are not defined or cover too little.
 *
 * Source: Kalbfleisch & Prentice 1980, The Statistical Analysis of Failure Time Data, 1.3; as R's
 * `survfit` draws them in to 0 and 1.
 * No events: no width, and no log-log interval. All events: null, Greenwood's sum has no end. Throws on a
 * survival outside [0, 1] and a negative standard error.
 */
export function survivalIntervals(
  survival: number,
  standardError: number,
  level: number,
): SurvivalIntervals | null {
  if (!(survival >= 0 && survival <= 1 && standardError >= 0)) {
    throw new RangeError(`${survival} ± ${standardError} is not a survival`);
  }
  const z = zOf(level);
  if (survival === 0) return null;
  const relative = standardError / survival;
  const stretch = Math.exp((z * relative) / -Math.log(survival));
  return {
    logLog:
      survival === 1
        ? null
        : { lower: survival ** stretch, upper: survival ** (1 / stretch), level },
    log: {
      lower: survival * Math.exp(-z * relative),
      upper: Math.min(1, survival * Math.exp(z * relative)),
      level,
    },
    plain: {
      lower: Math.max(0, survival - z * standardError),
      upper: Math.min(1, survival + z * standardError),
      level,
    },
  };
}
