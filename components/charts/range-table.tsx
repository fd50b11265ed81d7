import { VisuallyHidden } from '@mantine/core';
import { Glyph } from '@/components/charts/glyph';
import { palette } from '@/components/charts/palette';
import classes from '@/components/charts/range-table.module.css';
import { tickWords } from '@/components/charts/rate-axis';
import { RestLink } from '@/components/layout/rest-link';
import { authorshipLabels } from '@/components/words/labels';
import { intervalWords, isTellable, ofWords, percentWords } from '@/components/words/rates';
import { ratioWords } from '@/components/words/ratios';
import type { Estimate } from '@/lib/api/compare';
import type { Rate } from '@/lib/api/definition';
import type { Authorship } from '@/lib/domain/change';

/** One rate of a group: a line of the picture and of the table at once. */
interface RangeRow {
  authorship: Authorship;
  rate: Rate;
  /** The rows behind. */
  href: string;
}
export interface RangeGroup {
  key: string;
  label: string;
  /** Agents' rate divided by people's. */
  ratio: Estimate;
  rows: readonly RangeRow[];
}

/**
 * Rates of groups under each other, each as a dot within its interval on one common axis. It is a table, so
 * that screen readers and eyes find the same.
 */
export function RangeTable({
  caption,
  groupName,
  groups,
}: {
  caption: string;
  /** What the groups are: `Size`. */
  groupName: string;
  groups: readonly RangeGroup[];
}) {
  const top = axisTop(groups.flatMap(({ rows }) => rows.map(({ rate }) => rate)));
  return (
    <table className={classes.table}>
      <caption>
        <VisuallyHidden>{caption}</VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col">{groupName}</th>
          <th scope="col">Written by</th>
          <th scope="col" className={classes.plot}>
            <span className={classes.axis}>
              <span>0%</span>
              <span>{tickWords(top)}</span>
            </span>
          </th>
          <th scope="col">Rate, likely range, counts</th>
        </tr>
      </thead>
      {groups.map(({ key, label, ratio, rows }) => (
        <tbody key={key} className={classes.group}>
          {rows.map(({ authorship, rate, href }, index) => (
            <tr key={authorship}>
              {index === 0 && (
                <th scope="rowgroup" rowSpan={rows.length} dir="auto">
                  {label}
                  {ratio.value !== null && rows.every((row) => isTellable(row.rate)) && (
                    <span className={classes.ratio}>{ratioWords(ratio)} times</span>
                  )}
                </th>
              )}
              <td className={classes.written}>
                <Glyph authorship={authorship} /> {authorshipLabels[authorship]}
              </td>
              <td className={classes.plot}>
                <RateMark authorship={authorship} rate={rate} top={top} />
              </td>
              <td className={classes.numbers}>
                <Numbers rate={rate} href={href} />
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Numbers({ rate, href }: { rate: Rate; href: string }) {
  if (rate.changes === 0) return <span className={classes.quiet}>no changes</span>;
  return (
    <>
      {isTellable(rate) && (
        <>
          <strong>{percentWords(rate.rate, rate.changes)}</strong>{' '}
          <span className={classes.quiet}>
            {intervalWords(rate.lower, rate.upper, rate.changes)} ·{' '}
          </span>
        </>
      )}
      <RestLink className={classes.quiet ?? ''} href={href}>
        {ofWords(rate)}
      </RestLink>
    </>
  );
}

/** A rate as a dot within its interval; nothing where too few changes carry it. */
function RateMark({ authorship, rate, top }: { authorship: Authorship; rate: Rate; top: number }) {
  const at = (value: number) => `${Math.min(1, value / top) * 100}%`;
  return (
    <span className={classes.track} aria-hidden="true">
      {isTellable(rate) && (
        <>
          <span
            className={classes.range}
            data-past={rate.upper > top}
            style={{
              left: at(rate.lower),
              width: `calc(${at(rate.upper)} - ${at(rate.lower)})`,
              color: palette[authorship].color,
            }}
          />
          <span className={classes.mark} style={{ left: at(rate.rate) }}>
            <Glyph authorship={authorship} />
          </span>
        </>
      )}
    </span>
  );
}

/** The end of the axis: the next round percentage above most of what is drawn. */
function axisTop(rates: readonly Rate[]): number {
  const drawn = rates.filter(isTellable);
  const highest = Math.max(0, ...drawn.map(({ rate }) => rate)) * 2;
  const reach = Math.min(highest, Math.max(0, ...drawn.map(({ upper }) => upper)));
  return [0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5].find((end) => end >= reach) ?? 1;
}
