'use client';

import { useState } from 'react';
import { CartesianGrid, ComposedChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { Glyph } from '@/components/charts/glyph';
import { tickWords } from '@/components/charts/rate-axis';
import { readoutLeft } from '@/components/charts/readout-left';
import { SurvivalCurves } from '@/components/charts/survival-curves';
import { axisDays, type CurveMarks, type SurvivalMarks } from '@/components/charts/survival-marks';
import classes from '@/components/charts/trend-chart.module.css';
import { horizonDays } from '@/lib/api/curve';

const tick = { fill: 'var(--ink-soft)', fontSize: 12 };
const plotHeight = 250;
/** Of a line of figures under the axis, and of the words above them. */
const figureLine = 17;

const days = Array.from({ length: horizonDays + 1 }, (_, day) => ({ day }));

/**
 * The share of changes that still stand by each day after merge, with intervals, and how many are still
 * watched under the days of the axis. It decides nothing: see survival-marks.ts.
 */
export function SurvivalChart({
  marks,
  linkOf,
}: {
  marks: SurvivalMarks;
  linkOf: (curve: CurveMarks) => string;
}) {
  const [reached, setReached] = useState<{ day: number; x: number }>();
  const below = figureLine * (marks.curves.length + 1);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls, not for a picture
    <div
      className={classes.curve}
      style={{ height: plotHeight + below }}
      role="group"
      aria-label="What still stands by days after merge. Tab goes from curve to curve, arrow keys from day to day."
    >
      <ResponsiveContainer initialDimension={{ width: 560, height: plotHeight + below }}>
        <ComposedChart
          data={days}
          margin={{ top: 10, right: 82, bottom: below, left: 0 }}
          accessibilityLayer={false}
          onMouseMove={() => setReached(undefined)}
        >
          <CartesianGrid vertical={false} stroke="var(--hairline)" />
          <XAxis
            dataKey="day"
            type="number"
            domain={[0, horizonDays]}
            ticks={[...axisDays]}
            tickFormatter={(day: number) => (day === horizonDays ? `${day} days` : String(day))}
            tick={tick}
            tickLine={{ stroke: 'var(--hairline-strong)' }}
            axisLine={{ stroke: 'var(--hairline-strong)' }}
            interval={0}
            allowDataOverflow
          />
          <YAxis
            domain={[marks.floor, 1]}
            ticks={marks.heights}
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
            // Recharts hides a readout that none of its own lines is under.
            wrapperStyle={{ zIndex: 5, pointerEvents: 'none', visibility: 'visible' }}
            content={({ active, label }) =>
              active && typeof label === 'number' ? <Readout marks={marks} day={label} /> : null
            }
          />
          <SurvivalCurves
            marks={marks}
            linkOf={linkOf}
            figureLine={figureLine}
            onReach={(day, x) => setReached(day === undefined ? undefined : { day, x })}
          />
        </ComposedChart>
      </ResponsiveContainer>
      {reached && (
        <div
          className={classes.reached}
          style={{ left: readoutLeft(reached.x) }}
          aria-hidden="true"
        >
          <Readout marks={marks} day={reached.day} />
        </div>
      )}
    </div>
  );
}

function Readout({ marks, day }: { marks: SurvivalMarks; day: number }) {
  return (
    <div className={classes.readout}>
      <div className={classes.readoutTitle}>
        {day === 0 ? 'At the merge' : `After ${day} ${day === 1 ? 'day' : 'days'}`}
      </div>
      {marks.curves.map(({ authorship, label, days: own }) => {
        const at = own[day];
        return (
          <div key={authorship} className={classes.readoutLine}>
            <Glyph authorship={authorship} />
            <span>{label}</span>
            <strong>{at?.standing ?? '–'}</strong>
            <span>{at === undefined ? 'not watched for so long' : readingWords(at)}</span>
          </div>
        );
      })}
    </div>
  );
}

function readingWords({ day, interval, watched }: CurveMarks['last']): string {
  return day === 0 ? `${watched} watched` : `likely ${interval} · ${watched} still watched`;
}
