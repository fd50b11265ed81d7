import type { Rate } from '@/lib/api/definition';
import type { TrendPoint } from '@/lib/api/trend';
import { type Counts, noCounts } from '@/lib/measure/counts';
import { level } from '@/lib/measure/definition';
import { type Curve, kaplanMeier, type Reading, reading } from '@/lib/stats/kaplan-meier';

type RateReading = Rate & Pick<TrendPoint, 'provisional' | 'soFar'>;

/**
 * The rate of one group at the window. Where nobody has been watched that long `rate` is null, and
 * `soFar` reads the curve at the last day that it reaches.
 */
export function readRate(counts: Counts | undefined, windowDays: number): RateReading {
  const { entrants, events } = counts ?? noCounts;
  const curve = kaplanMeier({ entrants, events });
  const read = reading(curve, windowDays, level);
  return {
    changes: sum(entrants),
    regressions: sum(events),
    rate: read.ok ? read.rate : null,
    lower: read.ok ? read.interval.lower : null,
    upper: read.ok ? read.interval.upper : null,
    provisional: entrants.some(({ followUpDays }) => followUpDays < windowDays),
    soFar: read.ok ? null : soFar(curve),
  };
}

function soFar(curve: Curve): TrendPoint['soFar'] {
  if (curve.days.length === 0) return null;
  const read = reading(curve, curve.days.length, level);
  if (!read.ok) return null;
  return {
    day: read.day,
    rate: read.rate,
    lower: read.interval.lower,
    upper: read.interval.upper,
  };
}

/** The reading at the window itself, where the group has been watched that long. */
export function readAtWindow(counts: Counts | undefined, windowDays: number): Reading | undefined {
  const read = reading(kaplanMeier(counts ?? noCounts), windowDays, level);
  return read.ok ? read : undefined;
}

function sum(list: readonly { count: number }[]): number {
  return list.reduce((total, { count }) => total + count, 0);
}

/** A rate alone, without what a trend says of it. */
export function rateOnly({ changes, regressions, rate, lower, upper }: Rate): Rate {
  return { changes, regressions, rate, lower, upper };
}
