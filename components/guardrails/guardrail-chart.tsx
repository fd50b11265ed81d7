import { Marker } from '@/components/charts/glyph';
import { axisPlace, timeTicks } from '@/components/charts/time-axis';
import classes from '@/components/guardrails/guardrail-chart.module.css';
import { RestLink } from '@/components/layout/rest-link';
import { datesWords, dateWords } from '@/components/words/dates';
import { intervalWords, ofWords, percentWords } from '@/components/words/rates';
import type { TrendPoint } from '@/lib/api/trend';
import type { Authorship } from '@/lib/domain/change';

/** One line of the chart. */
export interface Line {
  name: string;
  /** How it looks: as what it holds, or `automation`'s grey for the same elsewhere. */
  looks: Authorship;
  points: readonly TrendPoint[];
  /** Where the rows behind a point are; undefined where no list holds them. */
  linkOf: ((point: TrendPoint) => string) | undefined;
}

const steps = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5] as const;
const colors: Partial<Record<Authorship, string>> = {
  agent: 'var(--series-agent)',
  human: 'var(--series-human)',
};
const colorOf = (looks: Authorship) => colors[looks] ?? 'var(--series-other)';
const dayMs = 86_400_000;

type Told = TrendPoint & { rate: number; lower: number; upper: number };
const isTold = (point: TrendPoint): point is Told =>
  point.rate !== null && point.lower !== null && point.upper !== null;

/** The rate around the day of a guardrail, which a vertical line marks. */
export function GuardrailChart({
  lines,
  on,
  label,
}: {
  lines: readonly Line[];
  on: string;
  /** What the vertical line is. */
  label: string;
}) {
  const told = lines.map((line) => ({ ...line, points: line.points.filter(isTold) }));
  const all = told.flatMap(({ points }) => points);
  if (all.length === 0) {
    return (
      <p className={classes.nothing}>
        No changes around that day have been watched for long enough to draw a rate.
      </p>
    );
  }
  const starts = [...new Set(all.map(({ start }) => start))].sort();
  const left = Math.min(axisPlace(starts[0] ?? on), axisPlace(on));
  const right = Math.max(...all.map(({ end }) => axisPlace(end) + dayMs), axisPlace(on));
  // The ends of a few points with few changes would flatten all others.
  const highest = Math.max(...all.map(({ rate, upper }) => Math.min(upper, rate * 2 + 0.02)));
  const step = steps.find((one) => highest / one <= 5) ?? 0.5;
  const top = Math.ceil(highest / step) * step;
  const x = (at: number) => ((at - left) / (right - left)) * 100;
  const y = (rate: number) => 100 - (Math.min(rate, top) / top) * 100;
  const middle = ({ start, end }: TrendPoint) => (axisPlace(start) + axisPlace(end) + dayMs) / 2;
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
  const guardrailAt = x(axisPlace(on));
  return (
    <>
      <ul className={classes.legend}>
        {told.map(({ name, looks }) => (
          <li key={name}>
            <Sign looks={looks} /> <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
      <div className={classes.chart}>
        {ticks.map((tick) => (
          <span key={tick} className={classes.y} style={{ top: `${y(tick)}%` }} aria-hidden="true">
            {Number((tick * 100).toFixed(1))}%
          </span>
        ))}
        <div className={classes.plot}>
          <svg
            className={classes.lines}
            viewBox="0 0 100 100"
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            {ticks.map((tick) => (
              <line key={tick} className={classes.grid} x1="0" x2="100" y1={y(tick)} y2={y(tick)} />
            ))}
            {told.map(({ name, looks, points }) => (
              <g key={name} style={{ color: colorOf(looks) }}>
                <path className={classes.band} d={bandOf(points, (p) => x(middle(p)), y)} />
                <path
                  className={classes.line}
                  data-looks={looks}
                  d={lineOf(points.map((point) => [x(middle(point)), y(point.rate)]))}
                />
              </g>
            ))}
          </svg>
          <div className={classes.on} style={{ left: `${guardrailAt}%` }} aria-hidden="true">
            <span className={classes.label} data-side={guardrailAt > 55 ? 'left' : 'right'}>
              <bdi>{label}</bdi>, {dateWords(on)}
            </span>
          </div>
          {told.flatMap(({ name, looks, points, linkOf }) =>
            points.map((point) => (
              <Point
                key={`${name} ${point.start}`}
                words={pointWords(name, point)}
                href={linkOf?.(point)}
                left={x(middle(point))}
                top={y(point.rate)}
                looks={looks}
                hollow={point.provisional}
              />
            )),
          )}
        </div>
        {timeTicks(starts, 5).map(({ at, label: words }) => (
          <span
            key={at}
            className={classes.x}
            style={{ left: `${x(at)}%`, transform: `translateX(-${x(at)}%)` }}
            aria-hidden="true"
          >
            {words}
          </span>
        ))}
      </div>
    </>
  );
}

function Point({
  words,
  href,
  left,
  top,
  looks,
  hollow,
}: {
  words: string;
  href: string | undefined;
  left: number;
  top: number;
  looks: Authorship;
  hollow: boolean;
}) {
  const place = { left: `${left}%`, top: `${top}%` };
  const sign = <Sign looks={looks} hollow={hollow} />;
  return href === undefined ? (
    <span className={classes.point} style={place} title={words}>
      {sign}
    </span>
  ) : (
    <RestLink
      className={classes.point ?? ''}
      style={place}
      title={words}
      aria-label={words}
      href={href}
    >
      {sign}
    </RestLink>
  );
}

function Sign({ looks, hollow = false }: { looks: Authorship; hollow?: boolean }) {
  return (
    <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true" focusable="false">
      <Marker authorship={looks} hollow={hollow} x={0} y={0} />
    </svg>
  );
}

/** A point in words, as its title and for who cannot see it. */
export function pointWords(name: string, point: TrendPoint): string {
  const { start, end, rate, lower, upper, changes, provisional } = point;
  const counts = `${ofWords(point)} changes`;
  if (rate === null || lower === null || upper === null) {
    return `${name}, ${datesWords(start, end)}: ${counts}, too young for a rate`;
  }
  const may = provisional ? ', can still move' : '';
  return `${name}, ${datesWords(start, end)}: ${percentWords(rate, changes)}, likely ${intervalWords(lower, upper, changes)}, ${counts}${may}`;
}

function lineOf(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}

function bandOf(
  points: readonly Told[],
  x: (point: Told) => number,
  y: (rate: number) => number,
): string {
  const upper = points.map((point): [number, number] => [x(point), y(point.upper)]);
  const lower = points.map((point): [number, number] => [x(point), y(point.lower)]).reverse();
  return points.length < 2 ? '' : `${lineOf([...upper, ...lower])}Z`;
}
