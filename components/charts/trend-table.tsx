import { Fragment } from 'react';
import chart from '@/components/charts/plot.module.css';
import type { PointMark, TrendMarks } from '@/components/charts/trend-marks';
import { RestLink } from '@/components/layout/rest-link';
import classes from '@/components/tables/table.module.css';

/** The marks of the trend as a table; with links only where it can be seen. */
export function TrendTable({
  marks,
  groupName = 'Written by',
  linkOf,
}: {
  marks: TrendMarks;
  /** What the series are. */
  groupName?: string;
  linkOf: ((point: PointMark) => string) | undefined;
}) {
  return (
    <table className={classes.table}>
      <caption className={classes.caption}>Regression rate by period of merge</caption>
      <thead>
        <tr>
          <th scope="col">Merged</th>
          <th scope="col">{groupName}</th>
          <th scope="col">Rate</th>
          <th scope="col">Likely range</th>
          <th scope="col">Counts</th>
          <th scope="col">Remark</th>
          {marks.before !== null && (
            <>
              <th scope="col">Time before</th>
              <th scope="col">Rate then</th>
              <th scope="col">Likely range then</th>
              <th scope="col">Counts then</th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {marks.rows.toReversed().map((row) => (
          <Fragment key={row.at}>
            {marks.series.map(({ authorship, label }) => {
              const point = row.points[authorship];
              const before = row.before[authorship];
              if (point === undefined) return null;
              return (
                <tr key={authorship}>
                  <td className={classes.nowrap}>
                    {linkOf === undefined || point.value === null ? (
                      point.period
                    ) : (
                      <RestLink href={linkOf(point)}>{point.period}</RestLink>
                    )}
                  </td>
                  <td>{label}</td>
                  <td className={classes.nowrap}>{point.rate}</td>
                  <td className={classes.nowrap}>{point.interval ?? '–'}</td>
                  <td className={classes.nowrap}>{point.counts}</td>
                  <td className={chart.remark}>{point.note ?? ''}</td>
                  {marks.before !== null && (
                    <>
                      <td className={classes.nowrap}>{before?.period ?? '–'}</td>
                      <td className={classes.nowrap}>{before?.rate ?? '–'}</td>
                      <td className={classes.nowrap}>{before?.interval ?? '–'}</td>
                      <td className={classes.nowrap}>{before?.counts ?? '–'}</td>
                    </>
                  )}
                </tr>
              );
            })}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}
