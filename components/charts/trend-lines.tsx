import { useId } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { palette, provisionalDash } from '@/components/charts/palette';
import type { TrendMarks, TrendRow } from '@/components/charts/trend-marks';
import type { Authorship } from '@/lib/domain/change';

/** The time before is there to be held against, not to be read first. */
const beforeOpacity = 0.4;

type Place = (value: number) => number;
/** Where a row is drawn, and the value there; null where it has none. */
type Valued<Value> = (row: TrendRow) => Value | null | undefined;

/** The intervals and lines of every series, within the plot. */
export function TrendLines({ marks }: { marks: TrendMarks }) {
  const id = useId();
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const plot = usePlotArea();
  if (xScale === undefined || yScale === undefined || plot === undefined) return null;
  const x = (at: number) => xScale(at) ?? 0;
  const y = (rate: number) => yScale(rate) ?? 0;
  const { rows, series } = marks;
  const line = (value: Valued<number>) => linePath(rows, value, x, y);
  return (
    <g clipPath={`url(#${id}-plot)`} fill="none">
      <defs>
        <clipPath id={`${id}-plot`}>
          <rect x={plot.x} y={plot.y} width={plot.width} height={plot.height} />
        </clipPath>
        {series.map(({ authorship }) => (
          <BandPattern key={authorship} id={`${id}-${authorship}`} authorship={authorship} />
        ))}
      </defs>
      {series.map(({ authorship }) => (
        <path
          key={authorship}
          d={bandPath(rows, (row) => row.points[authorship]?.band, x, y)}
          fill={`url(#${id}-${authorship})`}
        />
      ))}
      {series.map(({ authorship }) => {
        const { color, width, dash } = palette[authorship];
        return (
          <g key={authorship} stroke={color} strokeWidth={width}>
            <path
              d={line((row) => row.before[authorship]?.value)}
              strokeOpacity={beforeOpacity}
              strokeDasharray={dash}
            />
            <path
              d={line((row) => row.points[authorship]?.provisionalLine)}
              strokeDasharray={provisionalDash}
              strokeLinecap="round"
            />
            <path d={line((row) => row.points[authorship]?.settledLine)} strokeDasharray={dash} />
          </g>
        );
      })}
    </g>
  );
}

/** Through the values, with a gap wherever there is none. */
function linePath(rows: readonly TrendRow[], value: Valued<number>, x: Place, y: Place): string {
  return runsOf(rows, value)
    .map((run) => `M${run.map(([row, rate]) => `${x(row.at)} ${y(rate)}`).join('L')}`)
    .join('');
}

/** Around the intervals, from the upper ends back along the lower ones. */
function bandPath(
  rows: readonly TrendRow[],
  band: Valued<readonly [number, number]>,
  x: Place,
  y: Place,
): string {
  return runsOf(rows, band)
    .map((run) => {
      const upper = run.map(([row, [, high]]) => `${x(row.at)} ${y(high)}`);
      const lower = run.map(([row, [low]]) => `${x(row.at)} ${y(low)}`).toReversed();
      return `M${[...upper, ...lower].join('L')}Z`;
    })
    .join('');
}

/** Rows that have a value, apart where one between them has none. */
function runsOf<Value>(rows: readonly TrendRow[], value: Valued<Value>): [TrendRow, Value][][] {
  const runs: [TrendRow, Value][][] = [[]];
  for (const row of rows) {
    const found = value(row);
    if (found === null || found === undefined) runs.push([]);
    else runs.at(-1)?.push([row, found]);
  }
  return runs.filter((run) => run.length > 0);
}

/** The fill of an interval: a tint, hatched in a direction of its own for each authorship. */
function BandPattern({ id, authorship }: { id: string; authorship: Authorship }) {
  const { color } = palette[authorship];
  const angle = { agent: 45, human: -45, assisted: 0, automation: 90, unknown: 90 }[authorship];
  return (
    <pattern
      id={id}
      width="6"
      height="6"
      patternUnits="userSpaceOnUse"
      patternTransform={`rotate(${angle})`}
    >
      <rect width="6" height="6" fill={color} opacity="var(--band-tint)" />
      <path d="M0 0V6" stroke={color} strokeWidth="1" opacity="var(--band-hatch)" />
    </pattern>
  );
}
