import { level } from '@/lib/measure/definition';
import { exponential } from '@/lib/measure/estimate';
import { mixtureFor, normalMixtureInterval } from '@/lib/stats/sequential';

/** Fewer regressions than this are too few for an interval that holds at every look. */
export const fewestEvents = 10;
/** The standard error of ln ratio at which the interval is narrowest. */
const tightestAt = 0.25;

/** The interval of a ratio that holds at every look (statistics.md §2.11); undefined of too few regressions. */
export function alwaysValid(
  { ln, standardError }: { ln: number; standardError: number },
  regressions: number,
) {
  if (regressions < fewestEvents || !(standardError > 0)) return undefined;
  const alpha = 1 - level;
  const plan = { mixture: mixtureFor(tightestAt, alpha), alpha };
  const { interval, evidence } = normalMixtureInterval(ln, standardError, plan);
  return { value: Math.exp(ln), interval: exponential(interval), evidence };
}
