/**
 * When half have had an event: the first time at which survival is at most ½.
 *
 * Source: Brookmeyer & Crowley 1982, Biometrics 38:29. Where survival stays at exactly ½ up to a later
 * event, the middle of that stretch, as R's `survfit` prints. `steps` are the times of events in order with
 * the survival after each.
 * No events, or fewer than half: null. All events: the same rule.
 */
export function medianTime(steps: readonly { time: number; survival: number }[]): number | null {
  const index = steps.findIndex(({ survival }) => survival <= 0.5 + rounding);
  const first = steps[index];
  if (first === undefined) return null;
  const next = steps[index + 1];
  const isFlat = Math.abs(first.survival - 0.5) < rounding && next !== undefined;
  return isFlat ? (first.time + next.time) / 2 : first.time;
}

const rounding = 1e-9;
