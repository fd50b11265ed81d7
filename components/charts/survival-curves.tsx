import { type KeyboardEvent, useState } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { Marker } from '@/components/charts/glyph';
import { palette, provisionalDash } from '@/components/charts/palette';
import type { Reach } from '@/components/charts/plot';
import classes from '@/components/charts/plot.module.css';
import {
  atRiskDays,
  type CurveMarks,
  type DayMark,
  type SurvivalMarks,
} from '@/components/charts/survival-marks';
import { RestLink } from '@/components/layout/rest-link';
import { authorsPhrase } from '@/components/words/labels';
import { horizonDays } from '@/lib/api/curve';

/** From the axis down to the words above the figures. */
const axisHeight = 38;

type Place = (value: number) => number;

/**
 * Every curve as a link to the regressions behind it, with its name at its own end and its figures under the
 * axis; and the day at which the rate is read as a line.
 */
export function SurvivalCurves({
  marks,
  linkOf,
  figureLine,
  onReach,
}: {
  marks: SurvivalMarks;
  linkOf: (curve: CurveMarks) => string;
  /** The height of a line of figures. */
  figureLine: number;
  onReach: Reach;
}) {
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const plot = usePlotArea();
  if (xScale === undefined || yScale === undefined || plot === undefined) return null;
  const x = (day: number) => xScale(day) ?? 0;
  const y = (share: number) => yScale(share) ?? 0;
  const bottom = plot.y + plot.height;
  const isWindowLate = marks.windowDays > horizonDays / 2;
  return (
    <>
      <path
        d={`M${x(marks.windowDays)} ${plot.y}V${bottom}`}
        stroke="var(--ink-soft)"
        strokeDasharray="2 3"
      />
      <text
        className={classes.annotation}
        x={x(marks.windowDays) + (isWindowLate ? -5 : 5)}
        y={bottom - 7}
        textAnchor={isWindowLate ? 'end' : 'start'}
      >
        {marks.windowDays}-day rate
      </text>
      {marks.curves.map(({ authorship, days }) => (
        <path
          key={authorship}
          d={bandPath(days, x, y)}
          fill={palette[authorship].color}
          fillOpacity={0.13}
        />
      ))}
      {marks.curves.map((curve) => (
        <Curve
          key={curve.authorship}
          curve={curve}
          x={x}
          y={y}
          href={linkOf(curve)}
          onReach={onReach}
        />
      ))}
      <AtRisk
        curves={marks.curves}
        x={x}
        top={bottom + axisHeight}
        figureLine={figureLine}
        plotWidth={plot.width}
      />
    </>
  );
}

/** One curve: solid while enough are watched, dotted after that. */
function Curve({
  curve,
  x,
  y,
  href,
  onReach,
}: {
  curve: CurveMarks;
  x: Place;
  y: Place;
  href: string;
  onReach: Reach;
}) {
  const { authorship, label, days, last, labelAt } = curve;
  const { color, width, dash } = palette[authorship];
  const [day, setDay] = useState(last.day);
  const firstFew = days.findIndex(({ isFew }) => isFew);
  const firm = firstFew === -1 ? days : days.slice(0, firstFew);
  const few = firstFew === -1 ? [] : days.slice(firstFew - 1);
  const reach = (next: number) => {
    const within = Math.min(last.day, Math.max(0, next));
    setDay(within);
    onReach(within, x(within));
  };
  const go = (event: KeyboardEvent) => {
    const next = { ArrowLeft: day - 1, ArrowRight: day + 1, Home: 0, End: last.day }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    reach(next);
  };
  return (
    <RestLink
      className={classes.drawnCurve ?? ''}
      href={href}
      aria-label={curveName(curve)}
      onKeyDown={go}
      onFocus={({ currentTarget }) => {
        if (currentTarget.matches(':focus-visible')) reach(day);
      }}
      onBlur={() => onReach(undefined, 0)}
    >
      <path className={classes.reach} d={stepPath(days, x, y)} />
      <path
        d={stepPath(firm, x, y)}
        fill="none"
        stroke={color}
        strokeWidth={width}
        strokeDasharray={dash}
      />
      <path
        d={stepPath(few, x, y)}
        fill="none"
        stroke={color}
        strokeWidth={width}
        strokeDasharray={provisionalDash}
        strokeLinecap="round"
      />
      <Marker
        authorship={authorship}
        hollow={last.isFew}
        x={x(last.day)}
        y={y(last.share)}
        scale={0.85}
      />
      <text className={classes.name} x={x(last.day) + 9} y={y(labelAt)} dy="0.35em" fill={color}>
        {label}
      </text>
    </RestLink>
  );
}

/** How many are still watched, in columns under the days of the axis: what the right end rests on. */
function AtRisk({
  curves,
  x,
  top,
  figureLine,
  plotWidth,
}: {
  curves: readonly CurveMarks[];
  x: Place;
  top: number;
  figureLine: number;
  plotWidth: number;
}) {
  const days = atRiskDays(curves, plotWidth);
  return (
    <g className={classes.atRisk}>
      <text x={0} y={top}>
        Still watched after so many days
      </text>
      {curves.map(({ authorship, atRisk }, index) => {
        const line = top + (index + 1) * figureLine;
        return (
          <g key={authorship}>
            <Marker authorship={authorship} x={8} y={line - 4} scale={0.85} />
            {atRisk
              .filter(({ day }) => days.includes(day))
              .map(({ day, changes }) => (
                <text key={day} x={x(day)} y={line} textAnchor="middle">
                  {changes}
                </text>
              ))}
          </g>
        );
      })}
    </g>
  );
}

/** A line that stays level through a day and falls at its end. */
function stepPath(days: readonly DayMark[], x: Place, y: Place): string {
  return days
    .map(({ day, share }, index) =>
      index === 0 ? `M${x(day)} ${y(share)}` : `H${x(day)}V${y(share)}`,
    )
    .join('');
}

function bandPath(days: readonly DayMark[], x: Place, y: Place): string {
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return '';
  const upper = days.slice(1).map(({ day, band }) => `H${x(day)}V${y(band[1])}`);
  const lower = days
    .slice(0, -1)
    .toReversed()
    .map(({ day, band }) => `V${y(band[0])}H${x(day)}`);
  return `M${x(first.day)} ${y(first.band[1])}${upper.join('')}V${y(last.band[0])}${lower.join('')}Z`;
}

function curveName({ authorship, label, last, counts }: CurveMarks): string {
  return `${label}: ${last.standing} still standing after ${last.day} days (likely range ${last.interval}), ${last.watched} still watched. ${counts} regressed within ${horizonDays} days. List the regressions of changes by ${authorsPhrase[authorship]}.`;
}
