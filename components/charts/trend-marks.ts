import { labelPlaces } from '@/components/charts/label-places';
import { rateTicks } from '@/components/charts/rate-axis';
import { axisPlace, type TimeTick, timeTicks } from '@/components/charts/time-axis';
import { datesWords } from '@/components/words/dates';
import { authorshipLabels, authorshipOrder } from '@/components/words/labels';
import { intervalWords, ofWords, percentWords } from '@/components/words/rates';
import type { TrendAnswer, TrendPoint, TrendSeries } from '@/lib/api/trend';
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
interface DrawnTrend extends Pick<TrendAnswer, 'range'> {
  series: readonly DrawnSeries[];
  definition: Pick<TrendAnswer['definition'], 'windowDays'>;
}
interface DrawnSeries extends Pick<TrendSeries, 'authorship' | 'points'> {
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
}

export interface TrendMarks {
  rows: TrendRow[];
  series: SeriesMarks[];
  /** Where the axis begins and ends: with the first and the last period, whole. */
  span: [from: number, to: number];
  ticks: TimeTick[];
  heights: number[];
  top: number;
  /** Some intervals reach above the top of the chart. */
  cut: boolean;
  hasProvisional: boolean;
  isEmpty: boolean;
}

/** The answer as marks: gaps, bands, firmness, names and scales. The picture and the table both read them. */
export function trendMarks({ series, range, definition }: DrawnTrend): TrendMarks {
  const ordered = inOrder(series);
  const all = ordered.map((one) => pointMarks(one, range, definition.windowDays));
  const points = all.flat();
  const periods = series.flatMap((one) => one.points);
  const starts = [...new Set(periods.map(({ start }) => start))].sort();
  const rows = trendRows(points);
  const heights = scale(points);
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
    cut: points.some((point) => point.band !== null && point.band[1] > top),
    hasProvisional: points.some(({ firmness }) => firmness !== 'settled' && firmness !== 'gap'),
    isEmpty: points.every((point) => point.value === null),
  };
}

/** What a reader must know of the picture, in so few words that they stay on one line. */
export function trendNote({ hasProvisional, cut }: TrendMarks, windowDays: number): string {
  return [
    hasProvisional ? `Hollow: provisional, not all watched for ${windowDays} days yet. ` : '',
    cut ? 'Some likely ranges reach above the top. ' : '',
  ].join('');
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
    return {
      ...pointMark(series.authorship, point, range, windowDays),
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
    const row = rows.get(at) ?? { at, from, to, period, points: {} };
    row.points[point.authorship] = point;
    rows.set(at, row);
  }
  return [...rows.values()].sort((a, b) => a.at - b.at);
}

/**
 * The heights of the axis from 0, high enough for every point and for three intervals in four; a
 * single wild interval must not flatten all else.
 */
function scale(points: readonly PointMark[]): number[] {
  const highest = Math.max(0, ...points.map((point) => point.value ?? 0));
  const uppers = points
    .flatMap(({ band }) => (band === null ? [] : [band[1]]))
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
