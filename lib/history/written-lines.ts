import type { Attestation } from '@/lib/domain/attestation';

/** Lines of one file that an agent wrote, counted from 1, both ends included. */
export interface WrittenLines {
  path: string;
  tool: string;
  model?: string;
  ranges: readonly Range[];
}
export type Range = readonly [first: number, last: number];

type Lines = Attestation['lines'];
const agentsAtMost = 100;

/**
 * How many lines each agent wrote. With `added`, the lines that the commit added by path, only those
 * count, each once: for whoever is told last, because a later edit replaces an earlier one.
 */
export function linesOf(
  written: readonly WrittenLines[],
  added?: ReadonlyMap<string, readonly Range[]>,
): Lines {
  const counts = new Map<string, Lines[number]>();
  const count = ({ tool, model }: WrittenLines, lines: number) => {
    const key = `${tool}\0${model ?? ''}`;
    const known = counts.get(key);
    if (known !== undefined) known.lines += lines;
    else counts.set(key, { tool, ...(model === undefined ? {} : { model }), lines });
  };
  if (added === undefined) {
    for (const one of written) count(one, lengthOf(one.ranges));
  } else {
    const taken = new Map<string, Set<number>>();
    for (const one of written.toReversed()) {
      const ofPath = taken.get(one.path) ?? new Set();
      taken.set(one.path, ofPath);
      const before = ofPath.size;
      for (const [first, last] of added.get(one.path) ?? []) {
        for (const [from, to] of one.ranges) {
          for (let line = Math.max(first, from); line <= Math.min(last, to); line += 1) {
            ofPath.add(line);
          }
        }
      }
      count(one, ofPath.size - before);
    }
  }
  return [...counts.values()]
    .filter(({ lines }) => lines > 0)
    .sort((a, b) => b.lines - a.lines || (a.tool < b.tool ? -1 : 1))
    .slice(0, agentsAtMost);
}

/** All lines of ranges; no file has more than a billion. */
function lengthOf(ranges: readonly Range[]): number {
  const sum = ranges.reduce((total, [first, last]) => total + Math.max(0, last - first + 1), 0);
  return Math.min(sum, 1_000_000_000);
}
