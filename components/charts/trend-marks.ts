import { labelPlaces } from '@/components/charts/label-places';
import { rateTicks } from '@/components/charts/rate-axis';
import { axisPlace, type TimeTick, timeTicks } from '@/components/charts/time-axis';
import { datesWords, dateWords } from '@/components/words/dates';
import { authorshipLabels, authorshipOrder, authorsPhrase } from '@/components/words/labels';
import { numberWords } from '@/components/words/numbers';
import { intervalWords, ofWords, percentWords } from '@/components/words/rates';
import type { ControlChart, TrendAnswer, TrendPoint, TrendSeries } from '@/lib/api/trend';
import type { Authorship } from '@/lib/domain/change';

const dayMs = 86_400_000;

/**
 * How firm a drawn point is: `settled`; `provisional`, where it can still move; `so-far`, where only
 * fewer days than the window could be watched; `gap`, where nothing can be told.
 */
export type Firmness = 'settled' | 'provisional' | 'so-far' | 'gap';

/** One period of one series, with everything decided that a chart or a table says of it. */
export interface PointMark {
  authorship: Authorship;
  /** The middle of the whole period. */
  at: number;
  /** The dates of merge that it counts: at the ends of the range, a part of its period. */
  from: string;
  to: string;
  firmness: Firmness;
  /** The height at which it is drawn; null in a gap. */
  value: number | null;
  band: [number, number] | null;
  /** What the lines run through: a provisional stretch shares its ends with the settled one. */
  settledLine: number | null;
  provisionalLine: number | null;
  period: string;
  counts: string;
  rate: string;
  interval: string | null;
  /** Why it is not settled. */
  note: string | null;
}

export interface SeriesMarks {
  authorship: Authorship;
  label: string;
  /** The height of its name at the end of the line, moved where names would cover each other. */
  labelAt: number;
}

/** What is drawn as a trend: the series look as their authorship does, and can have another name. */
interface DrawnTrend extends Pick<TrendAnswer, 'range' | 'before'> {
  series: readonly DrawnSeries[];
  definition: Pick<TrendAnswer['definition'], 'windowDays'>;
}
interface DrawnSeries extends Pick<TrendSeries, 'authorship' | 'points'> {
  chart?: ControlChart;
  label?: string;
}

/** One period: its place on the axis, and the point of each series in it. */
export interface TrendRow {
  at: number;
  /** The dates of merge that its points count. */
  from: string;
  to: string;
  period: string;
  points: Partial<Record<Authorship, PointMark>>;
  /** As many periods back from the end of the time before, where that is told. */
  before: Partial<Record<Authorship, PointMark>>;
}

export interface TrendMarks {
  rows: TrendRow[];
  series: SeriesMarks[];
  /** Where the axis begins and ends: with the first and the last period, whole. */
  span: [from: number, to: number];
  ticks: TimeTick[];
  heights: number[];
  top: number;
  /** Some intervals, or points of the time before, reach above the top of the chart. */
  cut: boolean;
  hasProvisional: boolean;
  /** Since when whose rates drift away from their own first periods. */
  drifts: string[];
  /** The dates of the time before; null where it is not told. */
  before: string | null;
  isEmpty: boolean;
}

/** The answer as marks: gaps, bands, firmness, names and scales. The picture and the table both read them. */
export function trendMarks(drawn: DrawnTrend): TrendMarks {
  const { series, range, definition, before } = drawn;
  const ordered = inOrder(series);
  const all = ordered.map((one) => pointMarks(one, range, definition.windowDays));
  const points = all.flat();
  const periods = series.flatMap((one) => one.points);
  const starts = [...new Set(periods.map(({ start }) => start))].sort();
  const rows = trendRows(points);
  const earlier = placeBefore(rows, drawn);
  const heights = scale(points, earlier);
  const top = heights.at(-1) ?? 1;
  return {
    rows,
    series: placeLabels(all, top).map((one) => ({
      ...one,
      label: ordered.find(({ authorship }) => authorship === one.authorship)?.label ?? one.label,
    })),
    span: [
      Math.min(...starts.map(axisPlace)),
      Math.max(...periods.map(({ end }) => axisPlace(end) + dayMs)),
    ],
    ticks: timeTicks(starts),
    heights,
    top,
    cut:
      points.some((point) => point.band !== null && point.band[1] > top) ||
      earlier.some(({ value }) => (value ?? 0) > top),
    hasProvisional: points.some(({ firmness }) => firmness !== 'settled' && firmness !== 'gap'),
    drifts: ordered.flatMap(({ authorship, chart }) =>
      chart === undefined || chart.driftSince === null
        ? []
        : `Rates of changes by ${authorsPhrase[authorship]} drift since ${dateWords(chart.driftSince)}, by more than chance explains.`,
    ),
    before: before && datesWords(before.range.from, before.range.to),
    isEmpty: points.every((point) => point.value === null),
  };
}

/** What a reader must know of the picture, in so few words that they stay on one line as a rule. */
export function trendNote(
  { hasProvisional, before, drifts, cut }: TrendMarks,
  windowDays: number,
): string {
  const pale = before === null ? '' : ' or pale lines';
  return [
    hasProvisional ? `Hollow: provisional, not all watched for ${windowDays} days yet. ` : '',
    before === null
      ? ''
      : `Pale lines: the time before, ${before}, its last period under the last. `,
    ...drifts.map((drift) => `${drift} `),
    cut ? `Some likely ranges${pale} reach above the top. ` : '',
  ].join('');
}

/** Puts the periods of the time before beside these, the last beside the last; answers with those that have a place. */
function placeBefore(
  rows: readonly TrendRow[],
  { before, definition: { windowDays } }: DrawnTrend,
): PointMark[] {
  const placed: PointMark[] = [];
  for (const series of before?.series ?? []) {
    const marks = pointMarks(series, before?.range ?? null, windowDays).toReversed();
    for (const [back, mark] of marks.entries()) {
      const row = rows[rows.length - 1 - back];
      if (row === undefined) break;
      const beside = { ...mark, at: row.at, band: null };
      row.before[mark.authorship] = beside;
      placed.push(beside);
    }
  }
  return placed;
}

function inOrder(series: readonly DrawnSeries[]): DrawnSeries[] {
  return authorshipOrder.flatMap((authorship) =>
    series.filter((one) => one.authorship === authorship),
  );
}

function pointMarks(
  series: DrawnSeries,
  range: TrendAnswer['range'],
  windowDays: number,
): PointMark[] {
  const settled = series.points.map((point) => isSettled(point));
  return series.points.map((point, index) => {
    const besideProvisional =
      isMoving(series.points[index - 1]) || isMoving(series.points[index + 1]);
    const mark = pointMark(series.authorship, point, range, windowDays);
    return {
      ...mark,
      counts: mark.counts + besideChance(series.chart, point),
      settledLine: settled[index] ? point.rate : null,
      provisionalLine: settled[index] && !besideProvisional ? null : point.rate,
    };
  });
}

const isSettled = (point: TrendPoint) => point.rate !== null && !point.provisional;
const isMoving = (point: TrendPoint | undefined) =>
  point !== undefined && point.rate !== null && point.provisional;

function pointMark(
  authorship: Authorship,
  point: TrendPoint,
  range: TrendAnswer['range'],
  windowDays: number,
): Omit<PointMark, 'settledLine' | 'provisionalLine'> {
  const from = dateWithin(range, point.start);
  const to = dateWithin(range, point.end);
  const base = {
    authorship,
    at: (axisPlace(point.start) + axisPlace(point.end) + dayMs) / 2,
    from,
    to,
    period: datesWords(from, to),
    counts: point.changes === 0 ? 'no changes' : `${ofWords(point)} regressed`,
  };
  const told = readingOf(point);
  if (told === undefined) {
    const note = point.changes === 0 ? null : 'not watched long enough yet to tell';
    return { ...base, firmness: 'gap', value: null, band: null, rate: '–', interval: null, note };
  }
  const { rate, lower, upper } = told;
  return {
    ...base,
    firmness: told.day !== undefined ? 'so-far' : point.provisional ? 'provisional' : 'settled',
    value: rate,
    band: lower === null || upper === null ? null : [lower, upper],
    rate: percentWords(rate, point.changes),
    interval: lower === null || upper === null ? null : intervalWords(lower, upper, point.changes),
    note: noteOf(told.day, point.provisional, windowDays),
  };
}

/** A date cut to the range that was counted, so that the list behind a point holds what it counts. */
function dateWithin(range: TrendAnswer['range'], date: string): string {
  if (range === null) return date;
  if (date < range.from) return range.from;
  return date > range.to ? range.to : date;
}

function readingOf({ rate, lower, upper, soFar }: TrendPoint) {
  if (rate !== null) return { rate, lower, upper, day: undefined };
  return soFar ?? undefined;
}

/** What the control chart says of a period: that chance alone would keep it elsewhere, or what was to be expected so far. */
function besideChance(chart: ControlChart | undefined, { start, changes }: TrendPoint): string {
  const limits = chart?.points.find((one) => one.start === start);
  if (limits?.unusual && limits.lower !== null && limits.upper !== null) {
    return `, unusual: chance would keep it within ${intervalWords(limits.lower, limits.upper, changes)}`;
  }
  const young = chart?.immature.find((one) => one.start === start);
  if (young === undefined || changes === 0) return '';
  return `, ${numberWords(young.expected, 1)} expected by now`;
}

function noteOf(day: number | undefined, provisional: boolean, windowDays: number): string | null {
  if (day !== undefined) {
    return `so far: the rate within ${day} of the ${windowDays} days, as none was watched for longer`;
  }
  if (!provisional) return null;
  return `provisional: some of its changes have not been watched for ${windowDays} days, so it can still move`;
}

function trendRows(points: readonly PointMark[]): TrendRow[] {
  const rows = new Map<number, TrendRow>();
  for (const point of points) {
    const { at, from, to, period } = point;
    const row = rows.get(at) ?? { at, from, to, period, points: {}, before: {} };
    row.points[point.authorship] = point;
    rows.set(at, row);
  }
  return [...rows.values()].sort((a, b) => a.at - b.at);
}

/**
 * The heights of the axis from 0, high enough for every point and for three intervals in four; a
 * single wild interval must not flatten all else.
 */
function scale(points: readonly PointMark[], earlier: readonly PointMark[]): number[] {
  const highest = Math.max(0, ...points.map((point) => point.value ?? 0));
  const uppers = points
    .flatMap(({ band }) => (band === null ? [] : [band[1]]))
    .concat(earlier.map(({ value }) => value ?? 0))
    .sort((a, b) => a - b);
  const usual = uppers[Math.floor((uppers.length - 1) * 0.75)] ?? 0;
  return rateTicks(Math.max(highest * 1.1, usual));
}

/** The least distance between two names, as a share of the axis. */
const labelGap = 0.07;

function placeLabels(all: readonly PointMark[][], top: number): SeriesMarks[] {
  const ends = all.flatMap((points) => {
    const last = points.findLast((point) => point.value !== null);
    if (last === undefined || last.value === null) return [];
    return [{ authorship: last.authorship, value: last.value }];
  });
  const places = labelPlaces(
    ends.map(({ value }) => value),
    { low: 0, high: top, gap: labelGap * top },
  );
  return ends.map(({ authorship, value }, index) => ({
    authorship,
    label: authorshipLabels[authorship],
    labelAt: places[index] ?? value,
  }));
}
