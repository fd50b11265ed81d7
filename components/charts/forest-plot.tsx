import { VisuallyHidden } from '@mantine/core';
import Link from 'next/link';
import classes from '@/components/charts/forest-plot.module.css';
import { ratioWords } from '@/components/words/ratios';
import type { Estimate } from '@/lib/api/compare';

export interface ForestRow {
  key: string;
  label: string;
  /** A closer look at it. */
  href?: string;
  ratio: Estimate;
  /** What it weighs among all, from 0 to 1; none for what is no part of them. */
  weight?: number;
  isTotal?: boolean;
}

/** Half the axis, as a factor: from an eighth to eight times. */
const reach = 8;

/** Ratios under each other on one logarithmic axis, the middle being no difference. It is a table, too. */
export function ForestPlot({
  caption,
  groupName,
  rows,
}: {
  caption: string;
  groupName: string;
  rows: readonly ForestRow[];
}) {
  return (
    <table className={classes.table}>
      <caption>
        <VisuallyHidden>{caption}</VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col">{groupName}</th>
          <th scope="col" className={classes.plot}>
            <span className={classes.axis}>
              <span>⅛ ×</span>
              <span>same</span>
              <span>8 ×</span>
            </span>
          </th>
          <th scope="col">Times as often, likely range</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, href, ratio, weight, isTotal = false }) => (
          <tr key={key} className={isTotal ? classes.strong : undefined}>
            <th scope="row" dir="auto">
              {href === undefined ? (
                label
              ) : (
                <Link href={href} prefetch={false}>
                  {label}
                </Link>
              )}
            </th>
            <td className={classes.plot}>
              <RatioMark ratio={ratio} weight={weight} />
            </td>
            <td className={classes.numbers}>{ratioWords(ratio)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RatioMark({ ratio, weight = 0.4 }: { ratio: Estimate; weight?: number | undefined }) {
  const { value, lower, upper } = ratio;
  if (value === null || lower === null)
    return <span className={classes.track} aria-hidden="true" />;
  const size = 6 + 8 * Math.sqrt(weight);
  return (
    <span className={classes.track} aria-hidden="true">
      <span
        className={classes.range}
        style={{
          left: `${placeOf(lower)}%`,
          width: `${placeOf(upper ?? reach) - placeOf(lower)}%`,
        }}
      />
      <span
        className={classes.square}
        style={{ left: `${placeOf(value)}%`, width: size, height: size }}
      />
    </span>
  );
}

/** Where on the axis, in percent of its width. */
function placeOf(ratio: number): number {
  if (ratio <= 0) return 0;
  return Math.min(100, Math.max(0, 50 + (50 * Math.log(ratio)) / Math.log(reach)));
}
