'use client';
'use memo';

import { useId, useState } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { palette, provisionalDash } from '@/components/charts/palette';
import { tickWords } from '@/components/charts/rate-axis';
import { readoutLeft } from '@/components/charts/readout-left';
import { type Annotation, TrendAnnotations } from '@/components/charts/trend-annotations';
import classes from '@/components/charts/trend-chart.module.css';
import type { PointMark, TrendMarks, TrendRow } from '@/components/charts/trend-marks';
import { TrendPoints } from '@/components/charts/trend-points';
import { TrendReadout } from '@/components/charts/trend-readout';
import { useZoom } from '@/components/charts/use-zoom';
import type { Authorship } from '@/lib/domain/change';

function accessorsOf(authorship: Authorship) {
  return {
    band: (row: TrendRow) => row.points[authorship]?.band ?? null,
    settled: (row: TrendRow) => row.points[authorship]?.settledLine ?? null,
    provisional: (row: TrendRow) => row.points[authorship]?.provisionalLine ?? null,
    before: (row: TrendRow) => row.before[authorship]?.value ?? null,
  };
}

/** Made once: Recharts registers a line anew whenever its accessor is another function. */
const accessors: Record<Authorship, ReturnType<typeof accessorsOf>> = {
  agent: accessorsOf('agent'),
  human: accessorsOf('human'),
  assisted: accessorsOf('assisted'),
  automation: accessorsOf('automation'),
  unknown: accessorsOf('unknown'),
};

const tick = { fill: 'var(--ink-soft)', fontSize: 12 };
/** About what a letter of a name takes. */
const letterWidth = 7.6;
/** The time before is there to be held against, not to be read first. */
const beforeOpacity = 0.4;
const still = { isAnimationActive: false, dot: false, activeDot: false } as const;

/** Marks as a picture. It decides nothing: see trend-marks.ts. */
export function TrendChart({
  marks,
  linkOf,
  annotations = [],
  onZoom,
}: {
  marks: TrendMarks;
  linkOf: (point: PointMark) => string;
  annotations?: readonly Annotation[];
  /** What becomes of two dates that the reader drags across; without it nothing can be dragged. */
  onZoom?: (from: string, to: string) => void;
}) {
  const id = useId();
  const [reached, setReached] = useState<{ row: TrendRow; x: number }>();
  const { rows, series, span, ticks, heights, top } = marks;
  const { drag, onMouseDown, onMouseMove } = useZoom(rows, onZoom);
  const longestName = Math.max(0, ...series.map(({ label }) => label.length));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls, not for a picture
    <div
      className={classes.chart}
      data-zooms={onZoom !== undefined}
      onDragStart={(event) => event.preventDefault()}
      role="group"
      aria-label="Trend of the regression rate. Arrow keys go from point to point."
    >
      <ResponsiveContainer initialDimension={{ width: 800, height: 360 }}>
        <ComposedChart
          data={rows}
          margin={{ top: 10, right: 20 + letterWidth * longestName, bottom: 0, left: 0 }}
          accessibilityLayer={false}
          onMouseDown={onMouseDown}
          onMouseMove={(over) => {
            setReached(undefined);
            onMouseMove(over);
          }}
        >
          <defs>
            {series.map(({ authorship }) => (
              <BandPattern key={authorship} id={`${id}-${authorship}`} authorship={authorship} />
            ))}
          </defs>
          <CartesianGrid vertical={false} stroke="var(--hairline)" />
          <XAxis
            dataKey="at"
            type="number"
            scale="time"
            domain={span}
            allowDataOverflow
            ticks={ticks.map(({ at }) => at)}
            tickFormatter={(at: number) => ticks.find((one) => one.at === at)?.label ?? ''}
            tick={tick}
            tickLine={{ stroke: 'var(--hairline-strong)' }}
            axisLine={{ stroke: 'var(--hairline-strong)' }}
            tickMargin={6}
            minTickGap={6}
            interval="preserveStart"
          />
          <YAxis
            domain={[0, top]}
            ticks={heights}
            tickFormatter={tickWords}
            tick={tick}
            tickLine={false}
            axisLine={false}
            width={48}
            allowDataOverflow
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--hairline-strong)' }}
            wrapperStyle={{ zIndex: 5, pointerEvents: 'none' }}
            content={({ active, label }) => {
              const row = active ? rows.find((one) => one.at === label) : undefined;
              return row === undefined ? null : <TrendReadout row={row} series={series} />;
            }}
          />
          {series.map(({ authorship }) => (
            <Area
              key={authorship}
              {...still}
              dataKey={accessors[authorship].band}
              stroke="none"
              fill={`url(#${id}-${authorship})`}
              fillOpacity={1}
            />
          ))}
          {marks.before !== null &&
            series.map(({ authorship }) => (
              <Line
                key={authorship}
                {...still}
                dataKey={accessors[authorship].before}
                stroke={palette[authorship].color}
                strokeOpacity={beforeOpacity}
                strokeWidth={palette[authorship].width}
                strokeDasharray={palette[authorship].dash ?? 'none'}
              />
            ))}
          {series.map(({ authorship }) => (
            <Line
              key={authorship}
              {...still}
              dataKey={accessors[authorship].provisional}
              stroke={palette[authorship].color}
              strokeWidth={palette[authorship].width}
              strokeDasharray={provisionalDash}
              strokeLinecap="round"
            />
          ))}
          {series.map(({ authorship }) => (
            <Line
              key={authorship}
              {...still}
              dataKey={accessors[authorship].settled}
              stroke={palette[authorship].color}
              strokeWidth={palette[authorship].width}
              strokeDasharray={palette[authorship].dash ?? 'none'}
            />
          ))}
          {drag && (
            <ReferenceArea x1={drag.start} x2={drag.end} fill="var(--ink)" fillOpacity={0.08} />
          )}
          <TrendAnnotations annotations={annotations} />
          <TrendPoints
            marks={marks}
            linkOf={linkOf}
            onReach={(row, x) => setReached(row === undefined ? undefined : { row, x })}
          />
        </ComposedChart>
      </ResponsiveContainer>
      {reached && (
        <div
          className={classes.reached}
          style={{ left: readoutLeft(reached.x) }}
          aria-hidden="true"
        >
          <TrendReadout row={reached.row} series={series} />
        </div>
      )}
    </div>
  );
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
