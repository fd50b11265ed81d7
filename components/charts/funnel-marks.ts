import { rateTicks } from '@/components/charts/rate-axis';
import { countWords, intervalWords, ofWords, percentWords } from '@/components/words/rates';
import type { GroupsAnswer, RatedGroup } from '@/lib/api/groups';

/** One group in the funnel, its place as shares of the width and of the height from above. */
export interface FunnelMark {
  group: string;
  name: string;
  x: number;
  y: number;
  counts: string;
  rate: string;
  /** Its name is written beside it, where that covers no other. */
  named: 'right' | 'left' | null;
  differs: boolean;
}

/** Shares of the width from the left and of the height from above. */
type Place = readonly [x: number, y: number];

export interface FunnelMarks {
  points: FunnelMark[];
  /** Outlines of the bands as shares, by how often a rate lies within by chance alone. */
  bands: { inner: Place[]; outer: Place[] };
  target: number | null;
  xTicks: { at: number; label: string }[];
  yTicks: { at: number; rate: number }[];
  /** Groups that have no rate yet. */
  untold: number;
}

/** The funnel of an answer as marks: places, bands, ticks and which names can be written on a plot so wide. */
export function funnelMarks({ groups, funnel, all }: GroupsAnswer, plotWidth: number): FunnelMarks {
  const told = groups.filter(({ rate }) => rate !== null);
  const sizes = told.map(({ changes }) => changes);
  const from = Math.max(1, Math.min(...sizes) / 1.5);
  const to = Math.max(from * 4, Math.max(...sizes) * 1.5);
  const highest = Math.max(0, ...told.map(({ rate }) => rate ?? 0), (all.rate ?? 0) * 2);
  const heights = rateTicks(highest * 1.08);
  const top = heights.at(-1) ?? 1;
  const x = (changes: number) => Math.log(changes / from) / Math.log(to / from);
  const y = (rate: number) => 1 - Math.min(rate, top) / top;
  // The one before the first and after the last too: what reaches past the edges is cut there.
  const within = funnel.filter(
    (_, index) =>
      (funnel[index + 1]?.changes ?? to) >= from && (funnel[index - 1]?.changes ?? from) <= to,
  );
  const band = (lower: 'lower95' | 'lower998', upper: 'upper95' | 'upper998') => [
    ...within.map((one): Place => [x(one.changes), y(one[upper])]),
    ...within.toReversed().map((one): Place => [x(one.changes), y(one[lower])]),
  ];
  return {
    points: withNames(
      told.map((group) => mark(group, x(group.changes), y(group.rate ?? 0))),
      plotWidth,
    ),
    bands: { inner: band('lower95', 'upper95'), outer: band('lower998', 'upper998') },
    target: all.rate === null ? null : y(all.rate),
    xTicks: sizesOf(from, to).map((size) => ({ at: x(size), label: countWords(size) })),
    yTicks: heights.map((rate) => ({ at: y(rate), rate })),
    untold: groups.length - told.length,
  };
}

function mark(group: RatedGroup, x: number, y: number): FunnelMark {
  const { lower, upper, changes, rate } = group;
  const likely =
    lower === null || upper === null ? '' : ` (likely ${intervalWords(lower, upper, changes)})`;
  return {
    group: group.group,
    name: group.name,
    x,
    y,
    counts: `${ofWords(group)} regressed`,
    rate: `${rate === null ? '–' : percentWords(rate, changes)}${likely}`,
    named: null,
    differs: group.differs,
  };
}

/** About what a letter, a point and the room beside it take, in pixels, and a line as a share of the height. */
const letter = 6.6;
const dot = 7;
const beside = 10;
const line = 0.07;

/** Names those that differ first, then the larger ones, as long as no name covers another or a point. */
function withNames(points: readonly FunnelMark[], plotWidth: number): FunnelMark[] {
  const share = (pixels: number) => pixels / plotWidth;
  const taken = points.map(({ x, y }) => ({ from: x - share(dot), to: x + share(dot), y }));
  const sides = new Map<string, 'right' | 'left'>();
  const byWeight = [...points].sort((a, b) => Number(b.differs) - Number(a.differs) || b.x - a.x);
  for (const { group, name, x, y } of byWeight) {
    const length = share([...name].length * letter + beside);
    const places = [
      { side: 'right', from: x + share(beside), to: x + length, y },
      { side: 'left', from: x - length, to: x - share(beside), y },
    ] as const;
    const free = places.find(
      (place) =>
        place.from >= 0 &&
        place.to <= 1 &&
        taken.every(
          (one) => Math.abs(one.y - y) > line || one.to < place.from || one.from > place.to,
        ),
    );
    if (free === undefined) continue;
    taken.push({ from: free.from, to: free.to, y });
    sides.set(group, free.side);
  }
  return points.map((point) => ({ ...point, named: sides.get(point.group) ?? null }));
}

/** Round sizes within, as many as the axis has room for. */
function sizesOf(from: number, to: number): number[] {
  const candidates = [[1, 1.5, 2, 3, 4, 5, 6, 7, 8], [1, 2, 5], [1]].map((factors) => {
    const sizes: number[] = [];
    for (let power = 1; power <= to; power *= 10) {
      sizes.push(...factors.map((factor) => power * factor));
    }
    return sizes.filter((size) => Number.isInteger(size) && size >= from && size <= to);
  });
  return candidates.find((sizes) => sizes.length <= 7) ?? [];
}
