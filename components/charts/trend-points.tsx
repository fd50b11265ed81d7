import { type KeyboardEvent, useId, useState } from 'react';
import { useXAxisScale, useYAxisScale } from 'recharts';
import { Marker } from '@/components/charts/glyph';
import { palette } from '@/components/charts/palette';
import type { Reach } from '@/components/charts/plot';
import classes from '@/components/charts/plot.module.css';
import type { PointMark, TrendMarks, TrendRow } from '@/components/charts/trend-marks';
import { RestLink } from '@/components/layout/rest-link';
import type { Authorship } from '@/lib/domain/change';

/** A place among the points: a series and a period, counted from 0. */
interface Spot {
  series: number;
  row: number;
}

const moves: Record<string, Spot> = {
  ArrowLeft: { series: 0, row: -1 },
  ArrowRight: { series: 0, row: 1 },
  ArrowUp: { series: -1, row: 0 },
  ArrowDown: { series: 1, row: 0 },
};

/**
 * Every point as a link to what is behind it. One tab stop for all of them; the arrow keys go along a
 * series and across to the next.
 */
export function TrendPoints({
  marks,
  linkOf,
  onReach,
}: {
  marks: TrendMarks;
  linkOf: (point: PointMark) => string;
  onReach: Reach;
}) {
  const id = useId();
  const x = useXAxisScale();
  const y = useYAxisScale();
  const order = marks.series.map((series) => series.authorship);
  const [reached, setReached] = useState<Spot>();
  const stop = tabStop(marks.rows, order, reached);
  if (x === undefined || y === undefined) return null;

  const go = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (move === undefined || stop === undefined) return;
    event.preventDefault();
    const next = nearest(marks.rows, order, stop, move);
    if (next === undefined) return;
    setReached(next);
    document.getElementById(`${id}-${next.series}-${next.row}`)?.focus();
  };

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys move among the links inside */}
      <g onKeyDown={go}>
        {marks.series.map(({ authorship, label }, series) =>
          marks.rows.map((row, index) => {
            const point = row.points[authorship];
            if (point === undefined || point.value === null) return null;
            const left = x(row.at) ?? 0;
            const isStop = stop?.series === series && stop.row === index;
            return (
              <RestLink
                key={`${authorship} ${row.at}`}
                id={`${id}-${series}-${index}`}
                className={classes.point ?? ''}
                href={linkOf(point)}
                tabIndex={isStop ? 0 : -1}
                aria-label={pointName(label, point)}
                onFocus={(event) => {
                  setReached({ series, row: index });
                  if (event.currentTarget.matches(':focus-visible')) onReach(row.at, left);
                }}
                onBlur={() => onReach(undefined, 0)}
              >
                <rect
                  className={classes.thumb}
                  {...thumbArea(left, y(point.value) ?? 0, {
                    beside: marks.rows.flatMap(({ at }) => x(at) ?? []),
                    above: order.flatMap((one) => y(row.points[one]?.value ?? Number.NaN) ?? []),
                  })}
                />
                <circle className={classes.halo} cx={left} cy={y(point.value)} r={10} />
                <Marker
                  authorship={authorship}
                  hollow={point.firmness !== 'settled'}
                  x={left}
                  y={y(point.value) ?? 0}
                  scale={marks.rows.length > 70 ? 0.65 : 0.85}
                />
              </RestLink>
            );
          }),
        )}
      </g>
      {marks.series.map(({ authorship, label, labelAt }) => (
        <text
          key={authorship}
          className={classes.name}
          x={(x(marks.span[1]) ?? 0) + 8}
          y={y(labelAt)}
          dy="0.35em"
          fill={palette[authorship].color}
        >
          {label}
        </text>
      ))}
    </>
  );
}

/** Half of 44 pixels. */
const thumb = 22;

/** What a thumb reaches a point by: to each side as far as it is nearer than any other. */
function thumbArea(x: number, y: number, { beside, above }: Record<'beside' | 'above', number[]>) {
  const reach = (place: number, others: number[], way: 1 | -1) =>
    Math.min(thumb, ...others.map((one) => ((one - place) * way) / 2).filter((far) => far > 0));
  const [left, right] = [reach(x, beside, -1), reach(x, beside, 1)];
  const [up, down] = [reach(y, above, -1), reach(y, above, 1)];
  return { x: x - left, y: y - up, width: left + right, height: up + down };
}

/** Where Tab enters: the point reached last, or else the newest one of the first series. */
function tabStop(rows: readonly TrendRow[], order: readonly Authorship[], reached?: Spot) {
  const newest = { series: 0, row: rows.length };
  const from = reached === undefined ? newest : { ...reached, row: reached.row + 1 };
  const back = { series: 0, row: -1 };
  return nearest(rows, order, from, back) ?? nearest(rows, order, newest, back);
}

/** The first drawn point from a spot (itself excluded) in the direction of a move. */
function nearest(
  rows: readonly TrendRow[],
  order: readonly Authorship[],
  from: Spot,
  move: Spot,
): Spot | undefined {
  let at = { series: from.series + move.series, row: from.row + move.row };
  while (at.series >= 0 && at.series < order.length && at.row >= 0 && at.row < rows.length) {
    const authorship = order[at.series];
    const point = authorship === undefined ? undefined : rows[at.row]?.points[authorship];
    if (point !== undefined && point.value !== null) return at;
    at = { series: at.series + move.series, row: at.row + move.row };
  }
  return undefined;
}

function pointName(label: string, point: PointMark): string {
  const { period, counts, rate, interval, note } = point;
  return [
    `${label}, ${period}: ${rate}`,
    interval === null ? '' : ` (likely range ${interval})`,
    `, ${counts}`,
    note === null ? '' : `; ${note}`,
    '. List the regressions behind it.',
  ].join('');
}
