'use client';

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { Glyph } from '@/components/charts/glyph';
import { palette } from '@/components/charts/palette';
import classes from '@/components/charts/trend-chart.module.css';
import { authorshipLabels } from '@/components/words/labels';
import { countWords } from '@/components/words/rates';
import type { CurveAnswer } from '@/lib/api/curve';
import type { Authorship } from '@/lib/domain/change';

type Curve = CurveAnswer['curves'][number];

/** A day with what is still standing of each authorship, as shares. */
interface StandingRow {
  day: number;
  standing: Partial<Record<Authorship, { share: number; band: [number, number]; atRisk: number }>>;
}

const tick = { fill: 'var(--ink-soft)', fontSize: 12 };
const still = { isAnimationActive: false, dot: false, activeDot: false } as const;

/** The share of changes that still stand by each day after merge, with intervals, to the longest window. */
export function CurveChart({ curves }: { curves: readonly Curve[] }) {
  const rows = standingRows(curves);
  const lowest = Math.min(1, ...curves.flatMap(({ days }) => days.map(({ upper }) => 1 - upper)));
  const floor = Math.floor(Math.max(0, lowest) * 50) / 50;
  return (
    <div className={classes.curve} aria-hidden="true">
      <ResponsiveContainer initialDimension={{ width: 560, height: 250 }}>
        <ComposedChart
          data={rows}
          margin={{ top: 10, right: 66, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--hairline)" />
          <XAxis
            dataKey="day"
            type="number"
            domain={[0, 90]}
            ticks={[0, 7, 14, 30, 60, 90]}
            tickFormatter={(day: number) => (day === 90 ? '90 days' : String(day))}
            tick={tick}
            tickLine={{ stroke: 'var(--hairline-strong)' }}
            axisLine={{ stroke: 'var(--hairline-strong)' }}
            interval={0}
          />
          <YAxis
            domain={[floor, 1]}
            tickCount={4}
            tickFormatter={(share: number) => `${Number((share * 100).toFixed(1))}%`}
            tick={tick}
            tickLine={false}
            axisLine={false}
            width={48}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--hairline-strong)' }}
            wrapperStyle={{ zIndex: 5, pointerEvents: 'none' }}
            content={({ active, label }) => {
              const row = active ? rows.find(({ day }) => day === label) : undefined;
              return row === undefined ? null : <Readout row={row} />;
            }}
          />
          {curves.map(({ authorship }) => (
            <Area
              key={authorship}
              {...still}
              type="stepAfter"
              dataKey={bands[authorship]}
              stroke="none"
              fill={palette[authorship].color}
              fillOpacity={0.13}
            />
          ))}
          {curves.map(({ authorship }) => (
            <Line
              key={authorship}
              {...still}
              type="stepAfter"
              dataKey={shares[authorship]}
              stroke={palette[authorship].color}
              strokeWidth={palette[authorship].width}
              strokeDasharray={palette[authorship].dash ?? 'none'}
              label={<EndLabel authorship={authorship} last={rows.length - 1} />}
            />
          ))}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

const authorships: readonly Authorship[] = ['agent', 'human', 'assisted', 'automation', 'unknown'];
const accessors = <Value,>(read: (row: StandingRow, authorship: Authorship) => Value) => {
  const made = (authorship: Authorship) => (row: StandingRow) => read(row, authorship);
  const [agent, human, assisted, automation, unknown] = [
    made('agent'),
    made('human'),
    made('assisted'),
    made('automation'),
    made('unknown'),
  ];
  return { agent, human, assisted, automation, unknown };
};
/** Made once: Recharts registers a line anew whenever its accessor is another function. */
const shares = accessors((row, authorship) => row.standing[authorship]?.share ?? null);
const bands = accessors((row, authorship) => row.standing[authorship]?.band ?? null);

function standingRows(curves: readonly Curve[]): StandingRow[] {
  const days = Math.max(0, ...curves.map((curve) => curve.days.length));
  const start = Object.fromEntries(
    curves.map(({ authorship, changes }) => [
      authorship,
      { share: 1, band: [1, 1], atRisk: changes },
    ]),
  );
  return [
    { day: 0, standing: start },
    ...Array.from({ length: days }, (_, index) => ({
      day: index + 1,
      standing: Object.fromEntries(
        curves.flatMap(({ authorship, days: own }) => {
          const at = own[index];
          if (at === undefined) return [];
          const band: [number, number] = [1 - at.upper, 1 - at.lower];
          return [[authorship, { share: 1 - at.rate, band, atRisk: at.atRisk }]];
        }),
      ),
    })),
  ];
}

function Readout({ row }: { row: StandingRow }) {
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
  return (
    <div className={classes.readout}>
      <div className={classes.readoutTitle}>After {row.day} days</div>
      {authorships.map((authorship) => {
        const one = row.standing[authorship];
        if (one === undefined) return null;
        return (
          <div key={authorship} className={classes.readoutLine}>
            <Glyph authorship={authorship} />
            <span>{authorshipLabels[authorship]}</span>
            <strong>{percent(one.share)}</strong>
            <span>
              likely {percent(one.band[0])}–{percent(one.band[1])} · {countWords(one.atRisk)} still
              watched
            </span>
          </div>
        );
      })}
    </div>
  );
}

/** The name of a line at its end. Recharts asks for a label at every point. */
function EndLabel({
  authorship,
  last,
  ...point
}: {
  authorship: Authorship;
  last: number;
  index?: number;
  x?: number | string;
  y?: number | string;
}) {
  if (point.index !== last) return null;
  return (
    <text
      x={Number(point.x) + 8}
      y={Number(point.y) + (authorship === 'agent' ? 10 : -2)}
      className={classes.name}
      fill={palette[authorship].color}
    >
      {authorshipLabels[authorship]}
    </text>
  );
}
