import { type Interval, zOf } from '@/lib/stats/interval';
import type { Result } from '@/lib/stats/result';

/** Events of `n`, in one of the four cells. */
type Cell = { events: number; n: number };

/** Those that something was adopted for, and those it was not, before and after that day. */
export type FourCells = {
  treatedBefore: Cell;
  treatedAfter: Cell;
  controlBefore: Cell;
  controlAfter: Cell;
};

/** How much more one side changed than the other, on the scale of what changed. */
export type DifferenceInDifferences = {
  value: number;
  standardError: number;
  interval: Interval;
};

/**
 * How much more the rate changed where something was adopted than where it was not, as difference
 * and as ratio of ratios: 0.5 is half of what it would have become.
 *
 * Source: Card & Krueger 1994, Am Econ Rev 84:772, for rates: variance of the difference
 * Σ p(1 − p)/n over the four cells, of ln ratio Σ (1/events − 1/n).
 *
 * An empty cell: `no-data`; without a comparison group there is no such difference. No events in
 * all four, or all events: `no-events`. A cell without events adds no variance: read it with care;
 * there the ratio is 0, Infinity, or null at 0/0, and its standard error null. Throws on events outside 0 to n.
 */
export function differenceInRates(
  cells: FourCells,
  level: number,
): Result<
  DifferenceInDifferences & { ratioOfRatios: number | null; standardErrorOfLog: number | null }
> {
  const { treatedBefore, treatedAfter, controlBefore, controlAfter } = cells;
  const all = [treatedBefore, treatedAfter, controlBefore, controlAfter];
  for (const { events, n } of all) {
    if (!(events >= 0 && events <= n && Number.isFinite(n))) {
      throw new RangeError(`${events} of ${n} is not a proportion`);
    }
  }
  if (all.some(({ n }) => n === 0)) return { ok: false, reason: 'no-data' };
  const standardError = Math.sqrt(
    all.reduce((sum, { events, n }) => sum + ((events / n) * (1 - events / n)) / n, 0),
  );
  if (standardError === 0) return { ok: false, reason: 'no-events' };
  const above = rateOf(treatedAfter) * rateOf(controlBefore);
  const below = rateOf(treatedBefore) * rateOf(controlAfter);
  return {
    ok: true,
    ...withInterval(
      rateOf(treatedAfter) - rateOf(treatedBefore) - (rateOf(controlAfter) - rateOf(controlBefore)),
      standardError,
      level,
    ),
    ratioOfRatios: above === 0 && below === 0 ? null : above / below,
    standardErrorOfLog: all.some(({ events }) => events === 0)
      ? null
      : Math.sqrt(all.reduce((sum, { events, n }) => sum + 1 / events - 1 / n, 0)),
  };
}

/**
 * The same from two independent changes with their standard errors, in the unit of the changes.
 *
 * Source: Card & Krueger 1994, Am Econ Rev 84:772, table 3. Throws on negative standard errors.
 */
export function differenceOfChanges(
  treated: { change: number; standardError: number },
  control: { change: number; standardError: number },
  level: number,
): DifferenceInDifferences {
  if (!(treated.standardError >= 0 && control.standardError >= 0)) {
    throw new RangeError('a standard error is 0 or more');
  }
  return withInterval(
    treated.change - control.change,
    Math.hypot(treated.standardError, control.standardError),
    level,
  );
}

function withInterval(
  value: number,
  standardError: number,
  level: number,
): DifferenceInDifferences {
  const half = zOf(level) * standardError;
  return { value, standardError, interval: { lower: value - half, upper: value + half, level } };
}

function rateOf({ events, n }: Cell): number {
  return events / n;
}
