import type { Estimate } from '@/lib/api/compare';

/** Half the axis, as a factor: from an eighth to eight times. */
const reach = 8;

/** Places on a logarithmic axis, in percent of its width, the middle being no difference. */
export interface ForestPlaces {
  from: number;
  to: number;
  /** Of the ratio itself; null where it is not known, or off the axis. */
  at: number | null;
  /** The range goes on past this end of the axis. */
  pastLeft: boolean;
  pastRight: boolean;
}

/** Where a ratio and its range are drawn; undefined where not even one end of it is known. */
export function forestPlaces({ value, lower, upper }: Estimate): ForestPlaces | undefined {
  if (lower === null) return undefined;
  const [from, to] = [placeOf(lower), placeOf(upper ?? Number.POSITIVE_INFINITY)];
  const at = value === null ? null : placeOf(value);
  return {
    from: onAxis(from),
    to: onAxis(to),
    at: at === null || at !== onAxis(at) ? null : at,
    pastLeft: from < 0,
    pastRight: to > 100,
  };
}

/** Before the axis for a ratio of 0, after it for one without end. */
function placeOf(ratio: number): number {
  return 50 + (50 * Math.log(ratio)) / Math.log(reach);
}

const onAxis = (place: number) => Math.min(100, Math.max(0, place));
