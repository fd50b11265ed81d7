/**
 * Why there is no estimate:
 * - `no-data`: nobody was followed for a whole day;
 * - `horizon-not-reached`: the day asked for lies beyond the days that could be followed.
 */
type Reason = 'no-data' | 'horizon-not-reached';

/** An estimate, or the reason why there is none. Data never throws; only impossible input does. */
export type Result<Estimate> = ({ ok: true } & Estimate) | { ok: false; reason: Reason };
