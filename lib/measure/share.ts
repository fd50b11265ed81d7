import { level } from '@/lib/measure/definition';
import { wilson } from '@/lib/stats/proportion';

/** A share of a number with Wilson's interval; nothing of none. */
export function shareOf(
  counted: number,
  all: number,
): { share: number | null; lower: number | null; upper: number | null } {
  if (all === 0) return { share: null, lower: null, upper: null };
  const { lower, upper } = wilson(counted, all, level);
  return { share: counted / all, lower, upper };
}
