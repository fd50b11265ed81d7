/**
 * Why there is no estimate:
 * - `no-data`: nobody was followed for a whole day;
 * - `horizon-not-reached`: the day asked for lies beyond the days that could be followed;
 * - `no-overlap`: no stratum has both arms;
 * - `too-few-clusters`: too few to tell how they vary;
 * - `no-events`: nothing happened, or it happened to all, so that there is no spread to measure by;
 * - `labels-say-nothing`: those that tell apart do so no better than chance;
 * - `rate-below-false-positive-rate`: fewer were seen than false alarms alone would make;
 * - `rate-beyond-labels`: more were seen than could be, were the error rates true.
 */
type Reason =
  | 'no-data'
  | 'horizon-not-reached'
  | 'no-overlap'
  | 'too-few-clusters'
  | 'no-events'
  | 'labels-say-nothing'
  | 'rate-below-false-positive-rate'
  | 'rate-beyond-labels';

/** An estimate, or the reason why there is none. Data never throws; only impossible input does. */
export type Result<Estimate> = ({ ok: true } & Estimate) | { ok: false; reason: Reason };
