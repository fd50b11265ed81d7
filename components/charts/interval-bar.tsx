import classes from '@/components/charts/interval-bar.module.css';
import type { Rate } from '@/lib/api/definition';

/** The room above the highest end, so that it is seen to end. */
const headroom = 1.06;

/** The end of a scale that holds all of these intervals. */
export function scaleOf(rates: readonly Pick<Rate, 'upper'>[], least = 0.02): number {
  return Math.max(least, ...rates.map(({ upper }) => upper ?? 0)) * headroom;
}

/** A rate as a mark in its interval, on a scale from 0; beside the words that say the same. */
export function IntervalBar({
  rate: { rate, lower, upper },
  top,
  budget,
  color = 'var(--ink)',
}: {
  rate: Pick<Rate, 'rate' | 'lower' | 'upper'>;
  /** The end of the scale. */
  top: number;
  /** Marked by a line, where there is one. */
  budget?: number;
  color?: string;
}) {
  const place = (value: number) => `${Math.min(100, (value / top) * 100)}%`;
  return (
    <span className={classes.track} aria-hidden="true">
      {rate !== null && lower !== null && upper !== null && (
        <>
          <span
            className={classes.range}
            style={{ left: place(lower), right: `calc(100% - ${place(upper)})`, background: color }}
          />
          <span className={classes.mark} style={{ left: place(rate), background: color }} />
        </>
      )}
      {budget !== undefined && <span className={classes.budget} style={{ left: place(budget) }} />}
    </span>
  );
}
