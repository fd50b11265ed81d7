import type { RegressionKind } from '@/lib/domain/regression';
import { packedKinds } from '@/lib/rollup/dimensions';

/**
 * How the rollup packs days, big-endian as PostgreSQL's int4send and int2send write them:
 * - `merged`: for each day of merge 4 bytes of the day and 4 of how many changes;
 * - `confirmed`, `suspected`: for each regressed change 4 bytes of its day of merge × 8 + how many kinds
 *   follow, then for each kind 2 bytes of its place in `packedKinds` × 4096 + the day of the first one.
 * Days of merge are counted from 2000-01-01, where a merge before it is negative.
 */
const epochMs = Date.UTC(2000, 0, 1);
const dayMs = 86_400_000;

/** Whole days from 2000-01-01 to a calendar date in UTC. */
export function packedDay(date: string): number {
  return (Date.parse(`${date}T00:00:00Z`) - epochMs) / dayMs;
}

/** The calendar date in UTC of a packed day. */
export function dateOfPacked(day: number): string {
  return new Date(epochMs + day * dayMs).toISOString().slice(0, 10);
}

/** Bytes `from` up to `to` of what is packed. */
export interface Packed {
  bytes: DataView;
  from: number;
  to: number;
}

/** Tells every day of merge and how many changes it had. */
export function eachMerged(
  { bytes, from, to }: Packed,
  tell: (day: number, changes: number) => void,
): void {
  for (let at = from; at < to; at += 8) tell(bytes.getInt32(at), bytes.getInt32(at + 4));
}

/** The kinds as bits at their places in `packedKinds`, for `eachRegressed`. */
export function kindBits(kinds: readonly RegressionKind[]): number {
  return kinds.reduce((bits, kind) => bits | (1 << packedKinds.indexOf(kind)), 0);
}

/**
 * Tells every change that regressed in one of the kinds: its day of merge, the day after it of its first
 * regression among them, and the place of that kind in `packedKinds`. Where two kinds share that day,
 * the first of them is told.
 */
export function eachRegressed(
  { bytes, from, to }: Packed,
  kinds: number,
  tell: (mergedDay: number, day: number, place: number) => void,
): void {
  let at = from;
  while (at < to) {
    const head = bytes.getInt32(at);
    at += 4;
    let first = 0;
    let found = -1;
    for (let rest = head & 7; rest > 0; rest -= 1) {
      const word = bytes.getInt16(at);
      at += 2;
      const day = word & 4095;
      const place = word >> 12;
      if ((kinds & (1 << place)) !== 0 && (found < 0 || day < first)) {
        first = day;
        found = place;
      }
    }
    if (found >= 0) tell(head >> 3, first, found);
  }
}
