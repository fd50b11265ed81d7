import { labelPlaces } from '@/components/charts/label-places';
import { rateTicks } from '@/components/charts/rate-axis';
import { authorshipLabels, authorshipOrder } from '@/components/words/labels';
import { countWords, intervalWords, ofWords, percentWords } from '@/components/words/rates';
import { type CurveAnswer, horizonDays } from '@/lib/api/curve';
import type { Authorship } from '@/lib/domain/change';

/** The days that the axis and the table name. */
export const toldDays = [0, 1, 7, 14, 30, 60, 90] as const;
export const axisDays = [0, 7, 14, 30, 60, 90] as const;

/** With fewer than this still watched, one regression more or less moves a curve by too much. */
const fewWatched = 10;

/** One curve at the end of one day, with everything decided that a chart or a table says of it. */
export interface DayMark {
  day: number;
  share: number;
  /** The interval, cut to the axis. */
  band: [number, number];
  /** So few were still watched that the curve is drawn dotted. */
  isFew: boolean;
  standing: string;
  interval: string;
  regressed: string;
  watched: string;
}

/** One curve as far as anybody was watched; where it ends is the last of `days`. */
export interface CurveMarks {
  authorship: Authorship;
  label: string;
  days: DayMark[];
  last: DayMark;
  /** The height of its name, beside its own end, moved where names would cover each other. */
  labelAt: number;
  /** What it counts: `63 of 1,745`. */
  counts: string;
  /** How many are still watched after each day of the axis. */
  atRisk: { day: number; changes: string }[];
}

export interface SurvivalMarks {
  curves: CurveMarks[];
  /** The shares along the axis, the least of them first. */
  heights: number[];
  floor: number;
  windowDays: number;
  hasFew: boolean;
  /** Some intervals reach below the bottom of the chart. */
  cut: boolean;
}

/** The answer as marks: where curves end and grow thin, names and scale. Picture and table both read them. */
export function survivalMarks({ curves, definition }: CurveAnswer): SurvivalMarks {
  const told = authorshipOrder.flatMap((authorship) =>
    curves.filter((one) => one.authorship === authorship && one.days.length > 0),
  );
  const heights = scale(told);
  const floor = heights[0] ?? 0;
  const drawn = told.map((curve) => {
    const days = dayMarks(curve, floor);
    return { ...nameOf(curve), days, last: days.at(-1) ?? atStart(curve.changes) };
  });
  const places = namePlaces(
    drawn.map(({ last }) => last),
    floor,
  );
  return {
    curves: drawn.map((curve, index) => ({ ...curve, labelAt: places[index] ?? curve.last.share })),
    heights,
    floor,
    windowDays: definition.windowDays,
    hasFew: drawn.some(({ last }) => last.isFew),
    cut: told.some(({ days }) => days.some(({ standing }) => standing.lower < floor)),
  };
}

type Curve = CurveAnswer['curves'][number];

function nameOf({ authorship, changes, regressions, atRisk }: Curve) {
  return {
    authorship,
    label: authorshipLabels[authorship],
    counts: ofWords({ regressions, changes }),
    atRisk: atRisk.map((one) => ({ day: one.day, changes: countWords(one.changes) })),
  };
}

function dayMarks({ changes, days }: Curve, floor: number): DayMark[] {
  return [
    atStart(changes),
    ...days.map(({ day, atRisk, rate, standing: { share, lower, upper } }) => ({
      day,
      share,
      band: [Math.max(floor, lower), upper] satisfies [number, number],
      isFew: atRisk < fewWatched,
      standing: percentWords(share, changes),
      interval: intervalWords(lower, upper, changes),
      regressed: percentWords(rate, changes),
      watched: countWords(atRisk),
    })),
  ];
}

/** Day 0, on which everything stands. */
function atStart(changes: number): DayMark {
  return {
    day: 0,
    share: 1,
    band: [1, 1],
    isFew: false,
    standing: percentWords(1, changes),
    interval: '–',
    regressed: percentWords(0, changes),
    watched: countWords(changes),
  };
}

/** Round shares up to 1, low enough for every curve, and for the interval where enough are watched. */
function scale(curves: readonly Curve[]): number[] {
  const lost = curves.flatMap(({ days }) =>
    days.map(({ atRisk, rate, upper }) => (atRisk < fewWatched ? rate : upper)),
  );
  return rateTicks(Math.max(0, ...lost))
    .map((share) => Number((1 - share).toFixed(4)))
    .reverse();
}

/** About what a name takes: of the axis of days, and of the height. */
const nameDays = 25;
const nameGap = 0.085;

/** Heights of names, each beside the end of its curve; only those whose ends are near move apart. */
function namePlaces(ends: readonly DayMark[], floor: number): number[] {
  const places = ends.map(({ share }) => share);
  for (const near of nearEnds(ends)) {
    const apart = labelPlaces(
      near.map((index) => places[index] ?? 1),
      { low: floor, high: 1, gap: nameGap * (1 - floor) },
    );
    for (const [order, index] of near.entries()) places[index] = apart[order] ?? 1;
  }
  return places;
}

/** The places in the list of those whose names would meet, group by group. */
function nearEnds(ends: readonly DayMark[]): number[][] {
  const groups: number[][] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const [index, { day }] of [...ends.entries()].sort(([, a], [, b]) => a.day - b.day)) {
    if (day - before < nameDays) groups.at(-1)?.push(index);
    else groups.push([index]);
    before = day;
  }
  return groups;
}

/** About what a figure takes of a line, and what must stand free between two. */
const figureWidth = 7.2;
const figureGap = 8;

/** The days of the axis whose figures fit under it: the ends and the middle before those that crowd. */
export function atRiskDays(curves: readonly CurveMarks[], plotWidth: number): number[] {
  const taken: { from: number; to: number; day: number }[] = [];
  for (const day of [0, 90, 30, 60, 14, 7]) {
    const longest = Math.max(
      0,
      ...curves.map(({ atRisk }) => atRisk.find((one) => one.day === day)?.changes.length ?? 0),
    );
    const middle = (day / horizonDays) * plotWidth;
    const half = (longest * figureWidth + figureGap) / 2;
    const place = { from: middle - half, to: middle + half, day };
    if (taken.every((one) => one.to <= place.from || one.from >= place.to)) taken.push(place);
  }
  return taken.map(({ day }) => day).sort((a, b) => a - b);
}
