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

export interface FunnelMarks {
  points: FunnelMark[];
  /** Outlines of the bands in a square of 100, by how often a rate lies within by chance alone. */
  bands: { inner: string; outer: string };
  target: number | null;
  xTicks: { at: number; label: string }[];
  yTicks: { at: number; rate: number }[];
  /** Groups that have no rate yet. */
  untold: number;
}

/** The funnel of an answer as marks: places, bands, ticks and which names can be written. */
export function funnelMarks({ groups, funnel, all }: GroupsAnswer): FunnelMarks {
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
  const band = (lower: 'lower95' | 'lower998', upper: 'upper95' | 'upper998') =>
    outline([
      ...within.map((one) => [x(one.changes), y(one[upper])] as const),
      ...within.toReversed().map((one) => [x(one.changes), y(one[lower])] as const),
    ]);
  return {
    points: withNames(told.map((group) => mark(group, x(group.changes), y(group.rate ?? 0)))),
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

function outline(places: readonly (readonly [number, number])[]): string {
  if (places.length === 0) return '';
  return `M${places.map(([x, y]) => `${(x * 100).toFixed(2)} ${(y * 100).toFixed(2)}`).join('L')}Z`;
}

/** About what a letter and a line take of a plot that is as wide as a page is. */
const letter = 0.0065;
const line = 0.07;

/** Names those that differ first, then the larger ones, as long as no name covers another or a point. */
function withNames(points: readonly FunnelMark[]): FunnelMark[] {
  const taken = points.map(({ x, y }) => ({ from: x - 0.008, to: x + 0.008, y }));
  const sides = new Map<string, 'right' | 'left'>();
  const byWeight = [...points].sort((a, b) => Number(b.differs) - Number(a.differs) || b.x - a.x);
  for (const { group, name, x, y } of byWeight) {
    const length = [...name].length * letter;
    const places = [
      { side: 'right', from: x + 0.01, to: x + 0.015 + length, y },
      { side: 'left', from: x - 0.015 - length, to: x - 0.01, y },
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
