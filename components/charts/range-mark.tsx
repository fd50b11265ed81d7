import classes from '@/components/charts/range-mark.module.css';
import { placeOf, tickWords } from '@/components/charts/rate-axis';

/** A rate as a dot in its range, on an axis that the other rows share. The words stand beside it. */
export function RangeMark({
  shown,
  own,
  all,
  end,
}: {
  shown: { rate: number; lower: number; upper: number } | null;
  /** The rate by itself, before it borrowed from the others. */
  own: number | null;
  all: number | null;
  end: number;
}) {
  return (
    <svg className={classes.plot} height="22" aria-hidden="true" focusable="false">
      <line className={classes.axis} x1="0" x2="100%" y1="11" y2="11" />
      {all !== null && (
        <line
          className={classes.all}
          x1={placeOf(all, end)}
          x2={placeOf(all, end)}
          y1="0"
          y2="22"
        />
      )}
      {shown !== null && (
        <>
          <line
            className={classes.range}
            x1={placeOf(shown.lower, end)}
            x2={placeOf(shown.upper, end)}
            y1="11"
            y2="11"
          />
          {own !== null && (
            <line
              className={classes.own}
              x1={placeOf(own, end)}
              x2={placeOf(own, end)}
              y1="5"
              y2="17"
            />
          )}
          <circle className={classes.dot} cx={placeOf(shown.rate, end)} cy="11" r="5" />
        </>
      )}
    </svg>
  );
}

/** The axis over a column of ranges. */
export function RangeAxis({ ticks }: { ticks: readonly number[] }) {
  const end = ticks.at(-1) ?? 1;
  return (
    <svg className={classes.plot} height="14" aria-hidden="true" focusable="false">
      {ticks.map((tick, index) => (
        <text
          key={tick}
          className={classes.tick}
          x={placeOf(tick, end)}
          y="11"
          textAnchor={index === 0 ? 'start' : index === ticks.length - 1 ? 'end' : 'middle'}
        >
          {tickWords(tick)}
        </text>
      ))}
    </svg>
  );
}
