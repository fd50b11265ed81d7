import { VisuallyHidden } from '@mantine/core';
import Link from 'next/link';
import { forestPlaces } from '@/components/charts/forest-places';
import classes from '@/components/charts/forest-plot.module.css';
import { ratioWords } from '@/components/words/ratios';
import type { Estimate } from '@/lib/api/compare';

export interface ForestRow {
  key: string;
  label: string;
  /** A closer look at it. */
  href?: string;
  ratio: Estimate;
  /** How many changes it rests on, in words. */
  counts: string;
  /** What it weighs among all, from 0 to 1; none for what is no part of them. */
  weight?: number;
  isTotal?: boolean;
}

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
          <th scope="col">Times as often, likely range, changes</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, ratio, counts, href, weight, isTotal = false }) => (
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
            <td className={classes.plot} title={`${label}: ${ratioWords(ratio)}, ${counts}`}>
              <RatioMark ratio={ratio} weight={weight} />
            </td>
            <td className={classes.numbers}>
              {ratioWords(ratio)} <span className={classes.counts}>{counts}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RatioMark({ ratio, weight = 0.4 }: { ratio: Estimate; weight?: number | undefined }) {
  const places = forestPlaces(ratio);
  if (places === undefined) return <span className={classes.track} aria-hidden="true" />;
  const { from, to, at, pastLeft, pastRight } = places;
  const size = 6 + 8 * Math.sqrt(weight);
  return (
    <span className={classes.track} aria-hidden="true">
      <span
        className={classes.range}
        data-past-left={pastLeft}
        data-past-right={pastRight}
        style={{ left: `${from}%`, width: `${to - from}%` }}
      />
      {at !== null && (
        <span className={classes.square} style={{ left: `${at}%`, width: size, height: size }} />
      )}
    </span>
  );
}
